"""What stands before each call of the model, as it is now: the breaker, the bucket, the caps."""

from datetime import datetime

from litestar.datastructures import State
from msgspec import Struct
from redis.exceptions import RedisError

from domain.model.breaker import BreakerState, BreakerView
from domain.model.opening import Model, read_breaker
from domain.model.spending import Spent, read_spent
from domain.settings import Settings
from domain.work.rate_limit import RateLimits
from web.admin.model.limits import used_share
from web.admin.model.money import money, reserved_words
from web.admin.model.words import BREAKER, breaker_words
from web.admin.words import Pill, clock


class BreakerLine(Struct, frozen=True):
    """The breaker; `since`, `until` and `reason` are "" where there are none."""

    state: BreakerState
    pill: Pill
    words: str
    since: str
    until: str
    reason: str
    failures: int
    is_closed: bool


class Bucket(Struct, frozen=True):
    """How full the bucket is, 0 to 100; `words` tells the rate."""

    left: str
    burst: str
    words: str
    meter: int


class Gates(Struct, frozen=True, kw_only=True):
    """`is_set` False: no model is set. Breaker and bucket are None where Valkey is away.

    `spent_today` has in it what is `reserved` for open batches, "" if nothing is.
    """

    name: str
    is_set: bool
    is_simulated: bool
    breaker: BreakerLine | None
    bucket: Bucket | None
    spent_today: str
    reserved: str
    day_cap: str
    day_meter: int
    event_cap: str
    event_bucket: str


async def read_gates(state: State, now: datetime) -> Gates:
    """One query, and two questions to Valkey."""
    settings: Settings = state.settings
    model: Model | None = state.model
    view = await find_breaker(state)
    spent = await read_spent(None, now) if model else Spent(0, 0)
    cap = model.caps.per_day if model else 0
    return Gates(
        name=settings.model,
        is_set=model is not None,
        is_simulated=model is not None and model.is_simulated,
        breaker=make_breaker(view, now) if view else None,
        bucket=await _bucket(model) if model else None,
        spent_today=money(spent.of_day),
        reserved=reserved_words(spent.reserved),
        day_cap=money(cap),
        day_meter=used_share(spent.of_day, cap),
        event_cap=money(model.caps.per_event) if model else "",
        event_bucket=f"refilled by {model.event_bucket[0]:g} a second" if model else "",
    )


async def find_breaker(state: State) -> BreakerView | None:
    """As it stands; None where Valkey is away."""
    try:
        return await read_breaker(state.settings, state.redis)
    except (RedisError, OSError):
        return None


def make_breaker(view: BreakerView, now: datetime) -> BreakerLine:
    return BreakerLine(
        state=view.state,
        pill=BREAKER[view.state],
        words=breaker_words(view),
        since=clock(view.since, now) if view.since else "",
        until=clock(view.until, now) if view.until and view.until > now else "",
        reason=view.reason or "",
        failures=view.failures,
        is_closed=view.state is BreakerState.CLOSED and view.failures == 0,
    )


async def _bucket(model: Model) -> Bucket | None:
    limits: RateLimits = model.limits
    try:
        [level] = await limits.read(model.bucket)
    except (RedisError, OSError):
        return None
    rate, burst = model.bucket.per_second, model.bucket.burst
    return Bucket(f"{level:.0f}", f"{burst:,}", f"refilled by {rate:g} a second", int(100 * level / burst))
