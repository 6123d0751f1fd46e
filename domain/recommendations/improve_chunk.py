"""Some people's lists by the model, one after the other, as fast as the buckets allow."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from domain.model.opening import Model
from domain.recommendations.improve import improve_list
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.tables import Job
from domain.work.progress import report_progress, running_job


async def improve_chunk(
    model: Model | None, user_ids: Sequence[UUID], event_id: UUID, programmes: ProgrammeIndexes, now: datetime
) -> int:
    """Go on where this job was when it snoozed or crashed; how many have been asked about in all.

    Raises: `Snooze` when a bucket of calls is empty.
    """
    done = await _read_progress()
    for user_id in user_ids[done:]:
        await improve_list(model, user_id, event_id, programmes, now)
        done += 1
        await report_progress(done, len(user_ids))
    return done


async def _read_progress() -> int:
    [row] = await Job.raw("SELECT progress_done FROM job WHERE id = {}", running_job().id)
    done: int = row["progress_done"]
    return done
