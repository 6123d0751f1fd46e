"""The overview's charts: what they show in words, in labels and in numbers."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from domain.work.statistics.buckets import Spread
from domain.work.statistics.throughput import Ended, Period, Throughput, ThroughputPoint
from web.admin.charts.frames import time_ticks
from web.admin.overview.charts import make_charts

NOW = datetime(2026, 11, 18, 9, 5, 30, tzinfo=UTC)
QUICK = Spread(10, timedelta(milliseconds=40), timedelta(seconds=3))
NOTHING = Ended(0, 0, 0, Spread(0, None, None), Spread(0, None, None))
BUSY = Ended(40, 10, 1, QUICK, QUICK)


def throughput(period: Period, busy: dict[int, Ended], total: Ended = NOTHING) -> Throughput:
    points = [ThroughputPoint(at, busy.get(number, NOTHING)) for number, at in enumerate(period.points(NOW))]
    return Throughput(period, NOW, tuple(points), (), total, None, is_bounded=False)


@pytest.mark.parametrize(
    ("period", "within"), [("hour", "last hour"), ("day", "last 24 hours"), ("week", "last 7 days")]
)
def test_of_nothing_it_is_said_that_nothing_ended(period: str, within: str) -> None:
    charts = make_charts(throughput(Period(period), {}))
    assert [chart.summary for chart in (*charts.ended, *charts.took)] == [
        f"Nothing ended in the {within}.",
        f"Nothing ended in the {within}.",
        f"Nothing waited in the {within}.",
        f"Nothing ran in the {within}.",
    ]
    assert {chart.frame for chart in (*charts.ended, *charts.took)} == {None}
    assert charts.ended_rows == charts.took_rows == ()


def test_each_chart_says_in_a_sentence_what_it_shows() -> None:
    charts = make_charts(throughput(Period.HOUR, {10: BUSY}, BUSY))
    assert [chart.summary for chart in (*charts.ended, *charts.took)] == [
        "40 succeeded and 10 failed in the last hour; the most in a minute were 50, at 08:16 UTC.",
        "20% failed in the last hour; 20% in the worst of its minutes.",
        "Half of all waited at most 40 ms, 95 of 100 at most 3.0 s, in the last hour.",
        "Half of all ran at most 40 ms, 95 of 100 at most 3.0 s, in the last hour.",
    ]


def test_the_tables_have_the_points_in_which_something_ended_newest_first() -> None:
    charts = make_charts(throughput(Period.HOUR, {10: BUSY, 12: BUSY}, BUSY))
    assert charts.ended_rows == (("08:18", "40", "10", "1", "20%"), ("08:16", "40", "10", "1", "20%"))
    assert charts.took_rows[0] == ("08:18", "40 ms", "3.0 s", "40 ms", "3.0 s")


def test_a_point_says_what_it_is_and_the_last_that_it_is_not_over() -> None:
    frame = make_charts(throughput(Period.HOUR, {59: BUSY}, BUSY)).ended[0].frame
    assert frame
    assert (frame.width, len(frame.slots)) == (600, 60)
    assert frame.slots[0].words == "08:06: nothing"
    assert frame.slots[-1].words == "09:05: 40 succeeded, 10 failed so far"
    assert [slot.is_running for slot in frame.slots[-2:]] == [False, True]


def test_where_only_stops_gave_jobs_back_there_is_no_failure_rate() -> None:
    returned = Ended(0, 0, 3, QUICK, Spread(0, None, None))
    charts = make_charts(throughput(Period.HOUR, {10: returned}, returned))
    assert charts.ended[0].frame
    assert charts.ended[1].frame is None
    assert charts.took[1].summary == "Nothing ran in the last hour."


@pytest.mark.parametrize(
    ("period", "labels"),
    [
        (Period.HOUR, ["08:10", "08:20", "08:30", "08:40", "08:50", "09:00"]),
        (Period.DAY, ["12:00", "15:00", "18:00", "21:00", "00:00", "03:00", "06:00"]),
        (Period.WEEK, ["12 Nov", "13 Nov", "14 Nov", "15 Nov", "16 Nov", "17 Nov", "18 Nov"]),
    ],
)
def test_the_axis_of_time_has_round_times(period: Period, labels: list[str]) -> None:
    ticks = time_ticks(throughput(period, {}))
    assert [tick.label for tick in ticks] == labels
    assert all(0 < tick.at < 100 for tick in ticks)
    assert {one.is_minor != other.is_minor for one, other in pairwise(ticks)} == {True}
