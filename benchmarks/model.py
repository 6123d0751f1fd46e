"""What it costs to have the model refresh 500 lists: both layouts, directly and by batch, against the loopback server.

`./hallway bench model [SCHEDULE …]`: tokens as the server counts them, one for every three characters, and money by the
price table. Without SCHEDULE the real one, or a generated programme where that is absent. Ends with 1 if the cheaper
layout of a schedule costs more than promised.
"""

import asyncio
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from anthropic import AsyncAnthropic

from benchmarks.model_figures.calls import MODEL, Sum, ask_by_batch, ask_directly
from benchmarks.model_figures.refresh import Refresh, generate_refresh, read_refresh
from domain.model.fence import fence_key
from domain.model.layouts import BATCH_HIT_RATE, Layout
from domain.model.prices import MILLION
from domain.model.requests import ModelRequest, programme_request, shortlist_request
from domain.model.shortlist import SHORTLIST
from local.model_server.server import ModelServer, run_model_server

ATTENDEES = 500
GENERATED_SESSIONS = 300
LIMIT = 10
PROMISED = {"direct": 1_000_000, "batch": 500_000}
REAL_DATA = Path(os.environ.get("HALLWAY_REAL_DATA", "../shared/data"))
SCHEDULE = REAL_DATA / "schedules" / "fosdem-2024.xml"
KEY = fence_key("of the benchmark")


def main(given: list[Path]) -> int:
    """Print every layout of each schedule and a verdict; 0 if the promise is kept, else 1."""
    missing = [str(schedule) for schedule in given if not schedule.exists()]
    if missing:
        print(f"There is no {', '.join(missing)}; give the path of a schedule.")
        return 1
    with run_model_server() as server:
        kept = [asyncio.run(_compare(server, name, refresh)) for name, refresh in _refreshes(given)]
    return 0 if all(kept) else 1


def _refreshes(given: list[Path]) -> Iterator[tuple[str, Refresh]]:
    if given or SCHEDULE.exists():
        yield from ((schedule.name, read_refresh(schedule, ATTENDEES)) for schedule in given or [SCHEDULE])
    else:
        print(f"There is no {SCHEDULE} (set HALLWAY_REAL_DATA), so a generated programme stands in for it.")
        yield "generated", generate_refresh(GENERATED_SESSIONS, ATTENDEES)


async def _compare(server: ModelServer, schedule: str, refresh: Refresh) -> bool:
    print(f"\n{schedule}: {len(refresh.programme)} sessions, {ATTENDEES} attendees, {MODEL}")
    print(f"{'layout':<34}{'way':<8}{'input':>12}{'written':>12}{'read':>13}{'output':>10}{'dollars':>9}{'matches':>9}")
    cheapest: dict[str, int] = {}
    for name, requests in _layouts(refresh):
        for way in PROMISED:
            found = await _ask(server, way, requests)
            _print(name, way, found)
            cheapest[way] = min(found.cost, cheapest.get(way, found.cost))
    for way, promised in PROMISED.items():
        verdict = "ok" if cheapest[way] <= promised else "missed"
        print(f"{way}: at most ${promised / MILLION:.2f}, the cheaper layout ${cheapest[way] / MILLION:.3f}: {verdict}")
    return all(cheapest[way] <= promised for way, promised in PROMISED.items())


def _layouts(refresh: Refresh) -> Iterator[tuple[str, list[ModelRequest]]]:
    pairs = list(zip(refresh.profiles, refresh.shortlists, strict=True))
    least = min(len(candidates) for _, candidates in pairs)
    yield (
        f"{Layout.SHORTLIST}, {least} × 300 characters",
        [shortlist_request(profile, candidates, LIMIT, KEY) for profile, candidates in pairs],
    )
    assert least == min(SHORTLIST, len(refresh.programme))
    for abstract in (300, 100):
        yield (
            f"{Layout.PROGRAMME}, all × {abstract} characters",
            [
                programme_request(profile, refresh.programme, LIMIT, KEY, cache="1h", abstract=abstract)
                for profile in refresh.profiles
            ],
        )


async def _ask(server: ModelServer, way: str, requests: list[ModelRequest]) -> Sum:
    server.reset()
    server.batches_find_cache(BATCH_HIT_RATE)
    async with AsyncAnthropic(base_url=server.url, api_key=server.api_key, max_retries=0) as sdk:
        return await (ask_directly(sdk, requests) if way == "direct" else ask_by_batch(sdk, server, requests))


def _print(name: str, way: str, found: Sum) -> None:
    usage = found.usage
    print(
        f"{name:<34}{way:<8}{usage.input_tokens:>12,}{usage.cache_write_tokens:>12,}{usage.cache_read_tokens:>13,}"
        f"{usage.output_tokens:>10,}{found.cost / MILLION:>9.3f}{found.matches:>9.1f}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main([Path(argument) for argument in sys.argv[1:]]))
