"""Spans, counts, names and times as worries say them."""

from datetime import UTC, datetime, timedelta

MOST_NAMED = 3


def about(span: timedelta) -> str:
    """So exact as a worry has to be, so that it does not change each second: "40 s", "14 min", "3 h", "2 days"."""
    seconds = max(0.0, span.total_seconds())
    for unit, length, upto in (("min", 60, 120 * 60), ("h", 3600, 48 * 3600)):
        if seconds < 60:
            return f"{max(10, seconds // 10 * 10):.0f} s"
        if seconds < upto:
            return f"{seconds // length:.0f} {unit}"
    return f"{seconds // 86400:.0f} days"


def listed(names: list[str]) -> str:
    shown, more = names[:MOST_NAMED], len(names) - MOST_NAMED
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def jobs(count: int) -> str:
    return f"{count:,} job{'' if count == 1 else 's'}"


def at_clock(moment: datetime | None, now: datetime) -> str:
    """The minute in UTC, with its date if that is not today's."""
    there = (moment or now).astimezone(UTC)
    is_today = there.date() == now.astimezone(UTC).date()
    return f"{there:%H:%M} UTC" if is_today else f"{there.day} {there:%b %H:%M} UTC"
