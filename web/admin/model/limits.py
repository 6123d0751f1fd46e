"""What each event may still ask of the model: its cap of money, and its bucket of calls."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from redis.exceptions import RedisError

from domain.model.opening import Model
from domain.model.statistics import EventSpending, read_event_spending
from web.admin.model.money import money

MOST_EVENTS = 10


class EventLimit(Struct, frozen=True, kw_only=True):
    """One event. Meters are 0 to 100: how much of the cap is used, how full the bucket is.

    `calls` is "" where Valkey is away.
    """

    name: str
    event_id: UUID
    used: str
    cap_meter: int
    is_reached: bool
    calls: str
    bucket_meter: int


async def read_event_limits(model: Model | None, now: datetime) -> tuple[EventLimit, ...]:
    """Of the events that cost most; two queries, and one question to Valkey."""
    if model is None:
        return ()
    spending = [each for each in await read_event_spending(now) if each.microdollars][:MOST_EVENTS]
    levels = await _levels(model, [each.event_id for each in spending])
    return tuple([_limit(model, each, level) for each, level in zip(spending, levels, strict=True)])


def used_share(used: int, cap: int) -> int:
    """0 to 100; all of a cap of nothing is used."""
    return min(100, 100 * used // cap) if cap else 100


async def _levels(model: Model, event_ids: Sequence[UUID]) -> Sequence[float | None]:
    """The calls in each event's bucket; None where nobody knows."""
    if not event_ids:
        return ()
    try:
        return await model.limits.read(*map(model.bucket_of, event_ids))
    except (RedisError, OSError):
        return [None] * len(event_ids)


def _limit(model: Model, spent: EventSpending, level: float | None) -> EventLimit:
    _, burst = model.event_bucket
    return EventLimit(
        name=spent.name,
        event_id=spent.event_id,
        used=money(spent.microdollars),
        cap_meter=used_share(spent.microdollars, model.caps.per_event),
        is_reached=spent.microdollars >= model.caps.per_event,
        calls="" if level is None else f"{level:.0f} of {burst:,}",
        bucket_meter=int(100 * (level or 0) / burst),
    )
