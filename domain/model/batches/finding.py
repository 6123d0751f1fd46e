"""Finding a batch that was sent without an answer: the API has no field for an id of ours, except in the results.

So the batches made about then with as many requests are waited for, and the first result of each says whose it is. Only
when all of them are somebody else's, and none can appear any more, is it known not to be there.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from domain.model.batches.intents import is_of, mark_submitted, read_asked, unmark_sending
from domain.model.batches.provider import Remote, first_custom_id, list_batches
from domain.model.batches.sending import SEND_AGAIN
from domain.model.batches.shapes import StoredBatch
from domain.model.opening import Model
from domain.tables import ModelBatch

log = structlog.get_logger()
CLOCKS_APART = timedelta(minutes=10)
# No creation is under way any longer than this, and what was created is listed by then.
SETTLED_AFTER = timedelta(minutes=5)
LOOK_AGAIN = timedelta(minutes=1)
MOST_PAGES = 50
MOST_OPENED = 20


async def find(batch: StoredBatch, model: Model, sent_at: datetime, now: datetime) -> timedelta:
    """Take it if it is there, or note that it is not; when to look again."""
    candidates = await _candidates(batch, model, sent_at)
    if candidates is None:
        return LOOK_AGAIN
    for remote in [each for each in candidates if each.has_results][:MOST_OPENED]:
        if is_of(batch.id, await first_custom_id(model.client, remote.id)):
            log.info("model_batch_found", batch=str(batch.id), provider_id=remote.id)
            await mark_submitted(batch.id, sent_at, remote.id)
            return timedelta()
    is_decided = all(each.has_ended for each in candidates) and len(candidates) <= MOST_OPENED
    if not is_decided or now - sent_at < SETTLED_AFTER:
        return LOOK_AGAIN if now - sent_at >= SETTLED_AFTER else SEND_AGAIN
    log.info("model_batch_not_there", batch=str(batch.id))
    await unmark_sending(batch.id, sent_at)
    return timedelta()


async def _candidates(batch: StoredBatch, model: Model, sent_at: datetime) -> list[Remote] | None:
    """Batches that may be this one; None if there are too many to tell."""
    listed, is_complete = await list_batches(model.client, sent_at - CLOCKS_APART, MOST_PAGES)
    known, size = await _known([each.id for each in listed]), len(await read_asked(batch))
    latest = sent_at + SETTLED_AFTER + CLOCKS_APART
    alike = [each for each in listed if each.requests == size and each.created_at <= latest]
    return [each for each in alike if each.id not in known] if is_complete else None


async def _known(provider_ids: Sequence[str]) -> set[str]:
    rows = await ModelBatch.raw("SELECT provider_id FROM model_batch WHERE provider_id = ANY({})", list(provider_ids))
    return {row["provider_id"] for row in rows}
