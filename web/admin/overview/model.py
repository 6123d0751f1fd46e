"""How the model stands today, for the overview: what was spent of the cap, what the algorithm answered, the breaker."""

from datetime import datetime

from litestar.datastructures import State as AppState
from msgspec import Struct

from domain.model.breaker import BreakerView
from domain.model.opening import Model
from domain.model.spending import read_spent
from domain.model.statistics import EventSpending, read_event_spending, read_model_usage
from web.admin.model.gates import find_breaker, make_breaker
from web.admin.model.limits import used_share
from web.admin.model.money import money, reserved_words, share_words
from web.admin.words import Pill


class ModelStanding(Struct, frozen=True, kw_only=True):
    """Money in millionths of a dollar; `events` are those that cost most, since ever.

    What is `spent` today has in it what is `reserved` for open batches.

    `fallback_share` is of today's questions, 0 to 1, None where none was asked. `is_set` False: no model is set, and
    all but the breaker is nothing. `breaker` None: Valkey is away.
    """

    is_set: bool
    breaker: BreakerView | None
    spent: int = 0
    reserved: int = 0
    cap: int = 0
    event_cap: int = 0
    events: tuple[EventSpending, ...] = ()
    calls: int = 0
    fallback_share: float | None = None


class ModelPanel(Struct, frozen=True, kw_only=True):
    """What the overview shows of it; `meter` is 0 to 100, `pill` None where Valkey is away."""

    is_set: bool
    spent: str
    reserved: str
    cap: str
    meter: int
    calls: str
    fallback: str
    pill: Pill | None
    breaker: str
    since: str
    until: str


async def read_model_standing(state: AppState, now: datetime) -> ModelStanding:
    """Five queries where a model is set, else none; and one question to Valkey."""
    model: Model | None = state.model
    breaker = await find_breaker(state)
    if model is None:
        return ModelStanding(is_set=False, breaker=breaker)
    today = (await read_model_usage(now, days=1)).total
    spent = await read_spent(None, now)
    return ModelStanding(
        is_set=True,
        breaker=breaker,
        spent=spent.of_day,
        reserved=spent.reserved,
        cap=model.caps.per_day,
        event_cap=model.caps.per_event,
        events=await read_event_spending(now),
        calls=today.calls,
        fallback_share=today.fallback_share,
    )


def make_model_panel(model: ModelStanding, now: datetime) -> ModelPanel:
    breaker = make_breaker(model.breaker, now) if model.breaker else None
    return ModelPanel(
        is_set=model.is_set,
        spent=money(model.spent),
        reserved=reserved_words(model.reserved),
        cap=money(model.cap),
        meter=used_share(model.spent, model.cap),
        calls=f"{model.calls:,}",
        fallback=share_words(model.fallback_share) or "none",
        pill=breaker.pill if breaker else None,
        breaker=breaker.words if breaker else "Valkey is away, so nobody knows how it stands.",
        since=breaker.since if breaker else "",
        until=breaker.until if breaker else "",
    )
