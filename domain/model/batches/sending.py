"""Sending an intended batch: marked before, so that after a crash nobody sends it again without a look."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog

from domain.model.batches.endings import abandon
from domain.model.batches.intents import (
    close_batch,
    mark_sending,
    mark_submitted,
    read_asked,
    take_drafts,
    unmark_sending,
)
from domain.model.batches.provider import ProviderFault, cancel_batch, create_batch
from domain.model.batches.purposes import BatchPurpose, Drafts
from domain.model.batches.shapes import Asked, BatchState, StoredBatch
from domain.model.breaker import LONGEST_PAUSE, Admission
from domain.model.faults import Fault
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.model.spending import over_cap, read_spent
from domain.work.transaction import transaction

log = structlog.get_logger()
FIRST_LOOK = timedelta(seconds=10)
SEND_AGAIN = timedelta(seconds=30)
ASK_A_PERSON = timedelta(minutes=10)
# Answers of the API that say that no batch was made; after all others it may have been.
_REFUSALS = frozenset({Outcome.RATE_LIMITED, Outcome.SPEND_LIMIT, Outcome.FORBIDDEN, Outcome.BAD_REQUEST})


async def send(batch: StoredBatch, model: Model, purpose: BatchPurpose, now: datetime) -> timedelta:
    """Send it, or give it up; when to look again."""
    # Its own estimate is among what is spent.
    if outcome := over_cap(await read_spent(batch.event_id, now), model.caps, 0):
        await abandon(batch, outcome, now)
        return timedelta()
    admission = await model.breaker.admit()
    if not admission.is_allowed:
        return ASK_A_PERSON if (await model.breaker.read()).needs_reset else SEND_AGAIN
    try:
        requests = await _prepare(batch, model, purpose, now)
        if not requests:
            return timedelta()
        return await _create(batch, model, requests, admission, now)
    finally:
        # Of what is reported nothing is left to give back.
        await model.breaker.release(admission)


async def _prepare(batch: StoredBatch, model: Model, purpose: BatchPurpose, now: datetime) -> list[dict[str, Any]]:
    """The requests by what is known now, and the mark; empty if there is nothing to send, or somebody else sends."""
    asked = await read_asked(batch)
    drafts = await purpose.draft(model, batch, asked)
    async with transaction():
        if not drafts.drafts:
            await close_batch(batch.id, BatchState.ENDED, Outcome.NOTHING_TO_ASK, now)
        elif await mark_sending(batch.id, drafts.shared, model.name, now):
            await take_drafts(batch.id, [draft.question for draft in drafts.drafts])
            return _requests(model.name, asked, drafts)
    return []


def _requests(model: str, asked: Sequence[Asked], drafts: Drafts) -> list[dict[str, Any]]:
    custom_ids = {each.subject_id: each.custom_id for each in asked}
    return [
        {"custom_id": custom_ids[draft.question.subject_id], "params": {"model": model, **draft.body}}
        for draft in drafts.drafts
    ]


async def _create(
    batch: StoredBatch, model: Model, requests: Sequence[dict[str, Any]], admission: Admission, now: datetime
) -> timedelta:
    try:
        remote = await create_batch(model.client, requests)
    except ProviderFault as error:
        return await _take_fault(batch, model, error.fault, admission, now)
    await model.breaker.succeed(admission)
    if not await mark_submitted(batch.id, now, remote.id):
        # Its event is gone, or this process slept while another sent it again.
        log.warning("model_batch_unwanted", batch=str(batch.id), provider_id=remote.id)
        await cancel_batch(model.client, remote.id)
    return FIRST_LOOK


async def _take_fault(batch: StoredBatch, model: Model, fault: Fault, admission: Admission, now: datetime) -> timedelta:
    log.warning("model_batch_not_sent", batch=str(batch.id), outcome=fault.outcome, error=fault.message[:300])
    if fault.is_failure:
        reason = f"{fault.outcome}: {fault.message}"
        await model.breaker.fail(admission, reason, pause=fault.pause, until_reset=fault.until_reset)
    if fault.outcome not in _REFUSALS:
        return SEND_AGAIN
    if fault.outcome == Outcome.BAD_REQUEST:
        await abandon(batch, fault.outcome, now)
        return timedelta()
    await unmark_sending(batch.id, now)
    if fault.until_reset:
        return ASK_A_PERSON
    return min(max(fault.pause or SEND_AGAIN, FIRST_LOOK), LONGEST_PAUSE)
