"""Let the model rank one person's speakers and write how to begin with the first of them, after the templates did.

Starters are written for three speakers only: further down hardly anybody reads them, and each is a call.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from msgspec.structs import replace

from domain.matching.facts import SpeakerFacts, UserProfile
from domain.matching.people_results import SpeakerMatch
from domain.matching.speakers import match_indexed_speakers
from domain.matching.starters import template_starters
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.model.patience import JOB, Patience
from domain.model.results import Matches
from domain.model.speakers import as_fallback, match_speakers
from domain.model.starters import write_starters
from domain.recommendations.acquaintances import read_names, read_upcoming_titles
from domain.recommendations.attendees import lock_participants, read_attendees
from domain.recommendations.people_indexes import PeopleIndexes
from domain.recommendations.people_lists import LIST_LENGTH
from domain.recommendations.store_people import SpeakerEntry, store_speakers
from domain.work.transaction import transaction

SHORTLIST = 30
WITH_STARTERS = 3
# Without a snooze: it would have the ranking paid for again.
STARTERS = Patience(20.0)


async def improve_speakers(
    model: Model | None, user_id: UUID, event_id: UUID, indexes: PeopleIndexes, now: datetime
) -> Matches[SpeakerMatch]:
    """Ask the model, and store what it gives unless the person's profile is another by then. Idempotent.

    No transaction is open while the model thinks. When it has no answer, the stored list stays as it is.
    Raises: `Snooze` when the bucket of calls is empty.
    """
    attendees = await read_attendees([user_id], event_id)
    if model is None or not attendees.profiles:
        return as_fallback((), 0, Outcome.NO_MODEL if model is None else Outcome.NOTHING_TO_ASK)
    [profile] = attendees.profiles
    candidates, ranked = await _shortlist(profile, user_id, event_id, indexes, now)
    matches = await match_speakers(model, profile, candidates, ranked, LIST_LENGTH, event_id=event_id, patience=JOB)
    if matches.algorithm_used == "llm":
        entries = await _with_starters(model, profile, candidates, matches, event_id)
        await _store(entries, profile, user_id, event_id, now)
    return matches


async def _shortlist(
    profile: UserProfile, user_id: UUID, event_id: UUID, indexes: PeopleIndexes, now: datetime
) -> tuple[list[SpeakerFacts], list[SpeakerMatch]]:
    """The best by the algorithm, each with the sessions that they have still to give."""
    index = (await indexes.of_event(event_id)).speakers
    [ranked] = await asyncio.to_thread(match_indexed_speakers, index, [profile], SHORTLIST, {user_id: (user_id,)})
    speakers = [index.speakers[index.position_of[match.speaker_id]] for match in ranked]
    upcoming = await read_upcoming_titles([cast(UUID, speaker.id) for speaker in speakers], event_id, now)
    return [replace(each, session_titles=upcoming.get(cast(UUID, each.id), ())) for each in speakers], ranked


async def _with_starters(
    model: Model,
    profile: UserProfile,
    candidates: Sequence[SpeakerFacts],
    matches: Matches[SpeakerMatch],
    event_id: UUID,
) -> list[SpeakerEntry]:
    speakers = {speaker.id: speaker for speaker in candidates}
    first = [cast(UUID, match.speaker_id) for match in matches.entries[:WITH_STARTERS]]
    names = await read_names([*first, cast(UUID, profile.user_id)], event_id)
    own = names.get(cast(UUID, profile.user_id))
    written = await asyncio.gather(
        *(
            write_starters(
                model,
                profile,
                speakers[speaker_id],
                event_id=event_id,
                patience=STARTERS,
                attendee_name=own.name if own else None,
                speaker_name=names[speaker_id].name if speaker_id in names else None,
            )
            for speaker_id in first
        )
    )
    by_model = [
        SpeakerEntry(
            match=match,
            starters=starters.texts,
            starters_method=starters.method,
            is_simulated=matches.is_simulated,
        )
        for match, starters in zip(matches.entries, written, strict=False)
    ]
    rest = [
        SpeakerEntry(
            match=match,
            starters=template_starters(profile, speakers[match.speaker_id]),
            is_simulated=matches.is_simulated and match.source == "llm",
        )
        for match in matches.entries[WITH_STARTERS:]
    ]
    return by_model + rest


async def _store(
    entries: Sequence[SpeakerEntry], profile: UserProfile, user_id: UUID, event_id: UUID, now: datetime
) -> None:
    async with transaction():
        if not await lock_participants([user_id], event_id):
            return
        # Whoever changed their profile meanwhile gets a list of their own for it.
        if (await read_attendees([user_id], event_id)).profiles == [profile]:
            await store_speakers(event_id, {user_id: entries}, now)
