"""The figures against what was promised of them, as tables."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.admin_figures.measuring import Measured
from benchmarks.admin_figures.streams import Load
from benchmarks.admin_figures.visits import REFERENCE, Visit

P95_MILLISECONDS = 200.0
# A hundred open pages ask at most so many times what one asks.
MOST_TIMES = 1.1
# What goes through all keys of Valkey, and holds everybody up meanwhile.
FORBIDDEN_COMMANDS = ("keys", "scan")


def verdict(is_kept: bool) -> str:
    return "ok" if is_kept else "missed"


def print_visits(
    console: Console, visits: Sequence[Visit], large: Mapping[str, Measured], small: Mapping[str, Measured]
) -> bool:
    """Whether each is fast enough, and asks the database as often as where there is next to nothing."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("page")
    for title in ("p50 ms", "p95 ms", "max ms", "× small", "queries", "small", "kB"):
        table.add_column(title, justify="right")
    table.add_column(f"p95 ≤ {P95_MILLISECONDS:g}")
    table.add_column("constant")
    bounds, kept = most_by_route(visits, small), True
    for visit in visits:
        of_visit, bound = large[visit.name], bounds[visit.route]
        table.add_row(*_row(visit, of_visit, small[visit.name], bound))
        kept &= is_fast(of_visit) and is_constant(of_visit, bound)
    console.print(table)
    return kept


def most_by_route(visits: Sequence[Visit], measured: Mapping[str, Measured]) -> dict[str, int]:
    """The most queries that any visit of each route takes: one that finds nothing does not ask what it is called."""
    most: dict[str, int] = defaultdict(int)
    for visit in visits:
        most[visit.route] = max(most[visit.route], measured[visit.name].queries[1])
    return most


def _row(visit: Visit, large: Measured, small: Measured, bound: int) -> Iterator[str]:
    yield visit.name
    yield from (f"{large.p50:.1f}", f"{large.p95:.1f}", f"{large.milliseconds[-1]:.1f}")
    yield f"{large.p50 / small.p50:.1f}"
    yield from (_range(large.queries), _range(small.queries), f"{large.size / 1000:.0f}")
    yield from (verdict(is_fast(large)), verdict(is_constant(large, bound)))


def is_fast(measured: Measured) -> bool:
    return measured.p95 <= P95_MILLISECONDS


def is_constant(measured: Measured, bound: int) -> bool:
    """The same number of queries at every request, and no more than the page takes where there is next to nothing."""
    fewest, most = measured.queries
    return fewest == most <= bound


def _range(queries: tuple[int, int]) -> str:
    fewest, most = queries
    return f"{most}" if fewest == most else f"{fewest}–{most}"


def print_summary(console: Console, measured: Mapping[str, Measured]) -> None:
    """The slowest of them, and how that compares with an answer that needs no database."""
    name, slowest = max(measured.items(), key=lambda item: item[1].p95)
    reference = measured[REFERENCE.name]
    console.print(
        f"slowest: {name}, p95 {slowest.p95:.1f} ms; {REFERENCE.name}: {reference.p50:.2f} ms, "
        f"so it takes {slowest.p50 / reference.p50:,.0f} times as long"
    )


def print_streams(console: Console, one: Load, same: Load, different: Load) -> bool:
    """Whether many who look at the same ask the database no more than one."""
    is_kept = same.queries_per_minute <= MOST_TIMES * one.queries_per_minute
    console.print(f"queries a minute, 1 open page: {one.queries_per_minute:.0f}")
    console.print(
        f"queries a minute, {same.pages} open pages: {same.queries_per_minute:.0f}, "
        f"at most {MOST_TIMES:g} times as many: {verdict(is_kept)}"
    )
    console.print(
        f"queries a minute, {different.pages} open pages of which each looks at something else: "
        f"{different.queries_per_minute:.0f}"
    )
    return is_kept


def print_commands(console: Console, calls: Mapping[str, int]) -> bool:
    """Whether Valkey was never made to go through all its keys."""
    called = {name: calls.get(name, 0) for name in FORBIDDEN_COMMANDS}
    is_kept = not any(called.values())
    console.print(f"Valkey was asked: {', '.join(f'{name} {count:,}' for name, count in sorted(calls.items()))}")
    words = ", ".join(f"{name.upper()} {count}" for name, count in called.items())
    console.print(f"of these {words}: {verdict(is_kept)}")
    return is_kept
