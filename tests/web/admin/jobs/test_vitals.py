"""The vital figures."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.work.counts import StateCounts
from domain.work.states import State
from domain.work.statistics.buckets import Spread
from domain.work.statistics.throughput import Ended, Period, Throughput, ThroughputPoint
from web.admin.jobs.vitals import MINUTES_SHOWN, done_per_minute, make_vitals

MINUTE = datetime(2026, 11, 18, 9, 5, tzinfo=UTC)
NO_SPREAD = Spread(0, None, None)


def hour(seconds: float, before: int = 0, running: int = 0, failed: int = 0) -> Throughput:
    now = MINUTE + timedelta(seconds=seconds)
    succeeded = [0] * 58 + [before, running]
    points = [
        ThroughputPoint(at, Ended(count, 0, 0, NO_SPREAD, NO_SPREAD))
        for at, count in zip(Period.HOUR.points(now), succeeded, strict=True)
    ]
    total = Ended(before + running, failed, 0, NO_SPREAD, NO_SPREAD)
    return Throughput(Period.HOUR, now, tuple(points), (), total, None, is_bounded=False)


@pytest.mark.parametrize(
    ("seconds", "before", "running", "done"), [(0, 60, 0, 60), (15, 60, 20, 65), (59.9, 60, 90, 90), (30, 0, 7, 7)]
)
def test_what_is_done_a_minute_does_not_fall_to_nothing_when_a_minute_begins(
    seconds: float, before: int, running: int, done: int
) -> None:
    assert done_per_minute(hour(seconds, before, running)) == done


def test_failures_are_of_what_succeeded_or_failed() -> None:
    counts = StateCounts(dict.fromkeys(State, 0), is_succeeded_estimated=False)
    vitals = {vital.label: vital for vital in make_vitals(counts, hour(30, 57, 0, 3), (), ())}
    assert (vitals["Failed / hour"].value, vitals["Failed / hour"].note) == ("5.0%", "3 of 60")
    assert len(vitals["Done / minute"].per_minute) == MINUTES_SHOWN
    empty = {vital.label: vital for vital in make_vitals(counts, hour(30), (), ())}
    assert empty["Failed / hour"].note == "nothing ended"
