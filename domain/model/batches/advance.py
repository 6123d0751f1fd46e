"""One step of a batch, from its intent to its end; between two steps anything may crash."""

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from msgspec import Struct
from redis.exceptions import RedisError

from domain.model.batches.collecting import collect
from domain.model.batches.endings import abandon
from domain.model.batches.finding import find
from domain.model.batches.intents import read_batch
from domain.model.batches.provider import ProviderFault, retrieve_batch
from domain.model.batches.purposes import Purposes
from domain.model.batches.sending import SEND_AGAIN, send
from domain.model.batches.shapes import BatchState, StoredBatch
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.model.prices import PriceTable
from domain.work.outcomes import Cancelled

log = structlog.get_logger()
# Lists are made anew each night: what is not sent by morning is of no use.
SEND_WITHIN = timedelta(hours=6)
# A batch expires after 24 hours.
ENDED_WITHIN = timedelta(hours=26)
SHORTEST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(minutes=2)
WITHOUT_MODEL = timedelta(minutes=10)


class Step(Struct, frozen=True):
    """How a batch stands, and when to look again; None once it has ended."""

    state: BatchState
    done: int
    total: int
    wait: timedelta | None


async def advance_batch(
    batch_id: UUID, model: Model | None, purposes: Purposes, prices: PriceTable, now: datetime
) -> Step:
    """Make the next step of a batch. May be called at any time, also by two at once.

    Raises: `Cancelled` if its event was deleted, and it with it.
    """
    wait = timedelta()
    if (batch := await read_batch(batch_id)) and _is_open(batch):
        try:
            wait = await _step(batch, model, purposes, prices, now)
        except (ProviderFault, RedisError) as error:
            log.warning("model_batch_waits", batch=str(batch_id), error=str(error))
            wait = SEND_AGAIN
        batch = await read_batch(batch_id)
    if batch is None:
        raise Cancelled("The event of this batch was deleted.")
    return Step(batch.state, batch.done, batch.requests, wait if _is_open(batch) else None)


def _is_open(batch: StoredBatch) -> bool:
    return batch.state in (BatchState.INTENDED, BatchState.SUBMITTED)


async def _step(
    batch: StoredBatch, model: Model | None, purposes: Purposes, prices: PriceTable, now: datetime
) -> timedelta:
    """The time to wait before the next one."""
    if is_overdue(batch, now):
        await abandon(batch, Outcome.EXPIRED if model else Outcome.NO_MODEL, now)
        return timedelta()
    if model is None:
        return WITHOUT_MODEL
    purpose = purposes[batch.purpose]
    if batch.submitted_at is None:
        return await send(batch, model, purpose, now)
    if batch.provider_id is None:
        return await find(batch, model, batch.submitted_at, now)
    if not (await retrieve_batch(model.client, batch.provider_id)).has_ended:
        return poll_interval(now - batch.submitted_at)
    await collect(batch, batch.provider_id, model, prices.get(batch.model, model.price), purpose, now)
    return timedelta()


def is_overdue(batch: StoredBatch, now: datetime) -> bool:
    """Whether nothing more is to be expected of it."""
    if batch.submitted_at is None:
        return now > batch.created_at + SEND_WITHIN
    return now > batch.submitted_at + ENDED_WITHIN


def poll_interval(passed: timedelta) -> timedelta:
    """A tenth of the time passed, from ten seconds to two minutes."""
    return min(max(passed / 10, SHORTEST_WAIT), LONGEST_WAIT)
