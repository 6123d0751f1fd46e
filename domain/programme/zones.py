"""Which time zone a schedule's times are in: the importer's choice, else its own, else the event's, else UTC."""

from difflib import get_close_matches
from zoneinfo import ZoneInfo, available_timezones

from domain.errors import InvalidInput
from domain.programme.schedule import Zone

# Names the system's zone files answer to, but which name no zone.
_NO_ZONES = {"localtime", "posixrules", "Factory"}


def is_zone(name: str) -> bool:
    """Whether it is an IANA zone that is known here."""
    if name in _NO_ZONES or name.startswith(("posix/", "right/")):
        return False
    try:
        ZoneInfo(name)
    except (ValueError, KeyError, OSError):
        return False
    return True


def check_zone(name: str) -> None:
    """Raises: `InvalidInput` saying what is allowed, with the names that come nearest."""
    if is_zone(name):
        return
    near = get_close_matches(name, sorted(available_timezones()), n=3, cutoff=0.75)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise InvalidInput(
        f"There is no time zone {name[:60]!r}. Allowed are the names of the IANA database, "
        f"such as Europe/Brussels, America/New_York or UTC.{hint}"
    )


def choose_zone(option: str | None, schedule: str | None, event: str | None) -> tuple[Zone, tuple[str, ...]]:
    """The zone, and what is to be said about the choice.

    Raises: `InvalidInput` if the importer chose one that does not exist.
    """
    if option:
        check_zone(option)
        return Zone(option, "option"), _shown_in(event, option)
    own = (schedule or "").strip()
    if own and is_zone(own):
        return Zone(own, "schedule"), _shown_in(event, own)
    why = f"The schedule's time zone {own[:60]!r} is not known" if own else "The schedule names no time zone"
    if event:
        return Zone(event, "event"), (f"{why}: the event's was taken, {event}.",)
    return Zone("UTC", "default"), (f"{why}, and the event has none: UTC was taken.",)


def _shown_in(event: str | None, zone: str) -> tuple[str, ...]:
    """Said where the event keeps a zone of its own; one that is in UTC takes the schedule's."""
    if event in (None, "UTC", zone):
        return ()
    return (f"The schedule's times were read in {zone}; the event shows them in its own zone, {event}.",)
