"""Let the model rank one person's list after the algorithm's is there to be read, and store it in its place."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from domain.matching.facts import SessionFacts
from domain.matching.recommendations import recommend
from domain.matching.results import SessionRecommendation
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.model.patience import JOB
from domain.model.results import Matches
from domain.model.sessions import as_fallback, match_sessions
from domain.model.shortlist import SHORTLIST, shortlist
from domain.recommendations.attendees import Attendees, lock_participants, read_attendees
from domain.recommendations.generate import LIST_LENGTH
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.recommendations.store import store
from domain.work.transaction import transaction


async def improve_list(
    model: Model | None, user_id: UUID, event_id: UUID, programmes: ProgrammeIndexes, now: datetime
) -> Matches[SessionRecommendation]:
    """Ask the model, and store what it gives unless the person's profile is another by then. Idempotent.

    No transaction is open while the model thinks. When it has no answer, the stored list stays as it is.
    Raises: `Snooze` when the bucket of calls is empty.
    """
    before = await read_attendees([user_id], event_id)
    if model is None or not before.profiles:
        return as_fallback((), 0, Outcome.NO_MODEL if model is None else Outcome.NOTHING_TO_ASK)
    candidates, ranked = await _prepare(before, user_id, event_id, programmes)
    matches = await match_sessions(
        model, before.profiles[0], candidates, ranked, LIST_LENGTH, event_id=event_id, patience=JOB
    )
    if matches.algorithm_used == "llm":
        await _store(matches, before, user_id, event_id, now)
    return matches


async def _prepare(
    attendees: Attendees, user_id: UUID, event_id: UUID, programmes: ProgrammeIndexes
) -> tuple[Sequence[SessionFacts], list[SessionRecommendation]]:
    index = await programmes.of_event(event_id)
    [ranked] = await asyncio.to_thread(
        recommend, index, attendees.profiles, SHORTLIST, attendees.dismissed, attendees.chosen
    )
    return shortlist(index.programme.sessions, ranked, attendees.dismissed[user_id]), ranked


async def _store(
    matches: Matches[SessionRecommendation], before: Attendees, user_id: UUID, event_id: UUID, now: datetime
) -> None:
    async with transaction():
        if not await lock_participants([user_id], event_id):
            return
        attendees = await read_attendees([user_id], event_id)
        # Whoever changed their profile meanwhile gets a list of their own for it.
        if attendees.profiles == before.profiles:
            wanted = [entry for entry in matches.entries if entry.session_id not in attendees.dismissed[user_id]]
            await store(event_id, {user_id: wanted}, now, is_simulated=matches.is_simulated)
