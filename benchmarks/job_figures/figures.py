"""The figures of the job system against what was promised of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.job_figures.rounds import Measurements
from local.chaos.report import quantile


@dataclass(frozen=True)
class Figure:
    """A figure that should be at least, or with `is_at_most` at most, what was promised.

    `counts` where the exit status speaks of it: ratios and losses, not what depends on the machine.
    """

    name: str
    value: float
    promised: float
    unit: str = ""
    is_at_most: bool = False
    counts: bool = True

    @property
    def is_kept(self) -> bool:
        return self.value <= self.promised if self.is_at_most else self.value >= self.promised

    def __str__(self) -> str:
        sign = "≤" if self.is_at_most else "≥"
        verdict = "ok" if self.is_kept else "missed"
        return f"{self.name:<46}{self.value:>8.2f}{self.unit:<3} {sign} {self.promised:g}{self.unit:<3}  {verdict}"


def figures(measured: Measurements, lost: int) -> Iterator[Figure]:
    starts = sorted(measured.starts)
    yield Figure("commit → start, 50 jobs/s, p50", quantile(starts, 0.5), 15, " ms", is_at_most=True, counts=False)
    yield Figure("commit → start, 50 jobs/s, p99", quantile(starts, 0.99), 60, " ms", is_at_most=True, counts=False)
    yield Figure("ledger / stock arq", measured.ratio("ledger", "stock"), 3)
    yield Figure("ledger / tuned arq", measured.ratio("ledger", "tuned"), 0.9)
    yield Figure("short jobs in groups / stock arq", measured.ratio("short", "stock"), 10)
    yield Figure("8 writers / the same without wake-up", measured.ratio("writers", "writers, no wake-up"), 0.8)
    yield Figure("jobs lost, or done twice", lost, 0, is_at_most=True)
