"""Starts: offsets win, nights belong to the day before, clocks jump."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.programme.moments import Start, find_start, parse_clock, parse_date, parse_moment
from domain.programme.source_rows import SourceDay

OSLO = ZoneInfo("Europe/Oslo")
DAY = SourceDay(date="2026-06-04")
BOUNDED = SourceDay(date="2026-06-04", start="2026-06-04T08:00:00+02:00", end="2026-06-05T06:00:00+02:00")


def utc(day: int, hour: int, minute: int = 0, month: int = 6) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def start(own: str | None, clock: str | None, day: SourceDay = DAY, change: str | None = None) -> Start | str:
    return find_start(own, clock, day, change, OSLO)


def test_a_date_with_an_offset_is_that_moment_whatever_zone_and_clock_say() -> None:
    assert start("2026-06-04T09:00:00-04:00", "09:00") == Start(utc(4, 13))
    assert start("2026-06-04T09:00:00Z", "11:00") == Start(utc(4, 9))


def test_a_date_without_an_offset_is_local() -> None:
    assert start("2026-06-04T09:00:00", "09:00") == Start(utc(4, 7))


def test_a_clock_time_belongs_to_its_day() -> None:
    assert start(None, "09:00") == Start(utc(4, 7))
    assert start("2026-06-05", "09:00") == Start(utc(5, 7))
    assert start("2026-06-04T00:00:00", "09:00") == Start(utc(4, 7))


def test_before_the_day_change_it_is_the_night_after() -> None:
    assert start(None, "08:59", change="09:00:00") == Start(utc(5, 6, 59), is_after_midnight=True)
    assert start(None, "09:00", change="09:00:00") == Start(utc(4, 7))


def test_without_a_day_change_the_night_ends_at_four() -> None:
    assert start(None, "03:59") == Start(utc(5, 1, 59), is_after_midnight=True)
    assert start(None, "04:00") == Start(utc(4, 2))


def test_the_days_own_bounds_come_before_the_day_change() -> None:
    assert start(None, "05:00", BOUNDED, "04:00") == Start(utc(5, 3), is_after_midnight=True)
    assert start(None, "08:30", BOUNDED, "09:00") == Start(utc(4, 6, 30))


def test_a_date_of_its_own_is_not_shifted_into_the_night() -> None:
    assert start("2026-06-05", "00:30", change="09:00") == Start(utc(4, 22, 30))


def test_hours_beyond_midnight_are_the_next_day() -> None:
    assert start(None, "25:30", change="09:00") == Start(utc(4, 23, 30))


def test_an_hour_that_the_clocks_skip_is_taken_an_hour_later_and_said() -> None:
    skipped = start(None, "02:30", SourceDay(date="2026-03-29"), "00:00")
    assert skipped == Start(utc(29, 1, 30, month=3), is_skipped_hour=True)


def test_an_hour_that_comes_twice_is_the_first_of_the_two() -> None:
    assert start(None, "02:30", SourceDay(date="2026-10-25"), "00:00") == Start(utc(25, 0, 30, month=10))


@pytest.mark.parametrize(
    ("own", "clock", "day", "reason"),
    [
        (None, "10:00", SourceDay(), "it has no date"),
        ("soon", "10:00", SourceDay(), "its date 'soon' cannot be read"),
        (None, None, DAY, "it has no start time"),
        (None, "25:90", DAY, "its start time '25:90' cannot be read"),
        ("0001-01-01T00:30:00+02:00", "00:30", SourceDay(), "its date '0001-01-01T00:30:00+02:00' cannot be read"),
        ("9999-12-31T23:30:00-02:00", "23:30", SourceDay(), "its date '9999-12-31T23:30:00-02:00' cannot be read"),
    ],
)
def test_without_a_date_or_a_time_there_is_a_reason(own: str | None, clock: str, day: SourceDay, reason: str) -> None:
    assert start(own, clock, day) == reason


def test_a_full_start_is_a_moment_even_without_a_date() -> None:
    assert start(None, "2026-06-04T09:00:00+02:00", SourceDay()) == Start(utc(4, 7))


def test_parts_are_read_alone() -> None:
    assert parse_date("2026-06-04T09:00:00+02:00") == date(2026, 6, 4)
    assert parse_date("1066-10-14") is None
    assert parse_clock("9:30") == timedelta(hours=9, minutes=30)
    assert parse_clock("48:00") is None
    assert parse_moment("2026-06-04", OSLO) is None
