"""What the model was asked, in words and numbers: the figures across the top, the rows of the tables, the reasons."""

from uuid import UUID

from msgspec import Struct

from domain.model.statistics import EventUsage, ModelUsage, Usage
from web.admin.model.gates import Gates
from web.admin.model.money import money, share_words
from web.admin.model.words import outcome_words
from web.admin.words import duration, rounded


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


def make_figures(total: Usage, gates: Gates) -> tuple[Figure, ...]:
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
            "Tokens in",
            rounded(sent),
            f"{share_words(total.cached_share)} from the cache" if total.cached_share else "",
        ),
        Figure("Tokens out", rounded(total.output_tokens)),
    )


def _tone(total: Usage) -> str:
    return "warn" if (total.fallback_share or 0) >= 0.1 else ""


def _took(usage: Usage, quantile: str) -> str:
    found = usage.latency.p50 if quantile == "p50" else usage.latency.p95
    return duration(found) if found is not None else "none"


def make_line(name: str, usage: Usage, event_id: UUID | None = None) -> UsageLine:
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


def make_event_line(share: EventUsage) -> UsageLine:
    """The row of one event, which may be gone, or of what belongs to none."""
    unnamed = "An event that is gone" if share.event_id else "Of no event"
    return make_line(share.name or unnamed, share.usage, share.event_id)


def make_reasons(usage: ModelUsage) -> tuple[ReasonLine, ...]:
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
