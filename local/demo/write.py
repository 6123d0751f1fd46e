"""Stores the demo conference once, and sets its clock at each start."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from piccolo.table import Table

from domain.tables import Event, SessionRecommendation, User
from domain.work.enqueue import enqueue
from domain.work.transaction import transaction
from domain.work.works import EnrichProgramme, GenerateEvent
from local.demo.clock_offset import day_two_offset
from local.demo.conference import build_conference
from local.demo.model import Conference
from local.demo.programme_rows import event_row
from local.demo.rows import conference_rows
from local.demo.sign_ins import READER


@dataclass(frozen=True)
class DemoSummary:
    """What a start of the demo found or wrote."""

    event_id: UUID
    name: str
    sessions: int
    speakers: int
    attendees: int
    is_new: bool

    def __str__(self) -> str:
        verb = "written" if self.is_new else "found, and kept as it is"
        return f"{self.name}: {self.sessions} sessions, {self.speakers} speakers, {self.attendees} attendees {verb}."


async def write_demo(now: datetime) -> DemoSummary:
    """Write Northbound if it is not there, make day two of it today, and ask for recommendations if none are valid."""
    conference = build_conference()
    async with transaction():
        known_id = await find_event(conference.slug)
        event_id = known_id or await write_conference(conference)
        await write_reader()
        await set_clock(event_id, now)
        if known_id is None:
            await enqueue(EnrichProgramme(event_id=event_id))
        await ask_for_recommendations(event_id, now)
    return DemoSummary(
        event_id=event_id,
        name=conference.name,
        sessions=len(conference.sessions),
        speakers=len(conference.speakers),
        attendees=sum("attendee" in person.registered_as for person in conference.people),
        is_new=known_id is None,
    )


async def find_event(slug: str) -> UUID | None:
    row = await Event.select(Event.id).where(Event.slug == slug).first()
    return row["id"] if row else None


async def write_conference(conference: Conference) -> UUID:
    """All its rows, in the transaction that is open; the event's id."""
    event = event_row(conference)
    await insert([event])
    for rows in conference_rows(conference, event.id):
        await insert(rows)
    event_id: UUID = event.id
    return event_id


async def write_reader() -> None:
    """The administrator who may only look, unless that is known; of no event, so nobody's list depends on it."""
    row = User(email=READER, name="Iris Thorvaldsen", admin="read")
    await User.insert(row).on_conflict(target=User.email, action="DO NOTHING").run()


async def insert(rows: Sequence[Table]) -> None:
    """Rows of one table, in one statement."""
    if rows:
        await type(rows[0]).insert(*rows)


async def set_clock(event_id: UUID, now: datetime) -> None:
    """Make day two of the event today; an event without dates keeps the world's time."""
    [event] = await Event.select(Event.starts_on, Event.ends_on, Event.time_zone).where(Event.id == event_id)
    if event["starts_on"] and event["ends_on"]:
        await Event.update({Event.clock_offset: day_two_offset(now, **event)}).where(Event.id == event_id)


async def ask_for_recommendations(event_id: UUID, now: datetime) -> None:
    """Enqueue the matching of all attendees, unless somebody's recommendations are still valid."""
    valid = (SessionRecommendation.event_id == event_id) & (SessionRecommendation.expires_at > now)
    if not await SessionRecommendation.exists().where(valid):
        await enqueue(GenerateEvent(event_id=event_id))
