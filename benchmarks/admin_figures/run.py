"""The whole run: the pages over next to nothing, then over a million jobs; open pages; and what Valkey was asked."""

import logging
from contextlib import redirect_stdout
from os import getloadavg
from typing import Any

import structlog
from redis.asyncio import Redis
from rich.console import Console

from benchmarks.admin_figures import report
from benchmarks.admin_figures.fill import fill, patience
from benchmarks.admin_figures.landmarks import find_landmarks
from benchmarks.admin_figures.measuring import measure
from benchmarks.admin_figures.reader import Reader, open_site
from benchmarks.admin_figures.size import LARGE, SMALL, Size
from benchmarks.admin_figures.streams import PAGES, load_of
from benchmarks.admin_figures.visits import REFERENCE, Visit, visits
from domain.migrate import migrate
from domain.settings import load_settings
from domain.tables import Job

SMALL_REQUESTS = 20
LIVING = "/admin/live?page=jobs&tab=waiting"


async def run(console: Console, requests: int, part: str, size: Size = LARGE) -> int:
    """Print all figures, or those of pages whose name has `part` in it; 0 if all promises are kept, else 1."""
    with redirect_stdout(None):  # Piccolo says what it does
        await migrate()
    # a line for each request would be thousands
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    settings = load_settings()
    await fill(SMALL)
    chosen = await _choose(part)
    async with open_site(settings) as reader:
        small = await measure(reader, chosen, min(requests, SMALL_REQUESTS))
    console.print(f"filled with {size.finished:,} finished jobs in {await fill(size):.0f} s")
    chosen = await _choose(part)
    async with open_site(settings) as reader:
        await _print_rows(console)
        await _forget_commands(reader)
        before = getloadavg()[0]
        large = await measure(reader, chosen, requests)
        kept = [report.print_visits(console, chosen, large, small)]
        report.print_summary(console, large)
        console.print(f"load of the machine before and after: {before:.1f} and {getloadavg()[0]:.1f}")
        kept.append(await _stream(console, reader))
        kept.append(report.print_commands(console, await _commands(reader)))
    return 0 if all(kept) else 1


async def _choose(part: str) -> list[Visit]:
    """With the one that all are compared with."""
    async with patience():
        found = visits(await find_landmarks())
    return [visit for visit in found if part in visit.name or visit is REFERENCE]


async def _print_rows(console: Console) -> None:
    rows = await Job.raw("SELECT state, count(*) AS jobs FROM job GROUP BY state ORDER BY jobs DESC")
    console.print(", ".join(f"{row['jobs']:,} {row['state']}" for row in rows))


async def _stream(console: Console, reader: Reader) -> bool:
    """Each of the different pages lists another queue and another kind of job, or else another search."""
    one = await load_of(reader, [LIVING])
    same = await load_of(reader, [LIVING] * PAGES)
    different = await load_of(reader, [f"{LIVING}&search={number}" for number in range(PAGES)])
    return report.print_streams(console, one, same, different)


async def _forget_commands(reader: Reader) -> None:
    redis: Redis = reader.site.state.redis
    await redis.config_resetstat()


async def _commands(reader: Reader) -> dict[str, int]:
    """How often each was called."""
    redis: Redis = reader.site.state.redis
    found: dict[str, Any] = await redis.info("commandstats")
    return {name.removeprefix("cmdstat_"): int(of_command["calls"]) for name, of_command in found.items()}
