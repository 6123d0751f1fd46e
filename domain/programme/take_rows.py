"""From the rows of a file to a schedule: what can be taken, what cannot and why, and what had to be assumed."""

from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.programme.durations import default_slot, parse_duration
from domain.programme.languages import language_codes
from domain.programme.links import live_link
from domain.programme.moments import Start, find_start, parse_date, parse_moment
from domain.programme.plain_text import joined_texts, plain_line
from domain.programme.schedule import NotTaken, ParsedSchedule, ParsedSession, Zone
from domain.programme.source_rows import SourceEvent, SourceSchedule
from domain.programme.take_people import LONGEST_KEY, People, clean_key
from domain.programme.take_rooms import Rooms

LONGEST_TITLE = 500
LONGEST_LABEL = 200
MOST_SPEAKERS_OF_A_SESSION = 200


def take_rows(source: SourceSchedule, zone: Zone, notices: tuple[str, ...] = ()) -> ParsedSchedule:
    """Every row becomes a session, or is among `not_taken` with its reason."""
    rows = _Rows(source, ZoneInfo(zone.name))
    for event in source.events:
        rows.take(event)
    starts_on, ends_on = _dates(source, rows.sessions, ZoneInfo(zone.name))
    malformed = (NotTaken(place, "", reason) for place, reason in source.malformed)
    title = plain_line(source.conference.title) or plain_line(source.conference.acronym)
    places = (plain_line(source.conference.venue), plain_line(source.conference.city))
    return ParsedSchedule(
        format=source.format,
        title=title[:LONGEST_LABEL],
        place=", ".join(place for place in places if place)[:LONGEST_LABEL],
        version=plain_line(source.conference.version)[:LONGEST_LABEL] or None,
        zone=zone,
        starts_on=starts_on,
        ends_on=ends_on,
        rooms=rows.rooms.taken(),
        speakers=rows.people.speakers(),
        sessions=tuple(rows.sessions.values()),
        not_taken=(*malformed, *rows.not_taken),
        notices=(*notices, *rows.notices(starts_on, ends_on)),
    )


class _Rows:
    """Takes row by row, and remembers what it met."""

    def __init__(self, source: SourceSchedule, zone: ZoneInfo) -> None:
        self.zone = zone
        self.conference = source.conference
        self.slot = default_slot(source.conference.slot_duration)
        self.rooms = Rooms(source.rooms, is_complete=source.lists_rooms)
        self.people = People()
        self.sessions: dict[str, ParsedSession] = {}
        self.not_taken: list[NotTaken] = []
        self.assumed: Counter[str] = Counter()

    def take(self, event: SourceEvent) -> None:
        title = plain_line(event.title)[:LONGEST_TITLE]
        key = next((key for key in map(clean_key, (event.guid, event.id, event.code)) if key), None)
        start = find_start(event.date, event.start, event.day, self.conference.day_change, self.zone)
        if key is None:
            self._leave(event, title, f"it has no guid, id or code (of at most {LONGEST_KEY} characters)")
        elif key in self.sessions:
            self._leave(event, title, f"its id {key} was used by {self.sessions[key].title!r} before it")
        elif not title:
            self._leave(event, title, "it has no title")
        elif isinstance(start, str):
            self._leave(event, title, start)
        else:
            self.sessions[key] = self._session(event, key, title, start)

    def _leave(self, event: SourceEvent, title: str, reason: str) -> None:
        self.not_taken.append(NotTaken(event.place, title, reason))

    def _session(self, event: SourceEvent, key: str, title: str, start: Start) -> ParsedSession:
        self._count_assumptions(event, start)
        return ParsedSession(
            key=key,
            title=title,
            subtitle=plain_line(event.subtitle)[:LONGEST_TITLE],
            description=joined_texts(event.abstract, event.description),
            starts_at=start.at,
            ends_at=self._end(event, start.at),
            room=self.rooms.room_of(event),
            track=_label(event.track),
            format=_label(event.type),
            language=language_codes(plain_line(event.language)),
            is_recorded=_is_recorded(event.do_not_record),
            virtual_link=live_link(event.links),
            tags=tuple(dict.fromkeys(tag for tag in map(_label, event.tags) if tag)),
            speakers=self.people.speaking(event.persons[:MOST_SPEAKERS_OF_A_SESSION]),
        )

    def _count_assumptions(self, event: SourceEvent, start: Start) -> None:
        self.assumed["speakers"] += not event.persons
        self.assumed["night"] += start.is_after_midnight
        self.assumed["skipped hour"] += start.is_skipped_hour

    def _end(self, event: SourceEvent, starts_at: datetime) -> datetime:
        duration = parse_duration(event.duration)
        if duration is not None:
            return starts_at + duration
        ends_at = parse_moment(event.end, self.zone)
        if ends_at is not None and timedelta(0) < ends_at - starts_at <= timedelta(days=31):
            return ends_at
        self.assumed["end"] += 1
        return starts_at + self.slot

    def notices(self, starts_on: date | None, ends_on: date | None) -> tuple[str, ...]:
        """What had to be assumed, in sentences with numbers."""
        minutes = int(self.slot.total_seconds() / 60)
        outside = sum(self._is_outside(session, starts_on, ends_on) for session in self.sessions.values())
        said = [
            (self.assumed["end"], f"without an end that can be read: {minutes} minutes were assumed"),
            (self.assumed["night"], "after midnight, but listed under the day before: taken as that day's night"),
            (self.assumed["skipped hour"], "in the hour that the clocks skip in spring: taken an hour later"),
            (self.assumed["speakers"], "without speakers"),
            (outside, "outside the conference's own dates"),
        ]
        empty = [] if self.sessions or self.not_taken else ["The schedule has no sessions."]
        counted = [f"{number} × a session {what}." for number, what in said if number]
        return (*empty, *counted, *self.rooms.notices(), *self.people.notices())

    def _is_outside(self, session: ParsedSession, starts_on: date | None, ends_on: date | None) -> bool:
        day = session.starts_at.astimezone(self.zone).date()
        # The last night of a conference ends on the day after it.
        return bool(starts_on and ends_on and not starts_on <= day <= ends_on + timedelta(days=1))


def _dates(
    source: SourceSchedule, sessions: dict[str, ParsedSession], zone: ZoneInfo
) -> tuple[date | None, date | None]:
    """First and last day: as the schedule says, else those of its sessions."""
    starts_on, ends_on = parse_date(source.conference.start), parse_date(source.conference.end)
    if starts_on and ends_on and starts_on <= ends_on:
        return starts_on, ends_on
    days = [session.starts_at.astimezone(zone).date() for session in sessions.values()]
    return (min(days), max(days)) if days else (None, None)


def _label(text: str | None) -> str | None:
    return plain_line(text)[:LONGEST_LABEL] or None


def _is_recorded(do_not_record: str | None) -> bool | None:
    said = (do_not_record or "").strip().lower()
    if said in {"true", "1", "yes"}:
        return False
    return True if said in {"false", "0", "no"} else None
