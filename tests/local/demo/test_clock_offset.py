"""Day two of an event is today."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.clock import conference_now
from local.demo.clock_offset import day_two_offset

TUESDAY, THURSDAY = date(2026, 11, 17), date(2026, 11, 19)


@pytest.mark.parametrize(
    ("now", "there"),
    [
        (datetime(2027, 3, 1, 9, 30, tzinfo=UTC), "2026-11-18 10:30"),
        (datetime(2027, 7, 1, 9, 30, tzinfo=UTC), "2026-11-18 11:30"),
        (datetime(2020, 1, 31, 23, 30, tzinfo=UTC), "2026-11-18 00:30"),
        (datetime(2026, 11, 18, 8, 0, tzinfo=UTC), "2026-11-18 09:00"),
    ],
)
def test_it_is_day_two_at_the_same_time_of_day_there(now: datetime, there: str) -> None:
    offset = day_two_offset(now, TUESDAY, THURSDAY, "Europe/Oslo")
    assert f"{conference_now(now, offset).astimezone(ZoneInfo('Europe/Oslo')):%Y-%m-%d %H:%M}" == there


def test_an_event_of_one_day_is_today() -> None:
    now = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
    offset = day_two_offset(now, TUESDAY, TUESDAY, "UTC")
    assert conference_now(now, offset) == datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
