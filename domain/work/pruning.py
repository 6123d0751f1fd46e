"""Pruning: what the ledger forgets, and when."""

from datetime import datetime, timedelta

from domain.batched_delete import delete_in_batches
from domain.ids import earliest_uuid7
from domain.tables import Job, ModelRequest, NightlyList, ScheduleOccurrence, Worker
from domain.work.states import State
from domain.work.statistics.rollup import forget_statistics

# How long a job is kept after it ended. A dead one waits for somebody to look at it.
KEPT = {
    State.SUCCEEDED: timedelta(days=7),
    State.CANCELLED: timedelta(days=14),
    State.DEAD: timedelta(days=90),
}
WORKERS_KEPT = timedelta(days=7)
OCCURRENCES_KEPT = timedelta(days=14)
NIGHTS_KEPT = timedelta(days=30)


async def prune_jobs(now: datetime) -> dict[str, int]:
    """Delete jobs by age and state with their attempts; workers, occurrences, nights and batches' requests by age.

    How many of each.
    """
    counts = {state.value: await _prune_state(state, now - kept) for state, kept in KEPT.items()}
    return counts | {
        "workers": await delete_in_batches(Worker, "coalesce(stopped_at, heartbeat_at) < {}", now - WORKERS_KEPT),
        "occurrences": await delete_in_batches(
            ScheduleOccurrence,
            "id < {} AND due_at < {}",
            earliest_uuid7(now - OCCURRENCES_KEPT),
            now - OCCURRENCES_KEPT,
        ),
        "nightly_lists": await delete_in_batches(NightlyList, "id < {}", earliest_uuid7(now - NIGHTS_KEPT)),
        # What their batches cost is kept.
        "statistics": await forget_statistics(now),
        "model_requests": await delete_in_batches(
            ModelRequest, "id < {} AND outcome IS NOT NULL", earliest_uuid7(now - NIGHTS_KEPT)
        ),
    }


async def _prune_state(state: State, before: datetime) -> int:
    # The state as text, so that the index of open jobs is found; the id, so that no younger job is looked at.
    return await delete_in_batches(
        Job, f"state = '{state}' AND id < {{}} AND finished_at < {{}}", earliest_uuid7(before), before
    )
