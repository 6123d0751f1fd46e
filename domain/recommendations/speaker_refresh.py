"""The model's part of a refresh of everybody's speakers, by batch."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from domain.matching.facts import UserProfile
from domain.matching.people_results import SpeakerMatch
from domain.matching.speakers import SpeakerIndex
from domain.model.batches.shapes import Question
from domain.model.counting import ANSWER_TOKENS, MOST_COUNTED, count_tokens
from domain.model.opening import Model
from domain.model.outcomes import Outcome, Purpose
from domain.model.prices import Usage, cost_microdollars
from domain.model.records import profile_record
from domain.recommendations.attendees import read_attendees
from domain.recommendations.people_indexes import PeopleIndexes
from domain.recommendations.refresh_parts import Planned, Way, chunks, plan_parts, read_unasked
from domain.recommendations.session_batches import as_uuid
from domain.recommendations.speaker_batches import rank_speakers, read_known, speakers_question

AT_ONCE = 50
Ranked = list[tuple[UserProfile, list[SpeakerMatch]]]


async def plan_speakers(
    model: Model, event_id: UUID, night: date | None, indexes: PeopleIndexes, now: datetime
) -> Planned:
    """Write the batches of a night about everybody's speakers down, unless they may cost more than the caps allow.

    Idempotent: after a crash it goes on with those who are in none yet.
    """
    people = await read_unasked(event_id, night, Purpose.SPEAKERS)
    index = (await indexes.of_event(event_id)).speakers
    if not (sample := await _sample(people, event_id, index)):
        return Planned(outcome=Outcome.NOTHING_TO_ASK)
    known = await read_known(index, event_id)
    requests = [
        speakers_question(model, profile, [known[each.speaker_id] for each in found]) for profile, found in sample
    ]
    counted = max([await count_tokens(model, request) for request in requests])
    usage = Usage(input_tokens=counted, output_tokens=ANSWER_TOKENS)

    async def make_questions(user_ids: Sequence[UUID]) -> list[Question]:
        ranked = [each for chunk in chunks(user_ids, AT_ONCE) for each in await _rank(chunk, event_id, index)]
        return [
            Question(as_uuid(profile.user_id), tuple(as_uuid(each.speaker_id) for each in found))
            for profile, found in ranked
        ]

    longest = max(len(msgspec.json.encode(request.body)) for request in requests)
    way = Way(cost_microdollars(model.price, usage, is_batch=True), longest, make_questions)
    return await plan_parts(event_id, Purpose.SPEAKERS, night, people, way, model, now)


async def _sample(people: Sequence[UUID], event_id: UUID, index: SpeakerIndex) -> Ranked:
    """Some who are to be asked about; empty if nobody is."""
    for chunk in chunks(people, AT_ONCE):
        if found := await _rank(chunk, event_id, index):
            return found[:MOST_COUNTED]
    return []


async def _rank(user_ids: Sequence[UUID], event_id: UUID, index: SpeakerIndex) -> Ranked:
    """Those who told anything that the model may know, and whom the algorithm found speakers for."""
    attendees = await read_attendees(user_ids, event_id)
    profiles = [profile for profile in attendees.profiles if profile_record(profile)]
    lists = await asyncio.to_thread(rank_speakers, index, profiles)
    return [(profile, found) for profile, found in zip(profiles, lists, strict=True) if found]
