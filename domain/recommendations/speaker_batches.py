"""Speakers for many people by batch: what is asked about each, and what of the answers becomes their list."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from msgspec.structs import replace

from domain.clock import utc_now
from domain.matching.facts import Id, SpeakerFacts, UserProfile
from domain.matching.people_results import SpeakerMatch
from domain.matching.speakers import SpeakerIndex, match_indexed_speakers
from domain.matching.starters import template_starters
from domain.model.batches.purposes import Drafts
from domain.model.batches.shapes import Answered, Asked, Draft, Question, StoredBatch
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.model.requests import ModelRequest, speakers_request
from domain.model.results import Matches
from domain.model.speakers import read_speakers
from domain.recommendations.acquaintances import read_upcoming_titles
from domain.recommendations.attendees import lock_participants, read_attendees
from domain.recommendations.batch_answers import all_outcomes, still_wanted
from domain.recommendations.people_indexes import PeopleIndexes
from domain.recommendations.people_lists import LIST_LENGTH
from domain.recommendations.session_batches import as_uuid
from domain.recommendations.store_people import SpeakerEntry, store_speakers
from domain.work.transaction import transaction

SHORTLIST = 30
Known = Mapping[Id, SpeakerFacts]


@dataclass(frozen=True)
class SpeakerBatches:
    """Questions about the speakers for an event's attendees; the subjects are the users."""

    indexes: PeopleIndexes
    answer_key: str = "matches"

    async def draft(self, model: Model, batch: StoredBatch, asked: Sequence[Asked]) -> Drafts:
        """For each who still takes part, their shortlist without who speaks no more."""
        known = await read_known((await self.indexes.of_event(batch.event_id)).speakers, batch.event_id)
        async with transaction():
            people = await lock_participants([each.subject_id for each in asked], batch.event_id)
        profiles = (await read_attendees(people, batch.event_id)).profiles
        return Drafts(tuple(await asyncio.to_thread(_drafts, model, profiles, asked, known)))

    async def store(self, batch: StoredBatch, answered: Sequence[Answered]) -> Mapping[UUID, Outcome]:
        """Whoever has a list that is newer than the batch keeps it. What the model wrote of a pair may stay."""
        wanted = await still_wanted(batch, answered, "speaker_recommendation")
        index = (await self.indexes.of_event(batch.event_id)).speakers
        known = await read_known(index, batch.event_id)
        profiles = (await read_attendees(list(wanted), batch.event_id)).profiles
        found = await asyncio.to_thread(_read_all, index, profiles, wanted, known)
        lists = {
            as_uuid(profile.user_id): _entries(profile, found[as_uuid(profile.user_id)], known)
            for profile in profiles
            if found[as_uuid(profile.user_id)].algorithm_used == "llm"
        }
        await store_speakers(batch.event_id, lists, utc_now())
        return all_outcomes(answered, wanted, {user_id: matches.reason for user_id, matches in found.items()})


async def read_known(index: SpeakerIndex, event_id: UUID) -> Known:
    """By id, the speakers of an index, with the sessions that they have still to give."""
    upcoming = await read_upcoming_titles([as_uuid(each.id) for each in index.speakers], event_id, utc_now())
    return {each.id: replace(each, session_titles=upcoming.get(as_uuid(each.id), ())) for each in index.speakers}


def rank_speakers(index: SpeakerIndex, profiles: Sequence[UserProfile]) -> list[list[SpeakerMatch]]:
    """The algorithm's shortlists, in which nobody is themselves."""
    oneself = {profile.user_id: (profile.user_id,) for profile in profiles}
    return match_indexed_speakers(index, profiles, SHORTLIST, oneself)


def speakers_question(model: Model, profile: UserProfile, candidates: Sequence[SpeakerFacts]) -> ModelRequest:
    """About one person and the speakers who may suit them."""
    return speakers_request(profile, candidates, LIST_LENGTH, model.fence)


def _drafts(model: Model, profiles: Sequence[UserProfile], asked: Sequence[Asked], known: Known) -> list[Draft]:
    wanted = {each.subject_id: each.candidate_ids for each in asked}
    drafts = []
    for profile in profiles:
        user_id = as_uuid(profile.user_id)
        shown = [known[each] for each in wanted[user_id] if each in known]
        if shown:
            question = Question(user_id, tuple(as_uuid(speaker.id) for speaker in shown))
            drafts.append(Draft(question, speakers_question(model, profile, shown).body))
    return drafts


def _read_all(
    index: SpeakerIndex, profiles: Sequence[UserProfile], wanted: Mapping[UUID, Answered], known: Known
) -> dict[UUID, Matches[SpeakerMatch]]:
    found = {}
    for profile, fallback in zip(profiles, rank_speakers(index, profiles), strict=True):
        answered = wanted[as_uuid(profile.user_id)]
        # Places count as they were sent. Who speaks no more keeps theirs; nothing is true of them, so nobody gets them.
        candidates = [known.get(each) or SpeakerFacts(id=each) for each in answered.asked.candidate_ids]
        found[as_uuid(profile.user_id)] = read_speakers(answered.answer, profile, candidates, fallback, LIST_LENGTH)
    return found


def _entries(profile: UserProfile, matches: Matches[SpeakerMatch], known: Known) -> list[SpeakerEntry]:
    return [
        SpeakerEntry(
            match=match,
            starters=template_starters(profile, known[match.speaker_id]),
            is_simulated=matches.is_simulated and match.source == "llm",
        )
        for match in matches.entries
    ]
