"""What `./hallway evaluate` prints: a table of rankers, and the hybrid against each of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from domain.evaluation.evaluate import Comparison, Evaluation, Figure, Result

MEASURES = {
    "recall": "recall@10",
    "ndcg": "NDCG@10",
    "mrr": "MRR",
    "coverage": "coverage",
    "gini": "Gini",
    "diversity": "diversity",
}


def tables(found: Evaluation) -> Iterator[Table | Text]:
    """In the order in which they are printed."""
    seeds = f"seed{'s' if len(found.seeds) > 1 else ''} {', '.join(map(str, found.seeds))}"
    pool = "sessions at the same time" if found.pool == "slot" else "sessions"
    yield Text(
        f"{found.sessions:,} sessions, {found.choices:,} choices; a fifth hidden of {found.people:,} people with at "
        f"least {found.min_choices}; {found.lists:,} lists of {found.pool_size:.0f} {pool}; {seeds}"
    )
    if found.passed_over:
        yield Text(f"{found.passed_over:,} choices passed over: sessions.csv has no such session")
    yield _results(found.results)
    yield _comparisons(found.comparisons)
    if found.groups:
        yield _groups(found.groups)


def _results(results: tuple[Result, ...]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("ranker", no_wrap=True)
    for name in MEASURES.values():
        table.add_column(name, justify="right", no_wrap=True)
    for result in results:
        table.add_row(result.ranker, *(_cell(getattr(result, which)) for which in MEASURES))
    return table


def _cell(figure: Figure) -> str:
    if figure.mean is None:
        return "–"
    mean = _short(figure.mean)
    return mean if figure.low is None or figure.high is None else f"{mean}\n{_short(figure.low)}–{_short(figure.high)}"


def _short(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")


def _comparisons(comparisons: tuple[Comparison, ...]) -> Table:
    table = Table(
        box=None,
        pad_edge=False,
        header_style="bold",
        title="hybrid against its parts (* the best one), paired by person",
        title_justify="left",
    )
    table.add_column("part", no_wrap=True)
    for name in dict.fromkeys(comparison.measure for comparison in comparisons):
        table.add_column(MEASURES[name], justify="right", no_wrap=True)
    for part in dict.fromkeys(comparison.part for comparison in comparisons):
        table.add_row(part, *(_verdict(one) for one in comparisons if one.part == part))
    return table


def _verdict(one: Comparison) -> str:
    p = "p < .0001" if one.p < 0.0001 else f"p = {_short(one.p) if one.p >= 0.001 else f'{one.p:.4f}'[1:]}"
    return f"{one.difference:+.3f}, {p}{' *' if one.is_best_part else ''}"


def _groups(groups: dict[str, float]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("group")
    table.add_column("NDCG@10 of the hybrid", justify="right")
    for group, value in groups.items():
        table.add_row(Text(group[:60]), _short(value))
    return table
