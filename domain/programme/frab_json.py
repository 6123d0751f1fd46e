"""schedule.json as frab and pretalx write it: days, in them rooms, in them events."""

from typing import Any

from domain.programme.json_rows import Rows, read_conference, read_day, read_rooms
from domain.programme.safe_json import Object
from domain.programme.source_rows import SourceRoom, SourceSchedule

FORMAT = "frab-json"


def read_frab_json(schedule: Object, conference: Object) -> SourceSchedule:
    """Raises: `InvalidInput` if it has more events than Hallway takes."""
    rows = Rows()
    rooms: dict[str, None] = {}
    for number, day in enumerate(conference["days"], 1):
        _read_day(day, number, rows, rooms)
    listed = read_rooms(conference)
    return SourceSchedule(
        format=FORMAT,
        conference=read_conference(schedule, conference),
        rooms=listed or tuple(SourceRoom(name=name) for name in rooms),
        lists_rooms=bool(listed),
        events=tuple(rows.events),
        malformed=tuple(rows.malformed),
    )


def _read_day(day: Any, number: int, rows: Rows, rooms: dict[str, None]) -> None:
    by_room = day.get("rooms") if isinstance(day, dict) else None
    if not isinstance(by_room, dict):
        rows.malformed.append((f"day {number}", "the day has no object of rooms"))
        return
    for room, events in by_room.items():
        rooms.setdefault(room)
        rows.read(events, f"day {number}, room {room[:80]}", room, read_day(day))
