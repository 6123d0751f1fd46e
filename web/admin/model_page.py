"""The page of the model: what it was asked, what it cost, how long it took, why the algorithm answered instead."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from domain.errors import InvalidInput
from domain.model.statistics import DayUsage, ModelUsage, Usage, read_event_spending, read_model_usage
from web.admin.bars import Bar, make_bars
from web.admin.model_gates import Gates
from web.admin.model_words import outcome_words, purpose_words
from web.admin.money import money, share_words
from web.admin.words import duration

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


class CapLine(Struct, frozen=True):
    """What an event has used of its cap; `meter` is 0 to 100."""

    name: str
    event_id: UUID
    used: str
    meter: int
    is_reached: bool


class ModelPage(Struct, frozen=True, kw_only=True):
    """The page. `gates` are what stands before each call; None of it where no model is set."""

    wanted: WantedUsage
    figures: tuple[Figure, ...]
    gates: Gates
    caps: tuple[CapLine, ...]
    bars: tuple[Bar, ...]
    days: tuple[UsageLine, ...]
    events: tuple[UsageLine, ...]
    purposes: tuple[UsageLine, ...]
    reasons: tuple[ReasonLine, ...]
    event_name: str
    is_bounded: bool
    has_calls: bool

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


async def read_model_page(wanted: WantedUsage, gates: Gates, now: datetime) -> ModelPage:
    """Four queries."""
    usage = await read_model_usage(now, int(wanted.days), wanted.event_id)
    costs = [day.usage.cost_microdollars for day in usage.days]
    return ModelPage(
        wanted=wanted,
        figures=_figures(usage.total, gates),
        gates=gates,
        caps=await _caps(gates, now),
        bars=make_bars(costs, [f"{_day(day)}: {money(day.usage.cost_microdollars)}" for day in usage.days]),
        days=tuple([_line(_day(day), day.usage) for day in reversed(usage.days) if day.usage.calls]),
        events=tuple([_line(each.name or _unnamed(each.event_id), each.usage, each.event_id) for each in usage.events]),
        purposes=tuple([_line(purpose_words(each.purpose), each.usage) for each in usage.purposes]),
        reasons=_reasons(usage),
        event_name=_event_name(usage, wanted),
        is_bounded=usage.is_bounded,
        has_calls=usage.total.calls > 0,
    )


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


async def _caps(gates: Gates, now: datetime) -> tuple[CapLine, ...]:
    """The events that have used most of theirs."""
    if not gates.is_set:
        return ()
    cap = gates.event_cap_microdollars
    return tuple(
        [
            CapLine(
                each.name,
                each.event_id,
                money(each.microdollars),
                used_share(each.microdollars, cap),
                each.microdollars >= cap,
            )
            for each in (await read_event_spending(now))[:10]
            if each.microdollars
        ]
    )


def used_share(used: int, cap: int) -> int:
    """0 to 100; all of a cap of nothing is used."""
    return min(100, 100 * used // cap) if cap else 100


def _day(day: DayUsage) -> str:
    return f"{day.day.day} {day.day:%b}"


def _unnamed(event_id: UUID | None) -> str:
    return "An event that is gone" if event_id else "Of no event"


def _event_name(usage: ModelUsage, wanted: WantedUsage) -> str:
    if wanted.event_id is None:
        return ""
    names: Sequence[str | None] = [each.name for each in usage.events if each.event_id == wanted.event_id]
    return next(filter(None, names), "an event without calls")
