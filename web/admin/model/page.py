"""The page of the model: what it was asked, what it cost, how long it took, why the algorithm answered instead."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from litestar.datastructures import State
from msgspec import Struct

from domain.errors import InvalidInput
from domain.model.breaker import BreakerState
from domain.model.statistics import ModelUsage, Usage, read_model_usage
from web.admin.live.digest import fingerprint
from web.admin.live.pages import LiveKind
from web.admin.model.chart import MoneyChart, day_words, make_money_chart
from web.admin.model.gates import Gates, read_gates
from web.admin.model.limits import EventLimit, read_event_limits
from web.admin.model.money import money, share_words
from web.admin.model.words import outcome_words, purpose_words
from web.admin.snapshot import Snapshot
from web.admin.words import clock, duration

PERIODS = {"1": "Today", "7": "7 days", "30": "30 days"}
FILTERS = {"days", "event"}


class WantedUsage(Struct, frozen=True):
    """How many days, of which event; None is of all."""

    days: str = "7"
    event_id: UUID | None = None


class UsageLine(Struct, frozen=True, kw_only=True):
    """One row of a table: of a day, an event or a purpose. `event_id` is set where the row leads to its event."""

    name: str
    event_id: UUID | None = None
    calls: str
    tokens_in: str
    cached: str
    tokens_out: str
    cost: str
    fallback: str
    latency: str


class ReasonLine(Struct, frozen=True):
    """Why the algorithm had to answer, how often, and how much that is of all that was wanted, 0 to 100."""

    words: str
    calls: str
    share: str
    meter: int


class Figure(Struct, frozen=True):
    """One number across the top."""

    label: str
    value: str
    note: str = ""
    tone: str = ""


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
            "limits": fingerprint(gates.bucket, gates.spent_today, gates.day_cap, self.limits[:1]),
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
        figures=_figures(usage.total, gates),
        gates=gates,
        limits=limits,
        chart=make_money_chart(usage.days),
        days=tuple([_line(day_words(day), day.usage) for day in reversed(usage.days) if day.usage.calls]),
        events=tuple([_line(each.name or _unnamed(each.event_id), each.usage, each.event_id) for each in usage.events]),
        purposes=tuple([_line(purpose_words(each.purpose), each.usage) for each in usage.purposes]),
        reasons=_reasons(usage),
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


def _figures(total: Usage, gates: Gates) -> tuple[Figure, ...]:
    sent = total.input_tokens + total.cache_write_tokens + total.cache_read_tokens
    simulated = "all simulated" if total.simulated == total.calls else f"{total.simulated:,} simulated"
    fallback = f"{total.fallbacks:,} of {total.answered + total.fallbacks:,}" if total.fallbacks else ""
    return (
        Figure("Calls", f"{total.calls:,}", simulated if total.simulated else ""),
        Figure(
            "Cost",
            money(total.cost_microdollars),
            f"{gates.spent_today} of {gates.day_cap} today" if gates.is_set else "",
        ),
        Figure("Answered by the algorithm", share_words(total.fallback_share) or "none", fallback, _tone(total)),
        Figure("Latency p50", _took(total, "p50"), "of single calls"),
        Figure("Latency p95", _took(total, "p95")),
        Figure(
            "Tokens in", f"{sent:,}", f"{share_words(total.cached_share)} from the cache" if total.cached_share else ""
        ),
        Figure("Tokens out", f"{total.output_tokens:,}"),
    )


def _tone(total: Usage) -> str:
    return "warn" if (total.fallback_share or 0) >= 0.1 else ""


def _took(usage: Usage, quantile: str) -> str:
    found = usage.latency.p50 if quantile == "p50" else usage.latency.p95
    return duration(found) if found is not None else "none"


def _line(name: str, usage: Usage, event_id: UUID | None = None) -> UsageLine:
    return UsageLine(
        name=name,
        event_id=event_id,
        calls=f"{usage.calls:,}",
        tokens_in=f"{usage.input_tokens + usage.cache_write_tokens:,}",
        cached=f"{usage.cache_read_tokens:,}",
        tokens_out=f"{usage.output_tokens:,}",
        cost=money(usage.cost_microdollars),
        fallback=share_words(usage.fallback_share),
        latency=_took(usage, "p95") if usage.latency.count else "",
    )


def _reasons(usage: ModelUsage) -> tuple[ReasonLine, ...]:
    wanted = usage.total.answered + usage.total.fallbacks
    return tuple(
        [
            ReasonLine(
                outcome_words(reason.outcome),
                f"{reason.calls:,}",
                share_words(reason.calls / wanted),
                100 * reason.calls // wanted,
            )
            for reason in usage.reasons
            if reason.is_fallback and wanted
        ]
    )


def _unnamed(event_id: UUID | None) -> str:
    return "An event that is gone" if event_id else "Of no event"


def _event_name(usage: ModelUsage, wanted: WantedUsage) -> str:
    if wanted.event_id is None:
        return ""
    names: Sequence[str | None] = [each.name for each in usage.events if each.event_id == wanted.event_id]
    return next(filter(None, names), "an event without calls")


async def _read_live(wanted: WantedUsage, snapshot: Snapshot, state: State) -> ModelPage:
    return await read_model_page(wanted, state, snapshot.at)


MODEL_LIVE = LiveKind(parse_wanted, _read_live, "admin/model/live.html")
