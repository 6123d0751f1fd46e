"""How far an event's clock is set off, so that in the demo day two of it is today."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)


def day_two_offset(now: datetime, starts_on: date, ends_on: date, time_zone: str) -> timedelta:
    """What to add to `now` to be in day two (or the only day) of the event, at the same time of day in its own zone."""
    here = now.astimezone(ZoneInfo(time_zone))
    day_two = min(starts_on + ONE_DAY, ends_on)
    there = datetime.combine(day_two, here.time(), here.tzinfo)
    return there.astimezone(now.tzinfo) - now
