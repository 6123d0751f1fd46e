"""The model's part of a refresh: everybody who has a list by the algorithm is asked about, by batch or one by one."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from domain.matching.hybrid import ProgrammeIndex
from domain.model.batches.shapes import Question
from domain.model.counting import MOST_COUNTED, measure
from domain.model.layouts import Layout, estimate
from domain.model.opening import Model
from domain.model.outcomes import Outcome, Purpose
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.recommendations.refresh_parts import Planned, Way, chunks, plan_parts, read_unasked
from domain.recommendations.session_batches import as_uuid, programme_question, shortlist_question
from domain.recommendations.shortlists import Shortlist, make_shortlists
from domain.work.enqueue import Placement, enqueue_all
from domain.work.works import ImproveChunk

# Without a batch: as many wait for each other as are asked about within half a minute.
CHUNK = 50


async def plan_refresh(
    model: Model, event_id: UUID, night: date | None, programmes: ProgrammeIndexes, now: datetime
) -> Planned:
    """Write the batches of a night about everybody's sessions down, unless they may cost more than the caps allow.

    Idempotent: after a crash it goes on with those who are in none yet.
    """
    people = await read_unasked(event_id, night)
    index = await programmes.of_event(event_id)
    if not (sample := await _sample(index, people, event_id)):
        return Planned(outcome=Outcome.NOTHING_TO_ASK)
    way = await _choose_way(model, index, sample, len(people), event_id)
    return await plan_parts(event_id, Purpose.SESSIONS, night, people, way, model, now)


async def _sample(index: ProgrammeIndex, people: Sequence[UUID], event_id: UUID) -> list[Shortlist]:
    """Some who are to be asked about; empty if nobody is."""
    for chunk in chunks(people, CHUNK):
        if found := await make_shortlists(index, chunk, event_id):
            return found[:MOST_COUNTED]
    return []


async def _choose_way(
    model: Model, index: ProgrammeIndex, sample: Sequence[Shortlist], people: int, event_id: UUID
) -> Way:
    """The cheaper layout, by tokens that the API has counted."""
    shortlists = [shortlist_question(model, each.profile, each.sessions) for each in sample]
    programme = programme_question(model, sample[0].profile, index.programme.sessions)
    costs = estimate(await measure(model, shortlists, programme), people, model.price, is_batch=True)
    is_shared = costs.cheaper == Layout.PROGRAMME

    async def make_questions(user_ids: Sequence[UUID]) -> list[Question]:
        return [each.question(is_shared=is_shared) for each in await make_shortlists(index, user_ids, event_id)]

    if is_shared:
        shared = tuple(as_uuid(session.id) for session in index.programme.sessions)
        return Way(costs.programme / people, len(msgspec.json.encode(programme.body)), make_questions, shared)
    longest = max(len(msgspec.json.encode(each.body)) for each in shortlists)
    return Way(costs.shortlist / people, longest, make_questions)


async def enqueue_one_by_one(event_id: UUID, night: date | None, job_id: UUID) -> int:
    """Without a batch: jobs that ask about some people each, as fast as the buckets allow; for how many people."""
    people = await read_unasked(event_id, night)
    works = [ImproveChunk(event_id=event_id, user_ids=tuple(chunk)) for chunk in chunks(people, CHUNK)]
    await enqueue_all(works, Placement(parent_id=job_id))
    return len(people)
