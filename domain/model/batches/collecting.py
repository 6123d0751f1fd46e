"""Collecting results as they come over the line: each is applied once, with its cost, or not at all."""

from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog

from domain.model.batches.hearing import Said, hear
from domain.model.batches.intents import asked, close_batch
from domain.model.batches.provider import read_results
from domain.model.batches.purposes import BatchPurpose
from domain.model.batches.shapes import Answered, BatchState, StoredBatch
from domain.model.calls import Call, record_calls
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.model.prices import ModelPrice, cost_microdollars
from domain.tables import ModelRequest
from domain.work.progress import current_job, report_progress
from domain.work.transaction import transaction

log = structlog.get_logger()
# Held in memory at once, and stored in one transaction.
CHUNK = 100

_LOCK = """
SELECT id, custom_id, subject_id, candidate_ids, candidate_revisions FROM model_request
WHERE batch_id = {} AND custom_id = ANY({}) AND outcome IS NULL ORDER BY id FOR UPDATE
"""
_END = """
UPDATE model_request SET outcome = new.outcome
FROM unnest({}::uuid[], {}::text[]) AS new (id, outcome) WHERE model_request.id = new.id
"""


async def collect(
    batch: StoredBatch, provider_id: str, model: Model, price: ModelPrice, purpose: BatchPurpose, now: datetime
) -> None:
    """Apply all results and end the batch. Whatever was applied before a crash is passed over.

    Raises: `ProviderFault` if the line breaks; what was heard until then is applied.
    """
    done = batch.done
    async with aclosing(read_results(model.client, provider_id)) as lines:
        async for chunk in _chunks(lines):
            said = {
                custom_id: hear(line, purpose.answer_key, is_simulated=model.is_simulated)
                for custom_id, line in chunk.items()
            }
            done += await _take(batch, said, price, purpose)
            await report_progress(done, batch.requests)
    # What the results do not name is not known to have cost anything.
    await close_batch(batch.id, BatchState.ENDED, Outcome.MISSING, now)


async def _chunks(lines: AsyncIterator[Any]) -> AsyncIterator[Mapping[str, Any]]:
    """Lines by their `custom_id`; of two with the same one in a chunk the first counts."""
    chunk: dict[str, Any] = {}
    async for line in lines:
        chunk.setdefault(str(getattr(line, "custom_id", "")), line)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = {}
    if chunk:
        yield chunk


async def _take(batch: StoredBatch, said: Mapping[str, Said], price: ModelPrice, purpose: BatchPurpose) -> int:
    """Apply what was not yet, in one transaction; how many. Ids that are nobody's are passed over."""
    async with transaction():
        rows = await ModelRequest.raw(_LOCK, batch.id, list(said))
        found = [asked(row, batch) for row in rows]
        answered = [Answered(each, said[each.custom_id].answer) for each in found]
        outcomes = {each.asked.id: each.answer.outcome for each in answered}
        stored = await purpose.store(batch, [each for each in answered if each.answer.outcome.is_answer])
        await _end({**outcomes, **stored})
        await record_calls([_call(batch, said[each.custom_id], price) for each in found])
    return len(found)


async def _end(outcomes: Mapping[UUID, Outcome]) -> None:
    await ModelRequest.raw(_END, list(outcomes), [str(outcome) for outcome in outcomes.values()])


def _call(batch: StoredBatch, said: Said, price: ModelPrice) -> Call:
    job = current_job.get()
    return Call(
        purpose=batch.purpose,
        model=batch.model,
        outcome=said.answer.outcome,
        is_simulated=said.answer.is_simulated,
        usage=said.usage,
        cost_microdollars=cost_microdollars(price, said.usage, is_batch=True),
        event_id=batch.event_id,
        job_id=job.id if job else None,
        batch_id=batch.id,
    )
