"""Times as people read them; every function takes an aware time already in the zone it is to be shown in."""

from datetime import date, datetime


def clock_time(moment: datetime) -> str:
    """Such as "10:05"."""
    return f"{moment:%H:%M}"


def day(when: date) -> str:
    """Such as "Wed 18 Nov"."""
    return f"{when:%a} {when.day} {when:%b}"


def day_and_time(moment: datetime) -> str:
    """Such as "Wed 18 Nov, 10:05"."""
    return f"{day(moment)}, {clock_time(moment)}"


def date_range(first: date | None, last: date | None) -> str:
    """Such as "17–19 Nov 2026"; what two dates share is written once, and unknown dates give ""."""
    if first is None or last is None:
        return ""
    if first == last:
        return f"{last.day} {last:%b %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {last:%b %Y}"
    start = f"{first.day} {first:%b}" if first.year == last.year else f"{first.day} {first:%b %Y}"
    return f"{start} – {last.day} {last:%b %Y}"
