"""From the bytes of a file to a schedule: its format is told by its content, never by its name."""

from domain.errors import InvalidInput
from domain.programme.flat_json import read_flat_json
from domain.programme.frab_json import read_frab_json
from domain.programme.frab_xml import read_frab_xml
from domain.programme.safe_file import SUPPORTED, check_size
from domain.programme.safe_json import obj, objects, read_json
from domain.programme.schedule import ParsedSchedule
from domain.programme.source_rows import SourceSchedule
from domain.programme.take_rows import take_rows
from domain.programme.zones import choose_zone

_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def parse_schedule(
    content: bytes, filename: str, *, time_zone: str | None = None, event_time_zone: str | None = None
) -> ParsedSchedule:
    """Pure; takes about 0.1 ms a session.

    Raises: `InvalidInput` if the file is not safe, not well-formed, no schedule, or `time_zone` does not exist.
    """
    check_size(content, filename)
    source = _read(content)
    zone, notices = choose_zone(time_zone, source.conference.time_zone, event_time_zone)
    return take_rows(source, zone, notices)


def _read(content: bytes) -> SourceSchedule:
    first = _first_characters(content)
    if first.startswith(b"<"):
        return read_frab_xml(content)
    if first.startswith((b"{", b"[")):
        return _read_json(content)
    raise InvalidInput(f"This is neither XML nor JSON{_looks_like(first)}. {SUPPORTED}")


def _first_characters(content: bytes) -> bytes:
    head = content[:200]
    for mark in _BYTE_ORDER_MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"").lstrip()


def _looks_like(first: bytes) -> str:
    if first.startswith(b"PK"):
        return " but a zip archive: unpack it first"
    if first.startswith(b"\x1f\x8b"):
        return " but compressed by gzip: unpack it first"
    if first.startswith(b"BEGIN:VCALENDAR"):
        return " but a calendar file (iCalendar)"
    return ""


def _read_json(content: bytes) -> SourceSchedule:
    document = read_json(content)
    schedule = obj(obj(document).get("schedule", document))
    conference = obj(schedule.get("conference"))
    if isinstance(conference.get("days"), list) and not isinstance(schedule.get("events"), list):
        return read_frab_json(schedule, conference)
    if conference and isinstance(schedule.get("events"), list):
        return read_flat_json(schedule, conference)
    raise InvalidInput(f"This JSON is not a frab or pretalx schedule{_of_others(document)}. {SUPPORTED}")


def _of_others(document: object) -> str:
    rows = objects(document)
    if any("timeSlots" in row or "isServiceSession" in row for row in rows):
        return " but Sessionize's, which Hallway does not read"
    if any("microlocation" in row for row in rows):
        return " but Open Event's, which Hallway does not read"
    return " (no conference with days or events was found)"
