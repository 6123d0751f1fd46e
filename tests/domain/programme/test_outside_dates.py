from datetime import date

import pytest

from domain.programme.outside_dates import outside_dates
from domain.programme.parse_schedule import parse_schedule
from tests.domain.programme.sample_files import event_xml, schedule_xml

SCHEDULE = parse_schedule(schedule_xml(event_xml(1), event_xml(2)), "schedule.xml", time_zone="Europe/Oslo")
DAY, NEXT_DAY = date(2026, 6, 4), date(2026, 6, 5)


def test_sessions_of_other_days_are_said() -> None:
    [sentence] = outside_dates(SCHEDULE, NEXT_DAY, NEXT_DAY)
    assert sentence == "2 of 2 sessions are outside the event's dates, 2026-06-05 to 2026-06-05."


@pytest.mark.parametrize("dates", [(DAY, DAY), (DAY, NEXT_DAY), (None, None), (NEXT_DAY, None)])
def test_nothing_is_said_of_the_right_days_or_without_dates(dates: tuple[date | None, date | None]) -> None:
    assert outside_dates(SCHEDULE, *dates) == ()
