"""A chart over a period: its drawing, its axes with their labels, and its summary in words."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from domain.work.statistics.throughput import Ended, Period, Throughput, ThroughputPoint
from web.admin.charts.drawing import HEIGHT, SLOT, Axis, Shape, Tick

# Where the axis of time has its labels; every second one of them may be left out on a phone.
LABELS_EVERY = {Period.HOUR: timedelta(minutes=10), Period.DAY: timedelta(hours=3), Period.WEEK: timedelta(days=1)}
# A label nearer to an end than this would stand over the edge.
EDGE = 3.0


class Mark(Struct, frozen=True):
    """One of the lines or layers: its class, and what it is."""

    kind: str
    words: str


class Slot(Struct, frozen=True):
    """The part of a chart that belongs to one point: what it says to who points at it; the last is not over."""

    x: int
    words: str
    is_running: bool


class Frame(Struct, frozen=True, kw_only=True):
    """What stands around and over a drawing: its size, the labels of its axes, and what each point says."""

    width: int
    height: int = HEIGHT
    slot: int = SLOT
    ys: tuple[Tick, ...]
    xs: tuple[Tick, ...]
    slots: tuple[Slot, ...]


class Chart(Struct, frozen=True, kw_only=True):
    """One chart. `summary` says in words what it shows; without a `frame` it says why there is nothing to draw."""

    key: str
    title: str
    unit: str
    summary: str
    marks: tuple[Mark, ...] = ()
    shapes: tuple[Shape, ...] = ()
    frame: Frame | None = None


def make_frame(found: Throughput, axis: Axis, label: Callable[[float], str], words: Callable[[Ended], str]) -> Frame:
    """`label` is of a value of the axis; `words` are of what ended in a point, "" of nothing."""
    return Frame(
        width=SLOT * len(found.points),
        ys=tuple([Tick(axis.place(tick), label(tick)) for tick in axis.ticks]),
        xs=time_ticks(found),
        slots=tuple([_slot(number, point, found, words) for number, point in enumerate(found.points)]),
    )


def time_ticks(found: Throughput) -> tuple[Tick, ...]:
    """Round times, where their points begin."""
    every, width = LABELS_EVERY[found.period].total_seconds(), 100 / len(found.points)
    ticks = []
    for number, point in enumerate(found.points):
        if point.at.timestamp() % every == 0 and EDGE < number * width < 100 - EDGE:
            is_minor = point.at.timestamp() // every % 2 == 1
            ticks.append(Tick(round(number * width, 2), _tick(point.at, found.period), is_minor))
    return tuple(ticks)


def _slot(number: int, point: ThroughputPoint, found: Throughput, words: Callable[[Ended], str]) -> Slot:
    at, said, is_running = at_words(point.at, found), words(point.ended), number == len(found.points) - 1
    return Slot(number * SLOT, f"{at}: {said or 'nothing'}{' so far' if is_running else ''}", is_running)


def _tick(at: datetime, period: Period) -> str:
    return f"{at.day} {at:%b}" if period is Period.WEEK else f"{at:%H:%M}"


def at_words(at: datetime, found: Throughput) -> str:
    """The time of a point in UTC, with its date if that is not today's."""
    there = at.astimezone(UTC)
    is_today = there.date() == found.now.astimezone(UTC).date()
    return f"{there:%H:%M}" if is_today else f"{there.day} {there:%b %H:%M}"
