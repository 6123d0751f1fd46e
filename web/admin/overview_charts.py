"""The overview's charts: what ended and what failed, how long things waited and ran; each with its table in numbers."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from domain.work.statistics import Ended, Period, Throughput, ThroughputPoint
from domain.work.statistics_buckets import Spread
from web.admin.charts import (
    HEIGHT,
    SLOT,
    Axis,
    Shape,
    Tick,
    count_axis,
    duration_axis,
    line,
    share_axis,
    stacked_bars,
)
from web.admin.money import share_words
from web.admin.words import duration

WITHIN = {Period.HOUR: "in this hour", Period.DAY: "in these 24 hours", Period.WEEK: "in these seven days"}
PER_POINT = {Period.HOUR: "a minute", Period.DAY: "15 minutes", Period.WEEK: "two hours"}
# Where the axis of time has its labels; every second one of them may be left out on a phone.
LABELS_EVERY = {Period.HOUR: timedelta(minutes=10), Period.DAY: timedelta(hours=3), Period.WEEK: timedelta(days=1)}
# A label nearer to an end than this would stand over the edge.
EDGE = 3.0


class Mark(Struct, frozen=True):
    """One of the lines or layers: its class, and what it is."""

    kind: str
    words: str


class Slot(Struct, frozen=True):
    """The part of a chart that belongs to one point: what it says to who points at it."""

    x: int
    words: str


class Chart(Struct, frozen=True, kw_only=True):
    """One chart. `summary` says in words what it shows; `empty` why there is none, and then there are no shapes."""

    key: str
    title: str
    unit: str
    summary: str
    marks: tuple[Mark, ...] = ()
    width: int = SLOT
    height: int = HEIGHT
    slot: int = SLOT
    ys: tuple[Tick, ...] = ()
    xs: tuple[Tick, ...] = ()
    shapes: tuple[Shape, ...] = ()
    slots: tuple[Slot, ...] = ()
    empty: str = ""


class Charts(Struct, frozen=True):
    """Two pairs of charts; the rows are of their tables, newest first, without the points in which nothing ended."""

    ended: tuple[Chart, ...]
    ended_rows: tuple[tuple[str, ...], ...]
    took: tuple[Chart, ...]
    took_rows: tuple[tuple[str, ...], ...]
    per_point: str


def make_charts(found: Throughput) -> Charts:
    """Of nothing, charts that say so."""
    busy = [point for point in reversed(found.points) if _count(point.ended)]
    return Charts(
        (_ended(found), _failed(found)),
        tuple([(_at(point.at, found), *_numbers(point.ended)) for point in busy]),
        (_took(found, "wait", "Wait", _wait), _took(found, "run", "Run time", _run)),
        tuple([(_at(point.at, found), *_times(point.ended)) for point in busy]),
        PER_POINT[found.period],
    )


def _ended(found: Throughput) -> Chart:
    chart = Chart(key="ended", title="Throughput", unit=f"attempts in {PER_POINT[found.period]}", summary="")
    total, within = found.total, WITHIN[found.period]
    if not _count(total):
        return _empty(chart, f"Nothing ended {within}.")
    most = max(found.points, key=lambda point: point.ended.succeeded + point.ended.failed)
    axis = count_axis(most.ended.succeeded + most.ended.failed)
    layers = [
        ("ok", [point.ended.succeeded for point in found.points]),
        ("bad", [point.ended.failed for point in found.points]),
    ]
    said = f"{total.succeeded:,} succeeded and {total.failed:,} failed {within}"
    peak = f"the most in {PER_POINT[found.period]} were {most.ended.succeeded + most.ended.failed:,}"
    return _drawn(
        chart,
        found,
        axis,
        summary=f"{said}; {peak}, at {_at(most.at, found)} UTC.",
        marks=(Mark("ok", "succeeded"), Mark("bad", "failed")),
        ys=[f"{tick:,.0f}" for tick in axis.ticks],
        shapes=stacked_bars(layers, axis),
        words=lambda ended: f"{ended.succeeded:,} succeeded, {ended.failed:,} failed",
    )


def _failed(found: Throughput) -> Chart:
    chart = Chart(key="failed", title="Failure rate", unit="of what succeeded or failed", summary="")
    shares = [point.ended.failure_share for point in found.points]
    known = [share for share in shares if share is not None]
    if not known:
        return _empty(chart, f"Nothing succeeded or failed {WITHIN[found.period]}.")
    axis = share_axis(max(known))
    return _drawn(
        chart,
        found,
        axis,
        summary=f"{share_words(found.total.failure_share)} failed {WITHIN[found.period]}; at most "
        f"{share_words(max(known))} in {PER_POINT[found.period]}.",
        marks=(Mark("bad", "failed"),),
        ys=[f"{100 * tick:g}%" for tick in axis.ticks],
        shapes=(line("bad", shares, axis),),
        words=lambda ended: f"{share_words(ended.failure_share)} failed" if ended.failure_share is not None else "",
    )


def _took(found: Throughput, key: str, title: str, spread_of: Callable[[Ended], Spread]) -> Chart:
    chart = Chart(key=key, title=title, unit="logarithmic", summary="")
    spreads = [spread_of(point.ended) for point in found.points]
    known = [value for spread in spreads for value in (spread.p50, spread.p95) if value is not None]
    if not known:
        return _empty(chart, f"Nothing {'waited' if key == 'wait' else 'ran'} {WITHIN[found.period]}.")
    axis = duration_axis(known)
    total = spread_of(found.total)
    half = "waited" if key == "wait" else "ran"
    return _drawn(
        chart,
        found,
        axis,
        summary=f"Half of all {half} at most {_span(total.p50)}, 95 of 100 at most {_span(total.p95)}, "
        f"{WITHIN[found.period]}.",
        marks=(Mark("p50", "p50"), Mark("p95", "p95")),
        ys=[_round_duration(tick) for tick in axis.ticks],
        shapes=(
            line("p95", [_seconds(spread.p95) for spread in spreads], axis),
            line("p50", [_seconds(spread.p50) for spread in spreads], axis),
        ),
        words=lambda ended: (
            f"p50 {_span(spread_of(ended).p50)}, p95 {_span(spread_of(ended).p95)}" if spread_of(ended).count else ""
        ),
    )


def _empty(chart: Chart, words: str) -> Chart:
    return Chart(key=chart.key, title=chart.title, unit=chart.unit, summary=words, empty=words)


def _drawn(
    chart: Chart,
    found: Throughput,
    axis: Axis,
    *,
    summary: str,
    marks: tuple[Mark, ...],
    ys: Sequence[str],
    shapes: tuple[Shape, ...],
    words: Callable[[Ended], str],
) -> Chart:
    return Chart(
        key=chart.key,
        title=chart.title,
        unit=chart.unit,
        summary=summary,
        marks=marks,
        width=SLOT * len(found.points),
        ys=tuple([Tick(axis.place(tick), label) for tick, label in zip(axis.ticks, ys, strict=True)]),
        xs=time_ticks(found),
        shapes=shapes,
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
    at, said = _at(point.at, found), words(point.ended)
    return Slot(number * SLOT, f"{at}: {said or 'nothing'}")


def _tick(at: datetime, period: Period) -> str:
    return f"{at.day} {at:%b}" if period is Period.WEEK else f"{at:%H:%M}"


def _at(at: datetime, found: Throughput) -> str:
    there = at.astimezone(UTC)
    is_today = there.date() == found.now.astimezone(UTC).date()
    return f"{there:%H:%M}" if is_today else f"{there.day} {there:%b %H:%M}"


def _count(ended: Ended) -> int:
    return ended.succeeded + ended.failed + ended.other


def _numbers(ended: Ended) -> tuple[str, ...]:
    share = share_words(ended.failure_share) or "·"
    return f"{ended.succeeded:,}", f"{ended.failed:,}", f"{ended.other:,}", share


def _times(ended: Ended) -> tuple[str, ...]:
    return tuple([_span(value) for spread in (ended.wait, ended.run) for value in (spread.p50, spread.p95)])


def _wait(ended: Ended) -> Spread:
    return ended.wait


def _run(ended: Ended) -> Spread:
    return ended.run


def _span(span: timedelta | None) -> str:
    return "·" if span is None else duration(span)


def _seconds(span: timedelta | None) -> float | None:
    return None if span is None else span.total_seconds()


def _round_duration(seconds: float) -> str:
    for unit, length in (("h", 3600.0), ("min", 60.0), ("s", 1.0), ("ms", 0.001)):
        if seconds >= length:
            return f"{seconds / length:g} {unit}"
    return "0"
