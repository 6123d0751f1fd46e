"""Upkeep: counting what ended, and deleting what is of no use any more."""

from domain.clock import utc_now
from domain.model.statistics_rollup import MODEL_CALLS
from domain.people.stale_sign_ins import prune_sign_ins as delete_stale_sign_ins
from domain.recommendations.expiry import delete_expired
from domain.work.pruning import prune_jobs as delete_old_jobs
from domain.work.statistics.rollup import ATTEMPTS, roll_up
from domain.work.works import DeleteExpiredRecommendations, PruneJobs, PruneSignIns, RollUpStatistics
from jobs.declare import Counts, JobContext, job


@job(DeleteExpiredRecommendations)
async def delete_expired_recommendations(_work: DeleteExpiredRecommendations, _context: JobContext) -> Counts:
    """Delete recommendations that ran out and that nobody will look at again."""
    return {"recommendations": await delete_expired(utc_now())}


@job(PruneJobs)
async def prune_jobs(_work: PruneJobs, _context: JobContext) -> Counts:
    """Delete jobs that ended long ago, and what else is kept about them."""
    return await delete_old_jobs(utc_now())


@job(PruneSignIns)
async def prune_sign_ins(_work: PruneSignIns, _context: JobContext) -> Counts:
    """Delete sign-in links and sessions of browsers that are of no use any more."""
    return await delete_stale_sign_ins(utc_now())


@job(RollUpStatistics)
async def roll_up_statistics(_work: RollUpStatistics, _context: JobContext) -> Counts:
    """Count what ended in the last minute, and what was not counted before it."""
    now = utc_now()
    return {"attempts": await roll_up(ATTEMPTS, now), "model_calls": await roll_up(MODEL_CALLS, now)}
