"""When a session takes place, as seen from the event's own now."""

from datetime import datetime, timedelta

from msgspec import Struct

from web.current_event import CurrentEvent
from web.moments import day

SOON = timedelta(hours=1)


class When(Struct, frozen=True):
    """Both times are in the event's zone. `remark` is "" unless the session is on, soon, or over."""

    starts: datetime
    ends: datetime
    day: str
    remark: str
    is_over: bool


def when(event: CurrentEvent, starts_at: datetime, ends_at: datetime) -> When:
    """Place two stored times into the event's zone and day."""
    starts, ends = starts_at.astimezone(event.zone), ends_at.astimezone(event.zone)
    is_today = starts.date() == event.now.date()
    is_over = ends <= event.now
    return When(starts, ends, "Today" if is_today else day(starts), _remark(starts, event.now, is_over), is_over)


def _remark(starts: datetime, now: datetime, is_over: bool) -> str:
    if is_over:
        return "over"
    if starts <= now:
        return "now"
    minutes = -((now - starts) // timedelta(minutes=1))
    return f"in {minutes} min" if starts - now <= SOON else ""


def ago(moment: datetime, now: datetime) -> str:
    """Such as "just now", "6 min ago", "3 h ago", "2 days ago"; both by the world's clock."""
    minutes = (now - moment) // timedelta(minutes=1)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    return f"{minutes // 60} h ago" if minutes < 48 * 60 else f"{minutes // 1440} days ago"


def zone_name(event: CurrentEvent) -> str:
    """The zone's short name as the place knows it now, such as "CET"; "UTC+03" where it has only a number."""
    name = event.now.tzname() or "UTC"
    return f"UTC{name}" if name[0] in "+-" else name
