"""One job, its attempts and its family."""

import pytest

from domain.clock import utc_now
from domain.errors import NotFound
from domain.ids import uuid7
from domain.tables import Job, JobAttempt, Worker
from domain.work.enqueue import Placement, enqueue, enqueue_all
from domain.work.job_details import MOST_CHILDREN, read_job
from domain.work.states import State
from domain.work.works import GenerateEvent, GenerateRecommendations

EVENT = uuid7()


async def test_an_unknown_job_is_not_found(database: None) -> None:
    with pytest.raises(NotFound):
        await read_job(uuid7())


async def test_attempts_come_newest_first_with_their_worker(database: None) -> None:
    worker = Worker(queues=["bulk"], host="fjord", pid=7, version="1")
    await worker.save().run()
    job = await enqueue(GenerateEvent(event_id=EVENT))
    for number, host in ((1, worker.id), (2, uuid7())):
        await (
            JobAttempt(job_id=job, dispatch_no=number, worker=host, outcome="retried", started_at=utc_now())
            .save()
            .run()
        )

    details = await read_job(job)

    assert [(attempt.dispatch_no, attempt.worker_host) for attempt in details.attempts_made] == [
        (2, None),
        (1, "fjord"),
    ]


async def test_a_family_shows_the_unfinished_children_first_and_counts_all(database: None) -> None:
    parent = await enqueue(GenerateEvent(event_id=EVENT))
    works = [GenerateRecommendations(user_id=uuid7(), event_id=EVENT) for _ in range(MOST_CHILDREN + 5)]
    children = await enqueue_all(works, Placement(parent_id=parent))
    await Job.update({Job.state: "succeeded"}).where(Job.id.is_in(children[:7]))

    details = await read_job(parent)

    assert (details.child_count, details.children_succeeded, len(details.children)) == (25, 7, MOST_CHILDREN)
    assert [child.state for child in details.children[:18]] == [State.SCHEDULED] * 18
    child = await read_job(children[0])
    assert child.parent
    assert (child.parent.id, child.parent.name) == (parent, "GenerateEvent")
