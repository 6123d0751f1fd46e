"""Generate the recommendations of all attendees of an event: a fan-out into chunks, and how far it is."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.tables import Job, Registration
from domain.work.enqueue import Placement, enqueue_all
from domain.work.transaction import transaction
from domain.work.works import GenerateChunk, GenerateEvent

# Twenty milliseconds of work where measured; one by one it is 160, and larger chunks gain nothing more.
CHUNK = 50

# Whoever attends, and whoever else has a list already: a speaker who wanted one.
_PEOPLE = """
SELECT DISTINCT user_id FROM registration WHERE event_id = {} AND (role = 'attendee' OR EXISTS (
  SELECT FROM session_recommendation r WHERE r.user_id = registration.user_id AND r.event_id = registration.event_id))
ORDER BY user_id
"""

_COUNT = """
SELECT coalesce(sum(people) FILTER (WHERE state IN ('scheduled', 'dispatched', 'running')), 0)::int AS open,
  coalesce(sum(people) FILTER (WHERE state IN ('dead', 'cancelled')), 0)::int AS failed
FROM (SELECT state, jsonb_array_length(arguments -> 'user_ids') AS people FROM job WHERE parent_id = {}) chunk
"""


@dataclass(frozen=True)
class FanOut:
    """How many people there are, for how many the work has ended, and for how many of those in vain."""

    done: int
    total: int
    failed: int = 0


async def advance_event(event_id: UUID, job_id: UUID, night: date | None = None) -> FanOut:
    """Fan out the first time, and count what is done after that. `job_id` is the job this runs in. Idempotent.

    With `night`, nobody gets the list of that night twice, however often this is run.
    """
    total = await _read_total(job_id)
    if total is None:
        return await _fan_out(event_id, job_id, night)
    [chunks] = await Job.raw(_COUNT, job_id)
    return FanOut(max(0, total - chunks["open"]), total, chunks["failed"])


async def _read_total(job_id: UUID) -> int | None:
    [row] = await Job.raw("SELECT progress_total FROM job WHERE id = {}", job_id)
    total: int | None = row["progress_total"]
    return total


async def _fan_out(event_id: UUID, job_id: UUID, night: date | None) -> FanOut:
    people = [row["user_id"] for row in await Registration.raw(_PEOPLE, event_id)]
    chunks = [people[start : start + CHUNK] for start in range(0, len(people), CHUNK)]
    works = [GenerateChunk(event_id=event_id, user_ids=tuple(chunk), night=night) for chunk in chunks]
    # Behind the people who wait for their own, in the queue of the fan-out itself.
    children = Placement(priority=GenerateEvent.priority - 1, parent_id=job_id)
    async with transaction():
        await enqueue_all(works, children)
        await Job.raw("UPDATE job SET progress_total = {} WHERE id = {}", len(people), job_id)
    return FanOut(0, len(people))
