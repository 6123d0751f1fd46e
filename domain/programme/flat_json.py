"""The second version of schedule.json, as the CCC's hub writes it: one flat list of events, people and tracks apart."""

from typing import Any

from domain.programme.json_rows import Rows, read_conference, read_rooms
from domain.programme.safe_json import Object, obj, objects, text
from domain.programme.source_rows import SourceDay, SourceSchedule

FORMAT = "schedule-v2-json"


def read_flat_json(schedule: Object, conference: Object) -> SourceSchedule:
    """Raises: `InvalidInput` if it has more events than Hallway takes."""
    people = {one["guid"]: one for one in objects(schedule.get("persons")) if isinstance(one.get("guid"), str)}
    tracks = {one["slug"]: one.get("name") for one in objects(conference.get("tracks")) if _has_slug(one)}
    rows = Rows()
    rows.read([_complete(row, people, tracks) for row in schedule["events"]], "events", None, SourceDay())
    listed = read_rooms(conference)
    return SourceSchedule(
        format=FORMAT,
        conference=read_conference(schedule, conference),
        rooms=listed,
        lists_rooms=bool(listed),
        events=tuple(rows.events),
        malformed=tuple(rows.malformed),
    )


def _has_slug(track: Object) -> bool:
    return isinstance(track.get("slug"), str)


def _complete(row: Any, people: dict[str, Object], tracks: dict[str, Any]) -> Any:
    """The row with its people's biographies and its track's name, which stand elsewhere in the file."""
    if not isinstance(row, dict):
        return row
    persons = [{**obj(people.get(text(one.get("guid")) or "")), **one} for one in objects(row.get("participants"))]
    track = obj(row.get("track"))
    named = track.get("name") or tracks.get(text(track.get("slug")) or "")
    return {**row, "persons": persons, "track": named or row.get("track"), "date": row.get("start")}
