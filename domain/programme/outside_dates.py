"""Notices a schedule of other days than its event's: most often it is the wrong event."""

from datetime import date
from zoneinfo import ZoneInfo

from domain.programme.schedule import ParsedSchedule


def outside_dates(schedule: ParsedSchedule, starts_on: date | None, ends_on: date | None) -> tuple[str, ...]:
    """A sentence if sessions begin outside the event's dates; nothing for an event that has none yet."""
    if starts_on is None or ends_on is None:
        return ()
    zone = ZoneInfo(schedule.zone.name)
    days = [session.starts_at.astimezone(zone).date() for session in schedule.sessions]
    outside = sum(not starts_on <= day <= ends_on for day in days)
    if not outside:
        return ()
    return (f"{outside} of {len(days)} sessions are outside the event's dates, {starts_on} to {ends_on}.",)
