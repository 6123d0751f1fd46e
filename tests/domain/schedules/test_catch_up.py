"""What becomes of occurrences: each is run or missed, exactly once, by policy, whatever the clock does."""

from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from domain.schedules.catch_up import MOST_AT_ONCE, CatchUp, Plan, next_after, plan
from tests.domain.schedules.simulation import (
    START,
    ZONES,
    at_half_past_two,
    clock,
    expected_runs,
    twice_in_every_sixth_hour,
)

DUE = {"30 2 * * *": at_half_past_two, "5,35 */6 * * *": twice_in_every_sixth_hour}
UTC_ZONE = ZoneInfo("UTC")
MONDAY = datetime(2026, 11, 16, tzinfo=UTC)


def at_two(catch_up: CatchUp, next_at: datetime, now: datetime) -> Plan:
    return plan("0 2 * * *", UTC_ZONE, catch_up, next_at, now)


def days(planned: tuple[object, ...]) -> list[str]:
    return [str(occurrence.local_time) for occurrence in planned]  # type: ignore[attr-defined]


FIRST = MONDAY + timedelta(hours=2)
THURSDAY_MORNING = MONDAY + timedelta(days=3, hours=9)
MISSED = ["2026-11-16 02:00", "2026-11-17 02:00", "2026-11-18 02:00", "2026-11-19 02:00"]


def test_what_is_not_due_yet_waits() -> None:
    assert at_two(CatchUp.ALL, FIRST, FIRST - timedelta(seconds=1)) == Plan((), (), FIRST)
    assert days(at_two(CatchUp.NONE, FIRST, FIRST).run) == MISSED[:1]


def test_all_are_caught_up_or_the_latest_or_none() -> None:
    everything = at_two(CatchUp.ALL, FIRST, THURSDAY_MORNING)
    assert (days(everything.run), days(everything.missed)) == (MISSED, [])
    latest = at_two(CatchUp.LATEST, FIRST, THURSDAY_MORNING)
    assert (days(latest.run), days(latest.missed)) == (MISSED[-1:], MISSED[:-1])
    nothing = at_two(CatchUp.NONE, FIRST, THURSDAY_MORNING)
    assert (days(nothing.run), days(nothing.missed)) == ([], MISSED)
    assert everything.next_at == latest.next_at == nothing.next_at == FIRST + timedelta(days=4)


def test_up_to_a_minute_late_is_punctual() -> None:
    assert days(at_two(CatchUp.NONE, FIRST, FIRST + timedelta(seconds=60)).run) == MISSED[:1]
    assert days(at_two(CatchUp.NONE, FIRST, FIRST + timedelta(seconds=61)).run) == []


def test_a_long_absence_is_caught_up_in_bounded_steps() -> None:
    now = MONDAY + timedelta(minutes=MOST_AT_ONCE + 50, seconds=5)
    next_at, run, missed = MONDAY + timedelta(minutes=1), 0, 0
    for _ in range(2):
        step = plan("* * * * *", UTC_ZONE, CatchUp.LATEST, next_at, now)
        assert step.next_at is not None
        next_at, run, missed = step.next_at, run + len(step.run), missed + len(step.missed)
    assert (run, missed, next_at > now) == (1, MOST_AT_ONCE + 49, True)


def test_an_expression_that_no_day_fulfils_has_no_next() -> None:
    assert next_after("0 0 * 2 MON#5", UTC_ZONE, MONDAY) == datetime(2044, 2, 29, tzinfo=UTC)
    assert next_after("0 0 */20 * 1L", UTC_ZONE, MONDAY) is None


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("catch_up", CatchUp)
@pytest.mark.parametrize("expression", DUE)
def test_in_four_hundred_days_each_occurrence_is_decided_on_once(zone: str, catch_up: CatchUp, expression: str) -> None:
    due = DUE[expression](zone)
    looks = list(clock(Random(f"{zone}{catch_up}{expression}")))
    run, missed, next_at = list[datetime](), list[datetime](), next_after(expression, ZoneInfo(zone), START)
    for now in looks:
        while next_at is not None and next_at <= now:
            step = plan(expression, ZoneInfo(zone), catch_up, next_at, now)
            run += [occurrence.at for occurrence in step.run]
            missed += [occurrence.at for occurrence in step.missed]
            next_at = step.next_at
    assert run == expected_runs(due, looks, catch_up)
    assert sorted(run + missed) == [at for at in due if at <= max(looks)]
