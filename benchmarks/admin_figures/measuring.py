"""Every visit many times, in rounds: what the machine's other users take, they take from each in turn."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.admin_figures.reader import Answer, Reader
from benchmarks.admin_figures.visits import Visit
from local.chaos.report import quantile

# Statements are prepared, and after five runs planned for good, before anything is measured.
WARMING_ROUNDS = 7


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
    reader: Reader, visits: Sequence[Visit], requests: int, warming: int = WARMING_ROUNDS
) -> dict[str, Measured]:
    """By the visits' names."""
    measured: dict[str, Measured] = defaultdict(Measured)
    for number in range(warming + requests):
        for visit in visits:
            answer = await reader.visit(visit)
            if number >= warming:
                measured[visit.name].answers.append(answer)
    return measured
