"""Generate the recommendations of some attendees, sessions, speakers and people, in place of the earlier ones."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from domain.errors import NotFound
from domain.matching.recommendations import recommend
from domain.matching.results import SessionRecommendation
from domain.recommendations.attendees import lock_participants, read_attendees
from domain.recommendations.nightly_lists import note_nightly_lists, without_nightly_list
from domain.recommendations.people_lists import renew_people_lists
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.recommendations.store import store
from domain.work.transaction import transaction

LIST_LENGTH = 10


async def generate_recommendations(
    user_id: UUID, event_id: UUID, programmes: ProgrammeIndexes, now: datetime
) -> list[SessionRecommendation]:
    """Match a person to an event's sessions, speakers and people and store the ten best of each. Idempotent.

    Raises: `NotFound` if the person does not take part in the event.
    """
    found = await generate_for_people([user_id], event_id, programmes, now)
    if user_id not in found:
        raise NotFound("This person does not take part in this event.")
    return found[user_id]


async def generate_for_people(
    user_ids: Sequence[UUID], event_id: UUID, programmes: ProgrammeIndexes, now: datetime, night: date | None = None
) -> dict[UUID, list[SessionRecommendation]]:
    """The same for many, in one call and one transaction; the sessions that were stored, by user id. Idempotent.

    Who does not take part is left out, and with `night` also whoever has the list of that night already.
    """
    index = await programmes.of_event(event_id)
    async with transaction():
        people = await lock_participants(user_ids, event_id)
        if night is not None:
            people = await without_nightly_list(people, event_id, night)
        if not people:
            return {}
        attendees = await read_attendees(people, event_id)
        lists = await asyncio.to_thread(
            recommend, index, attendees.profiles, LIST_LENGTH, attendees.dismissed, attendees.chosen
        )
        found = dict(zip(people, lists, strict=True))
        await store(event_id, found, now)
        await renew_people_lists(programmes.people, attendees.profiles, event_id, now)
        if night is not None:
            await note_nightly_lists(people, event_id, night)
    return found
