"""Times and dates as people read them."""

from datetime import UTC, date, datetime

import pytest

from web.moments import clock_time, date_range, day, day_and_time


def test_times_are_written_without_what_nobody_needs() -> None:
    moment = datetime(2026, 11, 8, 9, 5, tzinfo=UTC)

    assert clock_time(moment) == "09:05"
    assert day(moment) == "Sun 8 Nov"
    assert day_and_time(moment) == "Sun 8 Nov, 09:05"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 11, 17), date(2026, 11, 19), "17–19 Nov 2026"),
        (date(2026, 11, 17), date(2026, 11, 17), "17 Nov 2026"),
        (date(2026, 10, 30), date(2026, 11, 1), "30 Oct – 1 Nov 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 Dec 2026 – 2 Jan 2027"),
        (None, None, ""),
    ],
)
def test_a_range_writes_once_what_its_dates_share(first: date | None, last: date | None, expected: str) -> None:
    assert date_range(first, last) == expected
