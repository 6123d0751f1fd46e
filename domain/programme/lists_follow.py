"""Lists follow the programme: what changed in it is made to count, and everybody's recommendations are asked for."""

from datetime import datetime
from uuid import UUID

from domain.tables import Event
from domain.work.enqueue import Placement, enqueue
from domain.work.works import GenerateEvent

# Indexes are kept by this number, so that the next list is made of the programme as it is now.
_RAISE = "UPDATE event SET programme_revision = programme_revision + 1, updated_at = now() WHERE id = {}"

_HAS_ATTENDEES = "SELECT EXISTS (SELECT FROM registration WHERE event_id = {} AND role = 'attendee') AS has_attendees"


async def raise_revision(event_id: UUID) -> None:
    """Make whoever keeps something of the programme read it anew."""
    await Event.raw(_RAISE, event_id)


async def ask_for_lists(event_id: UUID, due_at: datetime | None = None) -> None:
    """Ask for everybody's recommendations, now or at `due_at`; whoever asks again before that joins the same job."""
    [answer] = await Event.raw(_HAS_ATTENDEES, event_id)
    if answer["has_attendees"]:
        await enqueue(GenerateEvent(event_id=event_id), Placement(due_at=due_at))
