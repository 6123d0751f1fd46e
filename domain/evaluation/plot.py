"""A plot of one measure: a line for each ranker, with a dot for the mean and a bar for its interval; SVG."""

from collections.abc import Iterator, Sequence
from html import escape

from domain.evaluation.evaluate import Figure

WIDTH, LABEL, ROW, TOP, BOTTOM = 640, 120, 28, 8, 26
TICKS = 5


def plot(title: str, figures: Sequence[tuple[str, Figure]]) -> str:
    """Rankers and their figures, from 0 to 1 or to a round number above the highest."""
    most = _round_above(max((figure.high or figure.mean or 0.0) for _, figure in figures))
    height = TOP + ROW * len(figures) + BOTTOM
    parts = [*_axis(most, height), *(part for row, one in enumerate(figures) for part in _row(row, *one, most))]
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _round_above(value: float) -> float:
    return next((step for step in (0.05, 0.1, 0.2, 0.25, 0.5, 0.75) if value <= step), 1.0)


def _x(value: float, most: float) -> float:
    return round(LABEL + (WIDTH - LABEL - 60) * value / most, 1)


def _axis(most: float, height: int) -> Iterator[str]:
    for tick in range(TICKS + 1):
        value = most * tick / TICKS
        x = _x(value, most)
        yield f'<line class="grid" x1="{x}" x2="{x}" y1="{TOP}" y2="{height - BOTTOM}"/>'
        yield f'<text class="tick" x="{x}" y="{height - 8}">{value:.2g}</text>'


def _row(row: int, name: str, figure: Figure, most: float) -> Iterator[str]:
    y = TOP + ROW * row + ROW / 2
    yield f'<text class="name" x="{LABEL - 12}" y="{y + 4}">{escape(name)}</text>'
    if figure.mean is None:
        return
    if figure.low is not None and figure.high is not None:
        yield f'<line class="interval" x1="{_x(figure.low, most)}" x2="{_x(figure.high, most)}" y1="{y}" y2="{y}"/>'
    kind = "dot hybrid" if name == "hybrid" else "dot"
    yield f'<circle class="{kind}" cx="{_x(figure.mean, most)}" cy="{y}" r="5"/>'
    yield f'<text class="value" x="{_x(figure.high or figure.mean, most) + 9}" y="{y + 4}">{figure.mean:.3f}</text>'
