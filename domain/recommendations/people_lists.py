"""Make the lists of speakers and of people to meet of some attendees, and store them in place of the earlier ones."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from msgspec.structs import replace

from domain.matching.facts import UserProfile
from domain.matching.introductions import introduce
from domain.matching.networking import match_people
from domain.matching.networking_index import PeopleIndex
from domain.matching.people_results import PersonMatch, SpeakerMatch
from domain.matching.speakers import SpeakerIndex, match_indexed_speakers
from domain.matching.starters import template_starters
from domain.recommendations.acquaintances import read_connections, read_names, read_upcoming_titles
from domain.recommendations.people_indexes import PeopleIndexes
from domain.recommendations.store_people import PersonEntry, SpeakerEntry, store_persons, store_speakers

LIST_LENGTH = 10


async def renew_people_lists(
    indexes: PeopleIndexes, profiles: Sequence[UserProfile], event_id: UUID, now: datetime
) -> None:
    """Ten speakers and ten people for each of these participants of the event, in eight queries at most. Idempotent.

    Belongs into the transaction that holds them, so that the index has their newest profiles. Fifty people take 50 ms
    at an event of 300 and 0.25 s at one of 5,000 where the index is there, so the lists of all 5,000 take 25 s of one
    process: the time grows with the square of the event, the memory of a call does not grow. Raises: `NotFound`.
    """
    event = await indexes.of_event(event_id)
    await _renew_speakers(event.speakers, profiles, event_id, now)
    await _renew_persons(event.people, profiles, event_id, now)


async def _renew_speakers(index: SpeakerIndex, profiles: Sequence[UserProfile], event_id: UUID, now: datetime) -> None:
    oneself = {profile.user_id: (profile.user_id,) for profile in profiles}
    lists = await asyncio.to_thread(match_indexed_speakers, index, profiles, LIST_LENGTH, oneself)
    chosen = {cast(UUID, match.speaker_id) for matches in lists for match in matches}
    upcoming = await read_upcoming_titles(chosen, event_id, now)
    entries = {
        cast(UUID, profile.user_id): _speaker_entries(index, profile, matches, upcoming)
        for profile, matches in zip(profiles, lists, strict=True)
    }
    await store_speakers(event_id, entries, now)


def _speaker_entries(
    index: SpeakerIndex,
    profile: UserProfile,
    matches: Sequence[SpeakerMatch],
    upcoming: Mapping[UUID, tuple[str, ...]],
) -> list[SpeakerEntry]:
    """With starters that look forward to nothing that is over."""
    speakers = (index.speakers[index.position_of[match.speaker_id]] for match in matches)
    return [
        SpeakerEntry(
            match=match,
            starters=template_starters(
                profile, replace(speaker, session_titles=upcoming.get(cast(UUID, speaker.id), ()))
            ),
        )
        for match, speaker in zip(matches, speakers, strict=True)
    ]


async def _renew_persons(index: PeopleIndex, profiles: Sequence[UserProfile], event_id: UUID, now: datetime) -> None:
    user_ids = [cast(UUID, profile.user_id) for profile in profiles]
    known = await read_connections(user_ids)
    found = await asyncio.to_thread(match_people, index, user_ids, LIST_LENGTH, known)
    lists = dict(zip(user_ids, found, strict=True))
    await store_persons(event_id, await _introduced(lists, event_id), now)


async def _introduced(lists: Mapping[UUID, Sequence[PersonMatch]], event_id: UUID) -> dict[UUID, list[PersonEntry]]:
    """The lists with introductions; who has no name any more is left out."""
    others = {cast(UUID, match.person_id) for matches in lists.values() for match in matches}
    named = await read_names({*lists, *others}, event_id)
    return {
        user_id: [
            PersonEntry(match=match, introduction=introduce(named[user_id].name, them.name, them.occupation, match))
            for match in matches
            if (them := named.get(cast(UUID, match.person_id))) and user_id in named
        ]
        for user_id, matches in lists.items()
    }
