"""All measurements, round by round: what the machine's other users take, they take from each in turn."""

import random
from collections import defaultdict
from contextlib import nullcontext
from dataclasses import dataclass, field
from statistics import median

from redis import Redis

from benchmarks.job_figures.enqueueing import measure_writers, without_wake_up
from benchmarks.job_figures.latency import measure_starts
from benchmarks.job_figures.team import Team
from benchmarks.job_figures.throughput import measure_arq, measure_ledger
from benchmarks.job_figures.works import Nothing, NothingShort
from local.chaos.journal import Journal

JOBS = {"stock": 300, "tuned": 3_000, "ledger": 3_000, "short": 10_000}
WARMING_JOBS = 50
LATENCY_SECONDS = 5.0
WRITING_SECONDS = 1.0


@dataclass
class Measurements:
    """Rates per second by what was measured, one for each round; milliseconds from commit to start of each job."""

    rates: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    starts: list[float] = field(default_factory=list)

    def rate(self, name: str) -> float:
        return median(self.rates[name])

    def ratio(self, name: str, other: str) -> float:
        """Of the rates of the same round, which had the same neighbours."""
        return median(one / two for one, two in zip(self.rates[name], self.rates[other], strict=True))


@dataclass(frozen=True)
class Bench:
    """The teams that are measured, all of them halted at first."""

    ledger: Team
    arq: dict[str, Team]
    redis: Redis
    journal: Journal

    async def warm_up(self) -> None:
        for kind, team in self.arq.items():
            await measure_arq(team, self.redis, kind, WARMING_JOBS)
        await measure_ledger(self.ledger, Nothing(), 10 * WARMING_JOBS)

    async def run_round(self, measured: Measurements, rng: random.Random) -> None:
        rates = measured.rates
        for kind, team in self.arq.items():
            rates[kind].append(await measure_arq(team, self.redis, kind, JOBS[kind]))
        rates["ledger"].append(await measure_ledger(self.ledger, Nothing(), JOBS["ledger"]))
        rates["short"].append(await measure_ledger(self.ledger, NothingShort(), JOBS["short"]))
        with self.ledger.at_work():
            measured.starts += await measure_starts(self.journal, LATENCY_SECONDS, rng)
            rates["writers"].append(0.0)
            rates["writers, no wake-up"].append(0.0)
            for has_wake_up in (True, False, False, True):
                name, way = ("writers", nullcontext()) if has_wake_up else ("writers, no wake-up", without_wake_up())
                with way:
                    rates[name][-1] += await measure_writers(WRITING_SECONDS) / 2
