"""Lists that ran out: which are deleted, and which are made anew when somebody looks at them.

A list is good for a day. An old one is better than an empty page, so while its event is not over it stays until a
newer one takes its place: by the nightly refresh of an active event, or else when its owner looks at it.
"""

from datetime import datetime, timedelta
from uuid import UUID

from domain.batched_delete import delete_in_batches
from domain.cache_lookups import Lookup
from domain.recommendations.list_state import ListState, Making
from domain.recommendations.store import LIFETIME
from domain.tables import Event, PersonRecommendation, SessionRecommendation, SpeakerRecommendation
from domain.work.enqueue import enqueue
from domain.work.works import GenerateRecommendations

# People look back at a conference, and at recordings of what they missed.
KEPT_AFTER_EVENT = timedelta(days=30)

_EXPIRED = """
expires_at < {} AND event_id IN (
  SELECT event.id FROM event
  WHERE (({}::timestamptz + clock_offset) AT TIME ZONE time_zone)::date > ends_on + {}::int)
"""

_IS_OVER = (
    "SELECT (({}::timestamptz + clock_offset) AT TIME ZONE time_zone)::date > ends_on AS over FROM event WHERE id = {}"
)


async def delete_expired(now: datetime) -> int:
    """Delete what ran out of events that have long been over, by their own clocks; how many rows.

    Bookmarks and dismissals are not touched. An event without dates is never over.
    """
    arguments = (now, now, KEPT_AFTER_EVENT.days)
    return sum(
        [
            await delete_in_batches(table, _EXPIRED, *arguments)
            for table in (SessionRecommendation, SpeakerRecommendation, PersonRecommendation)
        ]
    )


def look_at(state: ListState, now: datetime) -> Lookup:
    """What somebody finds who opens their list: there, too old, or not there yet."""
    if state.generated_at is None:
        return Lookup.MISS
    return Lookup.STALE if state.generated_at + LIFETIME <= now else Lookup.HIT


async def renew_if_expired(user_id: UUID, event_id: UUID, state: ListState, now: datetime) -> bool:
    """Ask for a new list if the one that `state` tells of ran out; whether it did. At most one waits at a time.

    Who has none is not helped by asking: nothing matched, or none was ever wanted.
    """
    if look_at(state, now) is not Lookup.STALE or state.making is not Making.IDLE:
        return False
    [event] = await Event.raw(_IS_OVER, now, event_id)
    if event["over"]:
        return False
    await enqueue(GenerateRecommendations(user_id=user_id, event_id=event_id))
    return True
