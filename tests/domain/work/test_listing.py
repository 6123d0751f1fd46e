"""The ledger read page by page."""

from uuid import UUID

import pytest

from domain.ids import uuid7
from domain.tables import Job
from domain.work import listing
from domain.work.enqueue import Placement, enqueue, enqueue_all
from domain.work.listing import JobFilter, list_jobs
from domain.work.states import State
from domain.work.works import GenerateRecommendations, SendMail

EVENT = uuid7()


async def make_jobs(count: int, state: State = State.SCHEDULED) -> list[UUID]:
    """So many jobs in a state, the newest first."""
    ids = await enqueue_all([GenerateRecommendations(user_id=uuid7(), event_id=EVENT) for _ in range(count)])
    await Job.update({Job.state: state.value}).where(Job.id.is_in(ids))
    return sorted(ids, reverse=True)


async def read_all(wanted: JobFilter, page_size: int) -> list[UUID]:
    """The ids of every page, one after the other."""
    found: list[UUID] = []
    while True:
        page = await list_jobs(wanted, page_size)
        found.extend(job.id for job in page.jobs)
        if page.next_before is None:
            return found
        wanted = JobFilter(wanted.states, wanted.queue, wanted.name, page.next_before)


@pytest.mark.parametrize("count", [0, 1, 3, 6, 7])
async def test_the_pages_together_are_every_job_once_newest_first(database: None, count: int) -> None:
    jobs = await make_jobs(count) if count else []
    assert await read_all(JobFilter(), page_size=3) == jobs
    assert len((await list_jobs(JobFilter(), 3)).jobs) == min(count, 3)


async def test_a_tab_of_two_states_merges_them_by_age(database: None) -> None:
    jobs = await make_jobs(6)
    await Job.update({Job.state: "dispatched"}).where(Job.id.is_in(jobs[::2]))
    await make_jobs(2, State.DEAD)
    waiting = JobFilter((State.SCHEDULED, State.DISPATCHED))
    assert await read_all(waiting, page_size=2) == jobs


@pytest.mark.parametrize("state", list(State))
async def test_each_state_is_listed_by_itself(database: None, state: State) -> None:
    for other in State:
        if other is not state:
            await make_jobs(1, other)
    jobs = await make_jobs(2, state)
    page = await list_jobs(JobFilter((state,)))
    assert [(job.id, job.state) for job in page.jobs] == [(job, state) for job in jobs]


async def test_filters_by_queue_and_name_find_what_they_name(database: None) -> None:
    await make_jobs(2)
    mail = await enqueue(SendMail(mail_id=uuid7()))
    moved = await enqueue(SendMail(mail_id=uuid7()), Placement(queue="bulk"))
    assert [job.id for job in (await list_jobs(JobFilter(name="SendMail"))).jobs] == [moved, mail]
    assert [job.id for job in (await list_jobs(JobFilter(queue="bulk", name="SendMail"))).jobs] == [moved]
    assert (await list_jobs(JobFilter(queue="'; drop table job; --"))).jobs == ()


async def test_a_filter_that_finds_nothing_stops_looking_and_says_where_to_go_on(
    database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "ROWS_SEARCHED", 4)
    mail = await enqueue(SendMail(mail_id=uuid7()))
    jobs = await make_jobs(9)

    first = await list_jobs(JobFilter(name="SendMail"))
    assert (first.jobs, first.next_before) == ((), jobs[3])
    assert await read_all(JobFilter(name="SendMail"), page_size=3) == [mail]
