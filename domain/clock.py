"""The two clocks: the job system's own, and each conference's."""

from datetime import UTC, datetime, timedelta


def utc_now() -> datetime:
    """Now, aware, in UTC."""
    return datetime.now(UTC)


def conference_now(now: datetime, clock_offset: timedelta) -> datetime:
    """What time it is at a conference whose clock is set off by `clock_offset` (the demo's: day two is today)."""
    return now + clock_offset
