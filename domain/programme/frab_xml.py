"""frab's schedule.xml, as frab, pretalx, wafer and others write it: with or without guids, dates and a time zone."""

from lxml import etree

from domain.errors import InvalidInput
from domain.programme.safe_file import SUPPORTED, check_number_of_events
from domain.programme.safe_xml import child, child_text, iterate_xml, local_name, markup, text
from domain.programme.source_rows import (
    SourceConference,
    SourceDay,
    SourceEvent,
    SourceLink,
    SourcePerson,
    SourceRoom,
    SourceSchedule,
)

FORMAT = "frab-xml"


def read_frab_xml(content: bytes) -> SourceSchedule:
    """Raises: `InvalidInput` if it is not safe and well-formed XML, or not a schedule."""
    reader = _Reader()
    for step, element in iterate_xml(content):
        if step == "start":
            reader.enter(element)
        else:
            reader.leave(element)
    return SourceSchedule(
        format=FORMAT,
        conference=reader.conference,
        rooms=tuple(SourceRoom(name=name, capacity=capacity) for name, capacity in reader.rooms.items()),
        events=tuple(reader.events),
    )


class _Reader:
    """Follows the stream: an event belongs to the day and the room that are open around it."""

    def __init__(self) -> None:
        self.conference = SourceConference()
        self.events: list[SourceEvent] = []
        self.rooms: dict[str, str | None] = {}
        self.version: str | None = None
        self.day = SourceDay()
        self.room: str | None = None
        self.path: list[str] = []

    def enter(self, element: etree._Element) -> None:
        name = local_name(element)
        if not self.path:
            _check_root(name)
        if name == "day" and "event" not in self.path:
            self.day = SourceDay(date=element.get("date"), start=element.get("start"), end=element.get("end"))
        elif name == "room" and "event" not in self.path:
            self._enter_room(element)
        self.path.append(name)

    def _enter_room(self, element: etree._Element) -> None:
        self.room = element.get("name")
        if self.room and self.room.strip():
            self.rooms.setdefault(self.room, element.get("capacity"))

    def leave(self, element: etree._Element) -> None:
        name = self.path.pop()
        if "event" in self.path:
            return
        if name == "event":
            self._take_event(element)
        elif name == "room":
            self.room = None
        elif name == "day":
            self.day = SourceDay()
        elif self.path == ["schedule"]:
            self._leave_header(name, element)

    def _take_event(self, element: etree._Element) -> None:
        check_number_of_events(len(self.events) + 1)
        self.events.append(_event(element, self.day, self.room, len(self.events) + 1))
        element.clear()

    def _leave_header(self, name: str, element: etree._Element) -> None:
        if name == "version":
            self.version = text(element)
        elif name == "conference":
            self.conference = _conference(element, self.version)
        element.clear()


def _check_root(name: str) -> None:
    if name.lower() == "html":
        raise InvalidInput(f"This is a web page, not a schedule. {SUPPORTED}")
    if name != "schedule":
        raise InvalidInput(f"This XML is a <{name[:50]}>, not a <schedule>. {SUPPORTED}")


def _conference(element: etree._Element, version: str | None) -> SourceConference:
    return SourceConference(
        title=child_text(element, "title"),
        acronym=child_text(element, "acronym"),
        venue=child_text(element, "venue"),
        city=child_text(element, "city"),
        version=version or child_text(element, "release"),
        start=child_text(element, "start"),
        end=child_text(element, "end"),
        time_zone=child_text(element, "time_zone_name") or child_text(element, "time_zone"),
        slot_duration=child_text(element, "timeslot_duration"),
        day_change=child_text(element, "day_change"),
    )


def _event(element: etree._Element, day: SourceDay, room: str | None, number: int) -> SourceEvent:
    texts = {name: child_text(element, name) for name in ("title", "subtitle", "date", "start", "end", "duration")}
    kinds = {name: child_text(element, name) for name in ("track", "type", "language")}
    keys = {name: element.get(name) for name in ("guid", "id", "code")}
    return SourceEvent(
        place=f"event {number} (line {element.sourceline})",
        room=room or child_text(element, "room"),
        abstract=markup(child(element, "abstract")),
        description=markup(child(element, "description")),
        do_not_record=_do_not_record(element),
        tags=_tags(element),
        links=tuple(_links(child(element, "links"))),
        persons=tuple(_persons(child(element, "persons"))),
        day=day,
        **texts,
        **kinds,
        **keys,
    )


def _do_not_record(element: etree._Element) -> str | None:
    recording = child(element, "recording")
    return child_text(element, "do_not_record") if recording is None else child_text(recording, "optout")


def _tags(element: etree._Element) -> tuple[str, ...]:
    around = child(element, "tags")
    found = element if around is None else around
    return tuple(text(one) or "" for one in found if local_name(one) == "tag")


def _links(element: etree._Element | None) -> list[SourceLink]:
    return [] if element is None else [SourceLink(text(one) or "", one.get("href") or "") for one in element]


def _persons(element: etree._Element | None) -> list[SourcePerson]:
    return [] if element is None else [_person(one) for one in element]


def _person(element: etree._Element) -> SourcePerson:
    names = (child_text(element, name) for name in ("public_name", "full_public_name", "name"))
    return SourcePerson(
        guid=element.get("guid"),
        id=element.get("id"),
        code=element.get("code"),
        name=next((name for name in names if name), None) or element.get("name") or element.text,
        biography=markup(child(element, "biography")),
        role=element.get("role"),
    )
