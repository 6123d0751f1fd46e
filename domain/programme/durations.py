"""How long a session lasts, in the notations that schedules use."""

import re
from datetime import timedelta

LONGEST = timedelta(days=31)
SHORTEST_SLOT = timedelta(minutes=15)
USUAL_SLOT = timedelta(minutes=30)

_PARTS = re.compile(r"(\d{1,3}):(\d{1,2})(?::(\d{2}))?")
_MINUTES = re.compile(r"\d{1,5}(?:\.\d+)?")
_ISO = re.compile(r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?", re.IGNORECASE)


def parse_duration(text: str | None) -> timedelta | None:
    """A positive duration of at most 31 days; None if it says none, or nothing that can be meant.

    "HH:MM", "HH:MM:SS", "D:HH:MM" as pretalx writes whole days (they have no leading zero), minutes, ISO 8601.
    """
    found = _read((text or "").strip())
    return found if found is not None and timedelta(0) < found <= LONGEST else None


def _read(text: str) -> timedelta | None:
    if parts := _PARTS.fullmatch(text):
        return _from_parts(*parts.groups())
    if _MINUTES.fullmatch(text):
        return timedelta(minutes=float(text))
    iso = _ISO.fullmatch(text)
    if iso is None:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in iso.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def _from_parts(first: str, second: str, third: str | None) -> timedelta | None:
    if third is None:
        return timedelta(hours=int(first), minutes=int(second)) if int(second) < 60 else None
    if int(third) >= 60:
        return None
    if len(first) == 1 and first != "0":
        return timedelta(days=int(first), hours=int(second), minutes=int(third))
    return timedelta(hours=int(first), minutes=int(second), seconds=int(third))


def default_slot(slot_duration: str | None) -> timedelta:
    """What is assumed where a session names no end: the schedule's slot, unless that is but the step of its grid."""
    slot = parse_duration(slot_duration)
    return slot if slot is not None and SHORTEST_SLOT <= slot <= timedelta(hours=4) else USUAL_SLOT
