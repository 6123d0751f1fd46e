"""Intents: a batch is written down with all its requests, and with the job that makes it true."""

from collections.abc import Sequence
from datetime import datetime

from domain.model.batches.intents import add_requests, insert_batch
from domain.model.batches.shapes import Intent, Question
from domain.model.calls import Call, record_call
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.model.spending import over_cap, read_spent
from domain.tables import ModelBatch
from domain.work.enqueue import enqueue
from domain.work.transaction import transaction
from domain.work.works import RunModelBatch

# The API takes 100,000 requests and 256 MB; smaller parts fit into a worker's memory.
MOST_REQUESTS = 2_000
MOST_BYTES = 48 * 1_048_576
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('model batches'))"

_COUNT = """
SELECT coalesce(max(part) + 1, 0) AS free FROM model_batch
WHERE event_id = {} AND purpose = {} AND (night = {} OR night IS NULL AND state IN ('intended', 'submitted'))
"""


async def intend(intent: Intent, questions: Sequence[Question], model: Model, now: datetime) -> Outcome | None:
    """Write it down; or why it is not: the caps do not allow what it may cost, or there is such a batch already.

    `now` is before anything was read of what is asked: answers count for that moment.
    """
    if not questions:
        return Outcome.NOTHING_TO_ASK
    async with transaction():
        # One at a time, so that two do not take the same money.
        await ModelBatch.raw(_LOCK)
        spent = await read_spent(intent.event_id, now)
        if outcome := over_cap(spent, model.caps, intent.estimated_microdollars):
            await refuse(intent, outcome, model)
            return outcome
        batch_id = await insert_batch(intent, model.name, now)
        if batch_id is None:
            return Outcome.NOTHING_TO_ASK
        await add_requests(batch_id, questions)
        await enqueue(RunModelBatch(batch_id=batch_id, event_id=intent.event_id))
    return None


async def count_parts(intent: Intent) -> int:
    """The number of its first part that is free; of batches without a night, those that are open count."""
    [row] = await ModelBatch.raw(_COUNT, intent.event_id, intent.purpose, intent.night)
    free: int = row["free"]
    return free


async def refuse(intent: Intent, outcome: Outcome, model: Model) -> None:
    """Write down why there is none."""
    await record_call(
        Call(
            purpose=intent.purpose,
            model=model.name,
            outcome=outcome,
            is_simulated=model.is_simulated,
            event_id=intent.event_id,
        )
    )
