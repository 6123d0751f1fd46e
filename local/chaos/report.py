"""What a chaos run prints, and whether it is to be believed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from local.chaos.plan import Blow

if TYPE_CHECKING:
    from local.chaos.crew import Crew
    from local.chaos.findings import Findings


@dataclass(frozen=True)
class Outcome:
    """All that is known after a run; `waits` are seconds from a kill to running again, sorted."""

    findings: Findings
    struck: Counter[Blow]
    crew: Crew
    waits: Sequence[float]
    starts: int
    unknown: int
    left_running: int

    @property
    def is_clean(self) -> bool:
        return self.findings.is_clean and not (self.crew.own_exits or self.crew.failed_stops or self.left_running)


def lines(outcome: Outcome) -> Iterator[str]:
    """The report; what must be none says ok or missed."""
    found = outcome.findings
    yield "  ".join(f"{count} {blow.value}" for blow, count in outcome.struck.items())
    yield _figure("committed", found.committed)
    yield _figure("finished", found.finished)
    yield _none("lost", found.lost)
    yield _none("stuck", found.stuck)
    yield _none("duplicate effects", found.doubled)
    yield _none("rolled back and there", found.phantoms)
    yield _none("attempts miscounted", found.miscounted)
    yield _figure("re-executions", outcome.starts - found.committed)
    yield _figure("absorbed by a key", found.absorbed)
    yield _figure("commits unanswered", outcome.unknown)
    yield _none("left running at a stop", outcome.left_running)
    yield _none("stops that failed", len(outcome.crew.failed_stops))
    yield _none("workers' own exits", len(outcome.crew.own_exits))
    yield from (f"  {exit_}" for exit_ in outcome.crew.failed_stops + outcome.crew.own_exits)
    yield f"{'kill → running again':<24}{_waits(outcome.waits)}"


def quantile(ordered: Sequence[float], part: float) -> float:
    """Of values in order, by the nearest rank."""
    return ordered[min(int(part * len(ordered)), len(ordered) - 1)]


def _waits(waits: Sequence[float]) -> str:
    if not waits:
        return "no job was under a killed worker"
    return f"p50 {quantile(waits, 0.5):.1f} s, p99 {quantile(waits, 0.99):.1f} s, of {len(waits)} jobs"


def _figure(name: str, value: int) -> str:
    return f"{name:<24}{value:>8,}"


def _none(name: str, value: int) -> str:
    return f"{_figure(name, value)}  {'missed' if value else 'ok'}"
