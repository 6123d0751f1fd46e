"""An evaluation as one page that needs nothing else: tables, and plots drawn into it."""

from collections.abc import Iterator
from html import escape

from domain.evaluation.evaluate import Comparison, Evaluation, Figure, Result
from domain.evaluation.plot import plot

MEASURES = {
    "recall": "Recall at 10",
    "ndcg": "NDCG at 10",
    "mrr": "Mean reciprocal rank",
    "coverage": "Catalogue coverage",
    "gini": "Gini index of exposure",
    "diversity": "Diversity within a list",
}
_STYLE = """
:root { color-scheme: light dark; --ink: light-dark(#1c2430, #e8ecf2); --faint: light-dark(#d9dee6, #39424f);
  --mark: light-dark(#8793a5, #8c98aa); --hybrid: light-dark(#0b6b5d, #4cc7b2) }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums }
th, td { padding: .25rem .75rem; text-align: right; border-bottom: 1px solid var(--faint) }
th:first-child, td:first-child { text-align: left } small { opacity: .75 } svg { width: 100%; max-width: 40rem }
.scroll { overflow-x: auto } .grid { stroke: var(--faint) } .interval { stroke: var(--mark); stroke-width: 2 }
.dot { fill: var(--mark) } .hybrid { fill: var(--hybrid) } svg text { font-size: 12px; fill: currentColor }
.name { text-anchor: end } .tick { text-anchor: middle }
"""


def html_report(found: Evaluation, name: str) -> str:
    """A whole document; `name` is of the data set."""
    title = escape(f"Recommendations on {name}")
    return "\n".join(
        [
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>',
            '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">',
            f"<style>{_STYLE}</style><h1>{title}</h1>",
            *_about(found),
            _results(found),
            *_plots(found),
            _comparisons(found.comparisons),
            *_groups(found.groups),
            "</html>",
        ]
    )


def _about(found: Evaluation) -> Iterator[str]:
    pool = "sessions held at the same time" if found.pool == "slot" else "sessions"
    yield (
        f"<p>{found.sessions:,} sessions and {found.choices:,} choices. Of {found.people:,} people with at least "
        f"{found.min_choices} choices a fifth was hidden, to be found again among {pool} ({found.pool_size:.0f} on "
        f"average). Seeds: {', '.join(map(str, found.seeds))}.</p>"
    )
    yield (
        "<p>Intervals hold 95 % of the means of as many people drawn with repetition. Of coverage, Gini index and "
        "diversity neither high nor low is good in itself: they tell what a ranker does to a programme.</p>"
    )


def _results(found: Evaluation) -> str:
    head = "".join(f"<th scope=col>{label}</th>" for label in ("Ranker", *MEASURES.values()))
    rows = "".join(
        f"<tr><td>{escape(result.ranker)}</td>{''.join(_cell(getattr(result, which)) for which in MEASURES)}</tr>"
        for result in found.results
    )
    return f'<div class="scroll"><table><tr>{head}</tr>{rows}</table></div>'


def _cell(figure: Figure) -> str:
    if figure.mean is None:
        return "<td>–</td>"
    interval = "" if figure.low is None else f"<br><small>{figure.low:.3f} – {figure.high:.3f}</small>"
    return f"<td>{figure.mean:.3f}{interval}</td>"


def _plots(found: Evaluation) -> Iterator[str]:
    for which, label in MEASURES.items():
        yield f"<h2>{label}</h2>{plot(label, [_named(result, which) for result in found.results])}"


def _named(result: Result, which: str) -> tuple[str, Figure]:
    return result.ranker, getattr(result, which)


def _comparisons(comparisons: tuple[Comparison, ...]) -> str:
    rows = "".join(
        f"<tr><td>{escape(one.part)}{' (best part)' if one.is_best_part else ''}</td><td>{MEASURES[one.measure]}</td>"
        f"<td>{one.difference:+.3f}</td><td>{one.p:.4f}</td></tr>"
        for one in comparisons
    )
    head = "<tr><th>Part</th><th>Measure</th><th>Difference</th><th>p, paired</th></tr>"
    return f"<h2>Hybrid against its parts</h2><table>{head}{rows}</table>"


def _groups(groups: dict[str, float]) -> Iterator[str]:
    if groups:
        rows = "".join(f"<tr><td>{escape(group)}</td><td>{value:.3f}</td></tr>" for group, value in groups.items())
        yield f"<h2>Groups of people</h2><table><tr><th>Group</th><th>NDCG at 10, hybrid</th></tr>{rows}</table>"
