from domain.ids import uuid7
from domain.tables import Job, SessionRecommendation
from domain.work.enqueue import enqueue
from domain.work.works import GenerateEvent, GenerateRecommendations
from jobs.worker import JOBS
from tests.cast import gather
from tests.drain import drain


async def test_an_event_is_generated_to_its_last_attendee(database: None) -> None:
    cast = await gather()
    job_id = await enqueue(GenerateEvent(event_id=cast.event))
    await drain(JOBS, "bulk")
    [parent] = await Job.select().where(Job.id == job_id)
    assert (parent["state"], parent["progress_done"], parent["progress_total"]) == ("succeeded", 1, 1)
    assert {row["user_id"] for row in await SessionRecommendation.select()} == {cast.ada}


async def test_one_persons_list_is_made(database: None) -> None:
    cast = await gather()
    await enqueue(GenerateRecommendations(user_id=cast.ada, event_id=cast.event))
    assert await drain(JOBS, "interactive") == 1
    assert await SessionRecommendation.exists().where(SessionRecommendation.session_id == cast.queues_talk)


async def test_a_list_for_nobody_is_given_up_at_once(database: None) -> None:
    await enqueue(GenerateRecommendations(user_id=uuid7(), event_id=(await gather()).event))
    assert await drain(JOBS, "interactive") == 1
    [job] = await Job.select()
    assert (job["state"], job["error"]) == ("dead", "This person does not take part in this event.")
