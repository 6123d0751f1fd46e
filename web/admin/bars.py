"""Bars from zero, in the units of an SVG; the numbers stand in a table beside it."""

from collections.abc import Sequence

from msgspec import Struct

WIDTH, HEIGHT = 360, 96
GAP = 2


class Bar(Struct, frozen=True):
    """One bar: where it is, and what it says to who points at it."""

    x: float
    y: float
    width: float
    height: float
    label: str


def make_bars(values: Sequence[int], labels: Sequence[str]) -> tuple[Bar, ...]:
    """As many bars as there are values, over the whole width; one that is not zero is at least a unit high."""
    top, step = max(values, default=0) or 1, WIDTH / max(1, len(values))
    heights = [max(1.0, round(HEIGHT * value / top, 1)) if value else 0.0 for value in values]
    return tuple(
        [
            Bar(round(number * step, 1), HEIGHT - height, round(step - GAP, 1), height, label)
            for number, (height, label) in enumerate(zip(heights, labels, strict=True))
        ]
    )
