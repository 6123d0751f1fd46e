"""Sessions for many people by batch: what is asked about each, and what of the answers becomes their list."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.clock import utc_now
from domain.matching.facts import Id, SessionFacts, UserProfile
from domain.matching.recommendations import ProgrammeIndex, recommend
from domain.matching.results import SessionRecommendation
from domain.model.batches.purposes import Drafts
from domain.model.batches.shapes import Answered, Asked, Draft, Question, StoredBatch
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.model.requests import ModelRequest, programme_request, shortlist_request
from domain.model.results import Matches
from domain.model.sessions import read_sessions
from domain.model.shortlist import SHORTLIST
from domain.recommendations.attendees import Attendees, lock_participants, read_attendees
from domain.recommendations.batch_answers import all_outcomes, still_wanted
from domain.recommendations.generate import LIST_LENGTH
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.recommendations.store import store
from domain.work.transaction import transaction

# A batch's requests may begin more than five minutes after each other.
CACHED_FOR = "1h"


@dataclass(frozen=True)
class SessionBatches:
    """Questions about the lists of an event's attendees; the subjects are the users."""

    programmes: ProgrammeIndexes
    answer_key: str = "matches"

    async def draft(self, model: Model, batch: StoredBatch, asked: Sequence[Asked]) -> Drafts:
        """For each who still takes part: their shortlist without what is cancelled by now, or the whole programme."""
        programme = (await self.programmes.of_event(batch.event_id)).programme.sessions
        async with transaction():
            people = await lock_participants([each.subject_id for each in asked], batch.event_id)
        profiles = (await read_attendees(people, batch.event_id)).profiles
        if batch.candidate_ids:
            drafts = await asyncio.to_thread(_programmes, model, profiles, programme)
            return Drafts(tuple(drafts), tuple(as_uuid(session.id) for session in programme))
        return Drafts(tuple(await asyncio.to_thread(_shortlists, model, profiles, asked, programme)))

    async def store(self, batch: StoredBatch, answered: Sequence[Answered]) -> Mapping[UUID, Outcome]:
        """Whoever has a list that is newer than the batch keeps it."""
        wanted = await still_wanted(batch, answered, "session_recommendation")
        index = await self.programmes.of_event(batch.event_id)
        attendees = await read_attendees(list(wanted), batch.event_id)
        found = await asyncio.to_thread(_read_all, index, attendees, wanted)
        lists = {user_id: matches.entries for user_id, matches in found.items() if matches.algorithm_used == "llm"}
        await store(batch.event_id, lists, utc_now(), is_simulated=any(each.answer.is_simulated for each in answered))
        return all_outcomes(answered, wanted, {user_id: matches.reason for user_id, matches in found.items()})


def shortlist_question(model: Model, profile: UserProfile, candidates: Sequence[SessionFacts]) -> ModelRequest:
    """About one person and the sessions that may suit them."""
    return shortlist_request(profile, candidates, LIST_LENGTH, model.fence)


def programme_question(model: Model, profile: UserProfile, programme: Sequence[SessionFacts]) -> ModelRequest:
    """About one person and all sessions."""
    return programme_request(profile, programme, LIST_LENGTH, model.fence, cache=CACHED_FOR)


def as_uuid(identity: Id) -> UUID:
    """Of people and sessions of the database the ids are UUIDs, also where matching would take others."""
    return identity if isinstance(identity, UUID) else UUID(identity)


def _shortlists(
    model: Model, profiles: Sequence[UserProfile], asked: Sequence[Asked], programme: Sequence[SessionFacts]
) -> list[Draft]:
    known = {session.id: session for session in programme}
    wanted = {each.subject_id: each.candidate_ids for each in asked}
    drafts = []
    for profile in profiles:
        held = [known[each] for each in wanted[as_uuid(profile.user_id)] if each in known]
        if held:
            ids = tuple(as_uuid(session.id) for session in held)
            drafts.append(_draft(profile, shortlist_question(model, profile, held), ids))
    return drafts


def _programmes(model: Model, profiles: Sequence[UserProfile], programme: Sequence[SessionFacts]) -> list[Draft]:
    return [_draft(profile, programme_question(model, profile, programme), ()) for profile in profiles]


def _draft(profile: UserProfile, request: ModelRequest, candidate_ids: tuple[UUID, ...]) -> Draft:
    return Draft(Question(as_uuid(profile.user_id), candidate_ids), request.body)


def _read_all(
    index: ProgrammeIndex, attendees: Attendees, wanted: Mapping[UUID, Answered]
) -> dict[UUID, Matches[SessionRecommendation]]:
    fallbacks = recommend(index, attendees.profiles, SHORTLIST, attendees.dismissed, attendees.chosen)
    known = {session.id: session for session in index.programme.sessions}
    return {
        as_uuid(profile.user_id): _read_one(wanted[as_uuid(profile.user_id)], profile, fallback, attendees, known)
        for profile, fallback in zip(attendees.profiles, fallbacks, strict=True)
    }


def _read_one(
    answered: Answered,
    profile: UserProfile,
    fallback: Sequence[SessionRecommendation],
    attendees: Attendees,
    known: Mapping[Id, SessionFacts],
) -> Matches[SessionRecommendation]:
    ids = answered.asked.candidate_ids
    # Places count as they were sent; what is no longer held keeps its place, and nobody gets it.
    candidates = [known.get(each) or SessionFacts(id=each) for each in ids]
    excluded = {*attendees.dismissed[profile.user_id], *(each for each in ids if each not in known)}
    return read_sessions(answered.answer, profile, candidates, fallback, LIST_LENGTH, excluded)
