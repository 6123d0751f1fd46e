"""The whole run: teams started, warmed up and measured round by round, figures printed."""

import asyncio
import random
from collections.abc import Mapping
from contextlib import ExitStack, redirect_stdout
from pathlib import Path

from redis import Redis

from benchmarks.job_figures.figures import figures
from benchmarks.job_figures.ledger_worker import JOURNAL_VARIABLE
from benchmarks.job_figures.rounds import Bench, Measurements
from benchmarks.job_figures.team import WORKERS, team
from benchmarks.job_figures.works import QUEUE
from domain.migrate import migrate
from domain.piccolo_conf import DB
from domain.tables import Job, Worker
from local.chaos.journal import Journal

SEED = 20261123
STARTING_SECONDS = 60


async def run(environment: Mapping[str, str], logs: Path, rounds: int) -> int:
    """Print all figures; 0 if every ratio is kept and nothing was lost, else 1."""
    with redirect_stdout(None):  # Piccolo says what it does
        await migrate()
    await DB.start_connection_pool(min_size=0, max_size=10)
    try:
        with ExitStack() as stack:
            bench = await _start(stack, environment, logs)
            measured = await _measure(bench, rounds)
        return _print(measured, lost=await _count_lost(measured))
    finally:
        await DB.close_connection_pool()


async def _start(stack: ExitStack, environment: Mapping[str, str], logs: Path) -> Bench:
    journal = logs / "journal"
    surroundings = {**environment, JOURNAL_VARIABLE: str(journal)}
    ledger = stack.enter_context(team(["benchmarks.job_figures.ledger_worker"], surroundings, logs))
    arq = {
        kind: stack.enter_context(team(["benchmarks.job_figures.arq_alone", kind], surroundings, logs))
        for kind in ("stock", "tuned")
    }
    redis: Redis = stack.enter_context(Redis.from_url(environment["REDIS_URL"]))
    async with asyncio.timeout(STARTING_SECONDS):
        # They import more than arq does, and so are the last to be there.
        while await Worker.count() < WORKERS:  # noqa: ASYNC110 (the rows are the workers')
            await asyncio.sleep(0.1)
    for each in (ledger, *arq.values()):
        each.halt()
    return Bench(ledger, arq, redis, Journal(journal))


async def _measure(bench: Bench, rounds: int) -> Measurements:
    measured, rng = Measurements(), random.Random(SEED)
    await bench.warm_up()
    for number in range(rounds):
        await bench.run_round(measured, rng)
        rates = "  ".join(f"{name} {rates[-1]:,.0f}" for name, rates in measured.rates.items())
        print(f"round {number + 1}, jobs/s: {rates}", flush=True)
    return measured


async def _count_lost(measured: Measurements) -> int:
    """Jobs that did not succeed, and stamps too many or too few."""
    [row] = await Job.raw(
        "SELECT count(*) FILTER (WHERE state <> 'succeeded') AS lost, count(*) FILTER (WHERE name = 'Stamp') AS stamps "
        "FROM job WHERE queue = {}",
        QUEUE,
    )
    return int(row["lost"]) + abs(int(row["stamps"]) - len(measured.starts))


def _print(measured: Measurements, lost: int) -> int:
    print()
    found = list(figures(measured, lost))
    for figure in found:
        print(figure)
    return int(not all(figure.is_kept for figure in found if figure.counts))
