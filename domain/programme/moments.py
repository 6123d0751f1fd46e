"""When a session starts: dates with and without offsets, and nights that belong to the day before."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from domain.programme.source_rows import SourceDay

EARLIEST, LATEST = 1970, 2200
USUAL_DAY_CHANGE = time(4)

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?")


class Start(Struct, frozen=True):
    """A start in UTC, and whether its date had to be worked out, or its local time does not exist in its zone."""

    at: datetime
    is_after_midnight: bool = False
    is_skipped_hour: bool = False


def parse_moment(text: str | None, zone: ZoneInfo) -> datetime | None:
    """An ISO 8601 date and time in UTC; one without offset is local to the zone, a date alone is no moment."""
    text = (text or "").strip()
    if len(text) <= len("2024-02-03"):
        return None
    try:
        found = datetime.fromisoformat(text)
        return _in_utc(found if found.tzinfo else found.replace(tzinfo=zone))
    except (ValueError, OverflowError):
        return None


def parse_date(text: str | None) -> date | None:
    """The date of an ISO 8601 date, with or without a time."""
    try:
        found = date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None
    return found if EARLIEST <= found.year < LATEST else None


def parse_clock(text: str | None) -> timedelta | None:
    """A time of day as the time since midnight, up to 47:59 as some write the hours after it."""
    parts = _CLOCK.fullmatch((text or "").strip())
    if parts is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in parts.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds) if hours < 48 and minutes < 60 else None


def find_start(
    own_date: str | None, clock: str | None, day: SourceDay, day_change: str | None, zone: ZoneInfo
) -> Start | str:
    """The start, or the reason why there is none.

    A full date and time of the row's own is taken as it is. Else the clock time belongs to the row's day, or to the
    night after it: within the day's own bounds where it has them, else by the conference's `day_change`, else 04:00.
    """
    exact = parse_moment(own_date, zone)
    since_midnight = parse_clock(clock)
    if exact is not None and not (_is_bare_midnight(own_date) and since_midnight):
        return _exact_start(own_date, exact, zone)
    starts = parse_moment(clock, zone)
    if starts is not None:
        return Start(starts)
    listed_on = parse_date(day.date) or parse_date(day.start)
    on = parse_date(own_date) or listed_on
    if on is None:
        return _complaint("date", own_date or day.date)
    if since_midnight is None:
        return _complaint("start time", clock)
    is_night = on == listed_on and _is_night(on, since_midnight, day, day_change, zone)
    return _local_start(on + timedelta(days=is_night), since_midnight, zone, is_night)


def _complaint(what: str, text: str | None) -> str:
    return f"its {what} {text.strip()[:40]!r} cannot be read" if text and text.strip() else f"it has no {what}"


def _is_bare_midnight(text: str | None) -> bool:
    """Whether it is a date that was written as midnight without an offset."""
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}[T ]00:00(?::00)?", (text or "").strip()) is not None


def _exact_start(text: str | None, at: datetime, zone: ZoneInfo) -> Start | str:
    if not EARLIEST <= at.year < LATEST:
        return _complaint("date", text)
    naive = datetime.fromisoformat((text or "").strip())
    return Start(at, is_skipped_hour=naive.tzinfo is None and _is_skipped(naive, zone))


def _is_night(on: date, since_midnight: timedelta, day: SourceDay, day_change: str | None, zone: ZoneInfo) -> bool:
    if since_midnight >= timedelta(days=1):
        return False
    begins, ends = parse_moment(day.start, zone), parse_moment(day.end, zone)
    if begins and ends:
        same, next_day = (_utc(on + timedelta(days=days), since_midnight, zone) for days in (0, 1))
        if (begins <= same < ends) != (begins <= next_day < ends):
            return begins <= next_day < ends
    change = parse_clock(day_change)
    usual = timedelta(hours=USUAL_DAY_CHANGE.hour)
    return since_midnight < (usual if change is None else change)


def _local_start(on: date, since_midnight: timedelta, zone: ZoneInfo, is_night: bool) -> Start:
    naive = datetime.combine(on, time()) + since_midnight
    return Start(_utc(on, since_midnight, zone), is_night, _is_skipped(naive, zone))


def _utc(on: date, since_midnight: timedelta, zone: ZoneInfo) -> datetime:
    return _in_utc((datetime.combine(on, time()) + since_midnight).replace(tzinfo=zone))


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _is_skipped(naive: datetime, zone: ZoneInfo) -> bool:
    """Whether the clocks jump over this local time in spring."""
    there_and_back = naive.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return there_and_back.replace(tzinfo=None) != naive
