"""The geometry of charts: round axes, bars that stand on each other, lines with gaps."""

from datetime import timedelta

import pytest

from web.admin.charts.drawing import Axis, Shape, count_axis, duration_axis, line, share_axis, stacked_bars


@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (0, (0, 1)),
        (1, (0, 1)),
        (3, (0, 1, 2, 3)),
        (8, (0, 2, 4, 6, 8)),
        (9, (0, 5, 10)),
        (47, (0, 20, 40, 60)),
        (1_240, (0, 500, 1_000, 1_500)),
        (4_000, (0, 1_000, 2_000, 3_000, 4_000)),
    ],
)
def test_counts_go_in_whole_round_steps_to_what_is_not_below_the_most(most: int, ticks: tuple[int, ...]) -> None:
    axis = count_axis(most)
    assert axis.ticks == ticks
    assert (axis.low, axis.high) == (0, ticks[-1])


@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (0.0, (0, 0.02, 0.04, 0.06)),
        (0.02, (0, 0.02, 0.04, 0.06)),
        (0.2, (0, 0.05, 0.1, 0.15, 0.2)),
        (1.0, (0, 0.5, 1.0)),
    ],
)
def test_shares_never_make_much_of_little_and_end_at_one(most: float, ticks: tuple[float, ...]) -> None:
    assert share_axis(most).ticks == ticks


def test_durations_go_from_a_round_one_below_to_a_round_one_above() -> None:
    axis = duration_axis([timedelta(milliseconds=30), timedelta(seconds=4)])
    assert axis.ticks == (0.01, 0.1, 1.0, 10.0)
    assert [axis.place(tick) for tick in axis.ticks] == [0, 33.3, 66.7, 100]


@pytest.mark.parametrize("value", [timedelta(0), timedelta(seconds=1), timedelta(days=9)])
def test_a_single_duration_has_an_axis_too(value: timedelta) -> None:
    axis = duration_axis([value])
    assert axis.low < axis.high
    assert 0 <= axis.place(value.total_seconds()) <= 100


def test_what_is_beyond_an_end_is_at_it() -> None:
    assert Axis(0, 10, (0, 10)).place(11) == 100
    assert duration_axis([timedelta(seconds=2)]).place(0.0001) == 0


def test_bars_stand_on_those_below_and_nothing_has_none() -> None:
    ok, bad = stacked_bars([("ok", [2, 0, 4]), ("bad", [1, 0, 0])], count_axis(4))
    assert ok == Shape("ok", "M1 100v-50h8v50zM21 100v-100h8v100z")
    assert bad == Shape("bad", "M1 50v-25h8v25z")


def test_one_among_thousands_can_still_be_seen() -> None:
    [bad] = stacked_bars([("bad", [1, 0])], count_axis(9_000))
    assert bad.path == "M1 100v-1h8v1z"


def test_a_line_breaks_where_nothing_is_and_a_lonely_point_is_a_dot() -> None:
    shape = line("p50", [0.0, 1.0, None, 0.5, None], Axis(0, 1, (0, 1)))
    assert shape == Shape("p50", "M5 100L15 0M35 50h0")
    assert line("p50", [None, None], Axis(0, 1, (0, 1))).path == ""
