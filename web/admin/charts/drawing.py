"""Charts as shapes: ticks, bars and lines in the units of an SVG that is stretched to its place, words apart from it.

The labels are no part of the drawing, so that they keep their size on every screen.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby
from math import ceil, floor, log, log10

from msgspec import Struct

HEIGHT = 100
SLOT = 10
BAR = 8
MOST_STEPS = 4
# What a clock's faces show; between them an axis of durations is even in the logarithm.
DURATIONS = (0.001, 0.01, 0.1, 1.0, 10.0, 60.0, 600.0, 3600.0, 36_000.0)


class Tick(Struct, frozen=True):
    """A label and where it is, 0 to 100 from the axis's beginning; `is_minor` may be left out where it is narrow."""

    at: float
    label: str
    is_minor: bool = False


class Shape(Struct, frozen=True):
    """A path of an SVG; `kind` is its class."""

    kind: str
    path: str


class Axis(Struct, frozen=True):
    """From `low` to `high`; even in the values, or in their logarithm."""

    low: float
    high: float
    ticks: tuple[float, ...]
    is_logarithmic: bool = False

    def place(self, value: float) -> float:
        """Where a value is, 0 to 100; what is beyond an end is at it."""
        inside = min(max(value, self.low), self.high)
        if self.is_logarithmic:
            return round(100 * log(inside / self.low) / log(self.high / self.low), 1)
        return round(100 * (inside - self.low) / (self.high - self.low), 1)


def count_axis(most: int) -> Axis:
    """From zero to a round number that is not below `most`; in whole steps."""
    step = max(1, round(_round_step(most)))
    return _even(step, max(1, ceil(most / step)))


def share_axis(most: float) -> Axis:
    """From zero to a round share; never finer than to five per cent, in which a failure or two looks like little."""
    most = max(most, 0.05)
    step = _round_step(most)
    return _even(step, ceil(round(most / step, 6)))


def duration_axis(values: Sequence[timedelta]) -> Axis:
    """Logarithmic, from a round duration below all of them to one above: a wait of seconds and one of hours both show.

    Raises: `ValueError` without values.
    """
    seconds = [value.total_seconds() for value in values]
    first = max((at for at in DURATIONS[:-1] if at <= min(seconds)), default=DURATIONS[0])
    last = min((at for at in DURATIONS if at >= max(seconds) and at > first), default=DURATIONS[-1])
    return Axis(first, last, tuple([at for at in DURATIONS if first <= at <= last]), is_logarithmic=True)


def stacked_bars(layers: Sequence[tuple[str, Sequence[int]]], axis: Axis) -> tuple[Shape, ...]:
    """A path of each layer, the first at the bottom; what is not nothing is at least a unit high."""
    bases = [0.0] * len(layers[0][1])
    shapes = []
    for kind, values in layers:
        heights = [max(1.0, axis.place(value)) if value else 0.0 for value in values]
        shapes.append(Shape(kind, "".join(_bars(heights, bases))))
        bases = [base + height for base, height in zip(bases, heights, strict=True)]
    return tuple(shapes)


def line(kind: str, values: Sequence[float | None], axis: Axis) -> Shape:
    """A path with a gap where there is nothing; a point between two gaps is a dot."""
    places = [None if value is None else axis.place(value) for value in values]
    return Shape(kind, "".join(_runs(places)))


def _bars(heights: Sequence[float], bases: Sequence[float]) -> Iterator[str]:
    for number, (height, base) in enumerate(zip(heights, bases, strict=True)):
        if height:
            yield f"M{number * SLOT + 1} {HEIGHT - base:g}v{-height:g}h{BAR}v{height:g}z"


def _runs(places: Sequence[float | None]) -> Iterator[str]:
    for is_gap, run in groupby(enumerate(places), key=lambda place: place[1] is None):
        if not is_gap:
            points = [f"{number * SLOT + SLOT // 2} {HEIGHT - (place or 0):g}" for number, place in run]
            yield f"M{'L'.join(points)}{'h0' if len(points) == 1 else ''}"


def _even(step: float, steps: int) -> Axis:
    return Axis(0.0, step * steps, tuple([round(step * number, 6) for number in range(steps + 1)]))


def _round_step(most: float) -> float:
    """1, 2 or 5 times a power of ten, of which at most `MOST_STEPS` reach `most`."""
    least = max(most, 1e-9) / MOST_STEPS
    power = 10.0 ** floor(log10(least))
    return power * next(times for times in (1, 2, 5, 10) if times * power >= least * (1 - 1e-9))
