"""The end of a batch that comes to nothing, written down with its reason."""

from datetime import datetime

import structlog

from domain.model.batches.intents import close_batch
from domain.model.batches.shapes import BatchState, StoredBatch
from domain.model.calls import Call, record_call
from domain.model.outcomes import Outcome
from domain.work.transaction import transaction

log = structlog.get_logger()


async def abandon(batch: StoredBatch, outcome: Outcome, now: datetime) -> None:
    """Give it up: the algorithm's results stand. What was submitted counts as spent, for it may have been answered."""
    cost = batch.estimated_microdollars if batch.provider_id else 0
    async with transaction():
        if await close_batch(batch.id, BatchState.ABANDONED, outcome, now):
            await record_call(
                Call(
                    purpose=batch.purpose,
                    model=batch.model,
                    outcome=outcome,
                    cost_microdollars=cost,
                    event_id=batch.event_id,
                    batch_id=batch.id,
                )
            )
    log.warning("model_batch_abandoned", batch=str(batch.id), outcome=outcome)
