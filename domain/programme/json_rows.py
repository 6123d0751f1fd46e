"""The parts that all schedule.json dialects share: a conference, its rooms, one event, its people and links."""

from typing import Any

from domain.programme.safe_file import check_number_of_events
from domain.programme.safe_json import Object, objects, text
from domain.programme.source_rows import (
    SourceConference,
    SourceDay,
    SourceEvent,
    SourceLink,
    SourcePerson,
    SourceRoom,
)


class Rows:
    """Events found so far, and what stood in an event's place but is none."""

    def __init__(self) -> None:
        self.events: list[SourceEvent] = []
        self.malformed: list[tuple[str, str]] = []

    def read(self, rows: Any, place: str, room: str | None, day: SourceDay) -> None:
        """Take a list of events that stands at `place`.

        Raises: `InvalidInput` when there are more events than Hallway takes.
        """
        if not isinstance(rows, list):
            self.malformed.append((place, "this is not a list of events"))
            return
        check_number_of_events(len(self.events) + len(rows))
        for number, row in enumerate(rows, 1):
            if isinstance(row, dict):
                self.events.append(read_event(row, f"{place}, event {number}", room, day))
            else:
                self.malformed.append((f"{place}, event {number}", "this is not an event but another value"))


def read_conference(schedule: Object, conference: Object) -> SourceConference:
    return SourceConference(
        title=text(conference.get("title")),
        acronym=text(conference.get("acronym")),
        venue=text(conference.get("venue")),
        city=text(conference.get("city")),
        version=text(schedule.get("version")),
        start=text(conference.get("start")),
        end=text(conference.get("end")),
        time_zone=text(conference.get("time_zone_name")) or text(conference.get("time_zone")),
        slot_duration=text(conference.get("timeslot_duration")),
        day_change=text(conference.get("day_change")),
    )


def read_rooms(conference: Object) -> tuple[SourceRoom, ...]:
    return tuple(
        SourceRoom(name=text(room.get("name")), capacity=text(room.get("capacity")))
        for room in objects(conference.get("rooms"))
    )


def read_day(day: Object) -> SourceDay:
    return SourceDay(
        date=text(day.get("date")),
        start=text(day.get("day_start")) or text(day.get("start")),
        end=text(day.get("day_end")) or text(day.get("end")),
    )


def read_event(row: Object, place: str, room: str | None, day: SourceDay) -> SourceEvent:
    """One row; `room` is the one it is listed under, and wins over the row's own."""
    named_alike = ("guid", "id", "code", "title", "subtitle", "abstract", "description", "date", "start", "end")
    texts = {name: text(row.get(name)) for name in (*named_alike, "duration", "track", "type", "language")}
    return SourceEvent(
        place=place,
        room=room or text(row.get("room")),
        do_not_record=text(row.get("do_not_record")),
        tags=_tags(row.get("tags")),
        links=_links(row.get("links")),
        persons=_persons(row.get("persons") or row.get("participants")),
        day=day,
        **texts,
    )


def _tags(value: Any) -> tuple[str, ...]:
    found = [text(one) for one in value] if isinstance(value, list) else []
    return tuple(tag for tag in found if tag)


def _links(value: Any) -> tuple[SourceLink, ...]:
    return tuple(SourceLink(text(one.get("title")) or "", text(one.get("url")) or "") for one in objects(value))


def _persons(value: Any) -> tuple[SourcePerson, ...]:
    return tuple(_person(one) for one in objects(value))


def _person(row: Object) -> SourcePerson:
    names = (text(row.get(key)) for key in ("public_name", "full_public_name", "name"))
    return SourcePerson(
        guid=text(row.get("guid")),
        id=text(row.get("id")),
        code=text(row.get("code")),
        name=next((name for name in names if name), None),
        biography=text(row.get("biography")) or text(row.get("description")),
        role=text(row.get("role")),
    )
