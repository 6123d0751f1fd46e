"""Generate the recommendations of all attendees of an event: a fan-out, and how far it is."""

from dataclasses import dataclass
from uuid import UUID

from domain.tables import Job, Registration
from domain.work.enqueue import Placement, enqueue_all
from domain.work.transaction import transaction
from domain.work.works import GenerateEvent, GenerateRecommendations


@dataclass(frozen=True)
class FanOut:
    """How many attendees there are, and for how many of them the work is done."""

    done: int
    total: int


async def advance_event(event_id: UUID, job_id: UUID) -> FanOut:
    """Fan out the first time, and count what is done after that. `job_id` is the job this runs in. Idempotent."""
    total = await _read_total(job_id)
    if total is None:
        return await _fan_out(event_id, job_id)
    [row] = await Job.raw(
        "SELECT count(*) AS open FROM job WHERE parent_id = {} AND state IN ('scheduled', 'dispatched', 'running')",
        job_id,
    )
    return FanOut(total - row["open"], total)


async def _read_total(job_id: UUID) -> int | None:
    [row] = await Job.raw("SELECT progress_total FROM job WHERE id = {}", job_id)
    total: int | None = row["progress_total"]
    return total


async def _fan_out(event_id: UUID, job_id: UUID) -> FanOut:
    rows = await Registration.raw(
        "SELECT user_id FROM registration WHERE event_id = {} AND role = 'attendee' ORDER BY user_id", event_id
    )
    works = [GenerateRecommendations(user_id=row["user_id"], event_id=event_id) for row in rows]
    # Behind the people who wait for their own, in the queue of the fan-out itself.
    children = Placement(queue=GenerateEvent.queue, priority=GenerateEvent.priority - 1, parent_id=job_id)
    async with transaction():
        await enqueue_all(works, children)
        await Job.raw("UPDATE job SET progress_total = {} WHERE id = {}", len(works), job_id)
    return FanOut(0, len(works))
