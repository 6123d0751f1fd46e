"""Replaying many dead jobs, batch by batch."""

from domain.work.by_hand.replay import BATCH_EVERY, advance_replay
from domain.work.outcomes import Snooze
from domain.work.progress import report_progress
from domain.work.works import ReplayJobs
from jobs.declare import Counts, JobContext, job


@job(ReplayJobs)
async def replay_jobs(work: ReplayJobs, _context: JobContext) -> Counts:
    """Replay the next of them, and snooze until the ones after them may follow."""
    replay = await advance_replay(work.entry_id)
    await report_progress(replay.reached, replay.total)
    if not replay.is_over:
        raise Snooze(BATCH_EVERY)
    return {"replayed": replay.replayed, "newer_waits": replay.newer_waits, "too_late": replay.too_late}
