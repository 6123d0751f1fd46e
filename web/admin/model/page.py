"""The page of the model: what it was asked, what it cost, how long it took, why the algorithm answered instead."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from litestar.datastructures import State
from msgspec import Struct

from domain.errors import InvalidInput
from domain.model.breaker import BreakerState
from domain.model.statistics import ModelUsage, read_model_usage
from web.admin.live.digest import fingerprint
from web.admin.live.pages import LiveKind
from web.admin.model.chart import MoneyChart, day_words, make_money_chart
from web.admin.model.gates import Gates, read_gates
from web.admin.model.limits import EventLimit, read_event_limits
from web.admin.model.usage import Figure, ReasonLine, UsageLine, make_event_line, make_figures, make_line, make_reasons
from web.admin.model.words import purpose_words
from web.admin.snapshot import Snapshot
from web.admin.words import clock

PERIODS = {"1": "Today", "7": "7 days", "30": "30 days"}
FILTERS = {"days", "event"}


class WantedUsage(Struct, frozen=True):
    """How many days, of which event; None is of all."""

    days: str = "7"
    event_id: UUID | None = None


class ModelPage(Struct, frozen=True, kw_only=True):
    """The page. `gates` and `limits` are what stands before each call; `worries` say first what is wrong."""

    wanted: WantedUsage
    worries: tuple[str, ...]
    figures: tuple[Figure, ...]
    gates: Gates
    limits: tuple[EventLimit, ...]
    chart: MoneyChart
    days: tuple[UsageLine, ...]
    events: tuple[UsageLine, ...]
    purposes: tuple[UsageLine, ...]
    reasons: tuple[ReasonLine, ...]
    event_name: str
    is_bounded: bool
    has_calls: bool
    read_at: datetime
    clock: str

    @property
    def versions(self) -> dict[str, str]:
        """A fingerprint of each region."""
        gates, wanted = self.gates, self.wanted
        return {
            "worries": fingerprint(self.worries),
            "breaker": fingerprint(gates.breaker),
            "limits": fingerprint(gates.bucket, gates.spent_today, gates.reserved, gates.day_cap, self.limits[:1]),
            "events_limits": fingerprint(self.limits, wanted),
            "usage": fingerprint(self.figures, self.reasons, self.is_bounded, self.has_calls),
            "days": fingerprint(self.days),
            "events": fingerprint(self.events, wanted),
            "purposes": fingerprint(self.purposes),
        }

    @property
    def live_query(self) -> str:
        return f"page=model&{self.query(self.wanted.event_id)}"

    def query(self, event_id: UUID | None) -> str:
        """The page's query, of one event or of all."""
        return urlencode({"days": self.wanted.days} | ({"event": event_id} if event_id else {}))

    @property
    def periods(self) -> tuple[tuple[str, str], ...]:
        return tuple(PERIODS.items())


def parse_wanted(query: Mapping[str, str]) -> WantedUsage:
    """Raises: `InvalidInput` for a filter that is not there."""
    if not query.keys() <= FILTERS:
        raise InvalidInput("The model's page is filtered by days and event; there is no other filter.")
    days = query.get("days") or WantedUsage().days
    if days not in PERIODS:
        raise InvalidInput(f"Days are one of {', '.join(PERIODS)}.")
    try:
        return WantedUsage(days, UUID(query["event"]) if query.get("event") else None)
    except ValueError:
        raise InvalidInput("`event` is the id of an event.") from None


async def read_model_page(wanted: WantedUsage, state: State, now: datetime) -> ModelPage:
    """Five queries, and three questions to Valkey; `state` is what the process shares."""
    gates, limits = await read_gates(state, now), await read_event_limits(state.model, now)
    usage = await read_model_usage(now, int(wanted.days), wanted.event_id)
    return ModelPage(
        wanted=wanted,
        worries=tuple(_worries(gates, limits)),
        figures=make_figures(usage.total, gates),
        gates=gates,
        limits=limits,
        chart=make_money_chart(usage.days),
        days=tuple([make_line(day_words(day), day.usage) for day in reversed(usage.days) if day.usage.calls]),
        events=tuple(map(make_event_line, usage.events)),
        purposes=tuple([make_line(purpose_words(each.purpose), each.usage) for each in usage.purposes]),
        reasons=make_reasons(usage),
        event_name=_event_name(usage, wanted),
        is_bounded=usage.is_bounded,
        has_calls=usage.total.calls > 0,
        read_at=now,
        clock=clock(now, now),
    )


def _worries(gates: Gates, limits: tuple[EventLimit, ...]) -> Iterator[str]:
    """Why the algorithm answers instead, where it does so now."""
    if gates.breaker and gates.breaker.state is BreakerState.OPEN:
        until = f"{gates.breaker.until} UTC" if gates.breaker.until else "somebody closes it"
        yield f"The breaker is open until {until}: nobody calls, and the algorithm answers."
    if gates.breaker and gates.breaker.state is BreakerState.HALF_OPEN:
        yield "The breaker is half open: one call tries, and the algorithm answers all else."
    if gates.is_set and gates.day_meter == 100:
        yield f"The day's cap of {gates.day_cap} is used: until midnight UTC the algorithm answers."
    if reached := [limit.name for limit in limits if limit.is_reached]:
        yield f"{', '.join(reached)}: the cap of {gates.event_cap} is used, so there the algorithm answers."


def _event_name(usage: ModelUsage, wanted: WantedUsage) -> str:
    if wanted.event_id is None:
        return ""
    names: Sequence[str | None] = [each.name for each in usage.events if each.event_id == wanted.event_id]
    return next(filter(None, names), "an event without calls")


async def _read_live(wanted: WantedUsage, snapshot: Snapshot, state: State) -> ModelPage:
    return await read_model_page(wanted, state, snapshot.at)


MODEL_LIVE = LiveKind(parse_wanted, _read_live, "admin/model/live.html")
