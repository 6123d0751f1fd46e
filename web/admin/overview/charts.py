"""The overview's charts: what ended and what failed, how long things waited and ran; each with its table in numbers."""

from collections.abc import Callable
from datetime import timedelta

from msgspec import Struct

from domain.work.statistics.buckets import Spread
from domain.work.statistics.throughput import Ended, Period, Throughput
from web.admin.charts.drawing import count_axis, duration_axis, line, share_axis, stacked_bars
from web.admin.charts.frames import Chart, Mark, at_words, make_frame
from web.admin.model.money import share_words
from web.admin.words import duration

WITHIN = {Period.HOUR: "in the last hour", Period.DAY: "in the last 24 hours", Period.WEEK: "in the last 7 days"}
PER_POINT = {Period.HOUR: "a minute", Period.DAY: "15 minutes", Period.WEEK: "two hours"}
PER_POINTS = {Period.HOUR: "minutes", Period.DAY: "quarters of an hour", Period.WEEK: "spans of two hours"}


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
        tuple([(at_words(point.at, found), *_numbers(point.ended)) for point in busy]),
        (_took(found, "wait", "Wait", _wait), _took(found, "run", "Run time", _run)),
        tuple([(at_words(point.at, found), *_times(point.ended)) for point in busy]),
        PER_POINT[found.period],
    )


def _ended(found: Throughput) -> Chart:
    title, unit = "Throughput", f"attempts in {PER_POINT[found.period]}"
    if not _count(found.total):
        return Chart(key="ended", title=title, unit=unit, summary=f"Nothing ended {WITHIN[found.period]}.")
    axis = count_axis(max(_judged(point.ended) for point in found.points))
    succeeded = [point.ended.succeeded for point in found.points]
    failed = [point.ended.failed for point in found.points]
    return Chart(
        key="ended",
        title=title,
        unit=unit,
        summary=_ended_words(found),
        marks=(Mark("ok", "succeeded"), Mark("bad", "failed")),
        shapes=stacked_bars([("ok", succeeded), ("bad", failed)], axis),
        frame=make_frame(found, axis, "{:,.0f}".format, _counts_said),
    )


def _ended_words(found: Throughput) -> str:
    most = max(found.points, key=lambda point: _judged(point.ended))
    said = f"{found.total.succeeded:,} succeeded and {found.total.failed:,} failed {WITHIN[found.period]}"
    peak = f"the most in {PER_POINT[found.period]} were {_judged(most.ended):,}, at {at_words(most.at, found)} UTC"
    return f"{said}; {peak}."


def _failed(found: Throughput) -> Chart:
    title, unit = "Failure rate", "of what succeeded or failed"
    shares = [point.ended.failure_share for point in found.points]
    worst = max((share for share in shares if share is not None), default=None)
    if worst is None:
        return Chart(key="failed", title=title, unit=unit, summary=f"Nothing ended {WITHIN[found.period]}.")
    axis = share_axis(worst)
    return Chart(
        key="failed",
        title=title,
        unit=unit,
        summary=_failed_words(found, worst),
        shapes=(line("bad", shares, axis),),
        frame=make_frame(found, axis, lambda tick: f"{100 * tick:g}%", _share_said),
    )


def _failed_words(found: Throughput, worst: float) -> str:
    within = WITHIN[found.period]
    if not worst:
        return f"Nothing failed {within}."
    share = share_words(found.total.failure_share)
    return f"{share} failed {within}; {share_words(worst)} in the worst of its {PER_POINTS[found.period]}."


def _took(found: Throughput, key: str, title: str, spread_of: Callable[[Ended], Spread]) -> Chart:
    spreads = [spread_of(point.ended) for point in found.points]
    known = [value for spread in spreads for value in (spread.p50, spread.p95) if value is not None]
    did, within = "waited" if key == "wait" else "ran", WITHIN[found.period]
    if not known:
        return Chart(key=key, title=title, unit="", summary=f"Nothing {did} {within}.")
    axis, total = duration_axis(known), spread_of(found.total)
    p50, p95 = ([_seconds(getattr(spread, name)) for spread in spreads] for name in ("p50", "p95"))
    return Chart(
        key=key,
        title=title,
        unit="on a logarithmic scale",
        summary=f"Half of all {did} at most {_span(total.p50)}, 95 of 100 at most {_span(total.p95)}, {within}.",
        marks=(Mark("p50", "p50"), Mark("p95", "p95")),
        shapes=(line("p95", p95, axis), line("p50", p50, axis)),
        frame=make_frame(found, axis, _round_duration, lambda ended: _spread_said(spread_of(ended))),
    )


def _counts_said(ended: Ended) -> str:
    return f"{ended.succeeded:,} succeeded, {ended.failed:,} failed" if _count(ended) else ""


def _share_said(ended: Ended) -> str:
    return f"{share_words(ended.failure_share)} failed" if _judged(ended) else ""


def _spread_said(found: Spread) -> str:
    return f"p50 {_span(found.p50)}, p95 {_span(found.p95)}" if found.count else ""


def _judged(ended: Ended) -> int:
    return ended.succeeded + ended.failed


def _count(ended: Ended) -> int:
    return _judged(ended) + ended.other


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
