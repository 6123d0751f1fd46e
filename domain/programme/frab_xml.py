"""frab's schedule.xml, as frab, pretalx, wafer and others write it: with or without guids, dates and a time zone."""

from lxml import etree

from domain.programme.safe_file import check_number_of_events
from domain.programme.safe_xml import Children, children, first_children, iterate_xml, local_name, markup, text
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
_FOLLOWED = ("schedule", "version", "conference", "day", "room", "event")


def read_frab_xml(content: bytes) -> SourceSchedule:
    """Raises: `InvalidInput` if it is not safe and well-formed XML, or not a schedule."""
    check_number_of_events(content.count(b"<event>") + content.count(b"<event "))
    reader = _Reader()
    for step, element in iterate_xml(content, "schedule", _FOLLOWED):
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
            self.conference = _conference(children(element), self.version)
        element.clear()


def _conference(found: Children, version: str | None) -> SourceConference:
    names = ("title", "acronym", "venue", "city", "start", "end", "day_change")
    return SourceConference(
        version=version or text(found.get("release")),
        time_zone=text(found.get("time_zone_name")) or text(found.get("time_zone")),
        slot_duration=text(found.get("timeslot_duration")),
        **{name: text(found.get(name)) for name in names},
    )


def _event(element: etree._Element, day: SourceDay, room: str | None, number: int) -> SourceEvent:
    found = children(element)
    names = ("title", "subtitle", "date", "start", "end", "duration", "track", "type", "language")
    return SourceEvent(
        place=f"event {number} (line {element.sourceline})",
        guid=element.get("guid"),
        id=element.get("id"),
        code=element.get("code"),
        room=room or text(found.get("room")),
        abstract=markup(found.get("abstract")),
        description=markup(found.get("description")),
        do_not_record=_do_not_record(found),
        tags=_tags(found),
        links=tuple(SourceLink(text(one) or "", one.get("href") or "") for one in first_children(found.get("links"))),
        persons=tuple(_person(one) for one in first_children(found.get("persons"))),
        day=day,
        **{name: text(found.get(name)) for name in names},
    )


def _do_not_record(found: Children) -> str | None:
    recording = children(found.get("recording"))
    return text(recording.get("optout")) or text(found.get("do_not_record"))


def _tags(found: Children) -> tuple[str, ...]:
    return tuple(text(one) or "" for one in first_children(found.get("tags")) if local_name(one) == "tag")


def _person(element: etree._Element) -> SourcePerson:
    found = children(element)
    names = (text(found.get(name)) for name in ("public_name", "full_public_name", "name"))
    return SourcePerson(
        guid=element.get("guid"),
        id=element.get("id"),
        code=element.get("code"),
        name=next((name for name in names if name), None) or element.get("name") or element.text,
        biography=markup(found.get("biography")),
        role=element.get("role"),
    )
