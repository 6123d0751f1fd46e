"""A whole chaos run: jobs are enqueued and run while workers and servers are struck, until all have come to rest."""

import random
import time
from collections.abc import Mapping
from concurrent.futures import Future
from contextlib import redirect_stdout
from pathlib import Path

from domain.migrate import migrate
from domain.piccolo_conf import DB
from local.chaos.background import Background, background_loop
from local.chaos.crew import Crew, working_crew
from local.chaos.findings import Findings, compare, count_held_by, count_open
from local.chaos.journal import JOURNAL, Journal, waits_after_kills
from local.chaos.plan import plan_blows
from local.chaos.report import Outcome
from local.chaos.strike import Striker
from local.chaos.worker import LOGS_VARIABLE
from local.chaos.works import create_tables
from local.chaos.writers import Ledgerbook, write_all
from local.servers import Servers

LOOK_SECONDS = 0.1
# Enqueueing ends a little before the blows do.
WRITING_PART = 0.9
COME_TO_REST_SECONDS = 90.0


def run_chaos(
    servers: Servers, environment: Mapping[str, str], logs: Path, seconds: float, jobs: int, seed: int
) -> Outcome:
    """Strike for so many seconds while so many jobs are enqueued, then wait until they have come to rest."""
    journal, book, rng = Journal(logs / JOURNAL), Ledgerbook(), random.Random(seed)
    with background_loop() as background:
        background.run(_prepare())
        with working_crew({**environment, LOGS_VARIABLE: str(logs)}, logs) as crew:
            striker = Striker(servers, crew, plan_blows(seconds, rng), rng)
            writing = background.start(write_all(book, jobs, jobs / (seconds * WRITING_PART), rng))
            left_running = _strike_until(seconds, striker, writing, background)
            _come_to_rest(crew, background)
        findings: Findings = background.run(compare(book.committed, book.rolled_back))
        background.run(DB.close_connection_pool())
    starts = journal.starts()
    waits = sorted(waits_after_kills(starts, crew.killed_at))
    return Outcome(findings, striker.struck, crew, waits, len(starts), book.unknown, left_running)


async def _prepare() -> None:
    with redirect_stdout(None):  # Piccolo says what it does
        await migrate()
    await DB.start_connection_pool(min_size=0, max_size=8)
    await create_tables()


def _strike_until(seconds: float, striker: Striker, writing: Future[None], background: Background) -> int:
    """Until the time is over and all is enqueued; how many jobs were left running by workers told to stop."""
    left_running, started_at = 0, time.monotonic()
    while (elapsed := time.monotonic() - started_at) < seconds or not writing.done():
        striker.look(elapsed)
        left_running += sum(background.run(count_held_by(pid)) for pid in striker.crew.look())
        time.sleep(LOOK_SECONDS)
    writing.result()
    return left_running


def _come_to_rest(crew: Crew, background: Background) -> None:
    deadline = time.monotonic() + COME_TO_REST_SECONDS
    while background.run(count_open()) and time.monotonic() < deadline:
        crew.look()
        time.sleep(LOOK_SECONDS)
