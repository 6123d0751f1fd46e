"""Intents: a batch is written down with all its requests, and with the job that makes it true."""

from collections.abc import Sequence
from datetime import datetime

from domain.model.batches.intents import add_requests, insert_batch, next_part, without_asked
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


async def intend(intent: Intent, questions: Sequence[Question], model: Model, now: datetime) -> Outcome | int:
    """Write a batch down: the number of its questions; or why there is none, such as a cap that it might pass.

    Nobody and nothing is asked about twice in a night, or in open batches without a night, however often this is
    called. `now` is before anything was read of what is asked: answers count for that moment.
    """
    async with transaction():
        # One at a time, so that two neither ask the same nor take the same money.
        await ModelBatch.raw(_LOCK)
        questions = await without_asked(intent, questions)
        if not questions:
            return Outcome.NOTHING_TO_ASK
        if outcome := over_cap(await read_spent(intent.event_id, now), model.caps, intent.estimated_microdollars):
            await refuse(intent, outcome, model)
            return outcome
        batch_id = await insert_batch(intent, await next_part(intent), model.name, now)
        await add_requests(batch_id, questions)
        await enqueue(RunModelBatch(batch_id=batch_id, event_id=intent.event_id))
    return len(questions)


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
