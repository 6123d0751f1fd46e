"""Every visit many times, in rounds: what the machine's other users take, they take from each in turn.

Of each some in a row: a statement is planned anew for its first five runs, and once for all from then on, as long as
the driver keeps it; it keeps fewer than there are.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.admin_figures.reader import Answer, Reader
from benchmarks.admin_figures.visits import Visit
from local.chaos.report import quantile

# Fewer than one in twenty of all, so that a moment in which others take the machine does not make a p95.
IN_A_ROW = 8


@dataclass
class Measured:
    """The answers of one visit."""

    answers: list[Answer] = field(default_factory=list)

    @property
    def milliseconds(self) -> list[float]:
        return sorted(answer.milliseconds for answer in self.answers)

    @property
    def p50(self) -> float:
        return quantile(self.milliseconds, 0.5)

    @property
    def p95(self) -> float:
        return quantile(self.milliseconds, 0.95)

    @property
    def queries(self) -> tuple[int, int]:
        """The fewest and the most."""
        counts = [answer.queries for answer in self.answers]
        return min(counts), max(counts)

    @property
    def size(self) -> int:
        return max(answer.size for answer in self.answers)


async def measure(
    reader: Reader, visits: Sequence[Visit], requests: int, warming: int = IN_A_ROW
) -> dict[str, Measured]:
    """By the visits' names."""
    measured: dict[str, Measured] = defaultdict(Measured)
    for visit in visits:
        await _ask(reader, visit, warming)
    for begun in range(0, requests, IN_A_ROW):
        for visit in visits:
            measured[visit.name].answers += await _ask(reader, visit, min(IN_A_ROW, requests - begun))
    return measured


async def _ask(reader: Reader, visit: Visit, times: int) -> list[Answer]:
    return [await reader.visit(visit) for _ in range(times)]
