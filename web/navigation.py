"""Where a page can lead: the items of the rail, the tab bar and the section bar. Only what exists is listed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One destination; `in_event` routes need the event's slug."""

    key: str
    icon: str
    label: str
    route: str
    in_event: bool


_AREAS = {
    "attendee": (
        NavigationItem("for_you", "spark", "For you", "attendee.for_you", in_event=True),
        NavigationItem("me", "me", "Me", "attendee.me", in_event=True),
    ),
    "organizer": (
        NavigationItem("quality", "flag", "Data quality", "organizer.quality", in_event=True),
        NavigationItem("sessions", "list", "Sessions", "organizer.sessions", in_event=True),
    ),
    "admin": (
        NavigationItem("overview", "gauge", "Overview", "admin.overview", in_event=False),
        NavigationItem("jobs", "layers", "Jobs", "admin.jobs", in_event=False),
        NavigationItem("dead_letters", "alert", "Dead letters", "admin.dead_letters", in_event=False),
        NavigationItem("schedules", "repeat", "Schedules", "admin.schedules", in_event=False),
        NavigationItem("workers", "cpu", "Workers", "admin.workers", in_event=False),
        NavigationItem("model", "coin", "Model", "admin.model", in_event=False),
        NavigationItem("fairness", "swap", "Fairness", "admin.fairness", in_event=False),
        NavigationItem("audit", "shield", "Audit", "admin.audit", in_event=False),
    ),
}


def navigation(area: str) -> tuple[NavigationItem, ...]:
    """The items of an area, `attendee`, `organizer` or `admin`, in the order in which they are shown."""
    return _AREAS[area]
