"""The model's part of a refresh: everybody who has a list by the algorithm is asked about, by batch or one by one."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from domain.matching.hybrid import ProgrammeIndex
from domain.model.batches.planning import MOST_BYTES, MOST_REQUESTS, intend, refuse
from domain.model.batches.shapes import Intent
from domain.model.counting import MOST_COUNTED, measure
from domain.model.layouts import Layout, estimate
from domain.model.opening import Model
from domain.model.outcomes import Outcome, Purpose
from domain.model.spending import over_cap, read_spent
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.recommendations.session_batches import as_uuid, programme_question, shortlist_question
from domain.recommendations.shortlists import Shortlist, make_shortlists
from domain.tables import SessionRecommendation
from domain.work.enqueue import Placement, enqueue_all
from domain.work.progress import report_progress
from domain.work.works import ImproveChunk

# Without a batch: as many wait for each other as are asked about within half a minute.
CHUNK = 50

# Those with a list, but for whom the model has given one since the night's, or will.
_PEOPLE = """
SELECT DISTINCT user_id FROM session_recommendation stored WHERE event_id = {}
  AND EXISTS (SELECT FROM registration WHERE registration.user_id = stored.user_id AND event_id = stored.event_id)
  AND NOT EXISTS (SELECT FROM nightly_list JOIN session_recommendation newer USING (user_id, event_id)
    WHERE nightly_list.user_id = stored.user_id AND event_id = stored.event_id AND night = {}
      AND newer.source = 'llm' AND newer.generated_at > nightly_list.created_at)
  AND NOT EXISTS (SELECT FROM model_request JOIN model_batch ON model_batch.id = batch_id
    WHERE subject_id = stored.user_id AND model_batch.event_id = stored.event_id AND purpose = {}
      AND (night = {} OR night IS NULL AND state IN ('intended', 'submitted')))
ORDER BY user_id
"""


class Planned(Struct, frozen=True):
    """How many people are to be asked about, in how many batches; and if not all, why."""

    people: int = 0
    batches: int = 0
    outcome: Outcome | None = None


class _Way(Struct, frozen=True):
    """How they are asked about: microdollars and bytes are for one person."""

    layout: Layout
    microdollars: float
    size: int


async def plan_refresh(
    model: Model, event_id: UUID, night: date | None, programmes: ProgrammeIndexes, now: datetime
) -> Planned:
    """Write the batches of a night down, unless they may cost more than the caps allow.

    Idempotent: after a crash it goes on with those who are in none yet.
    """
    people = await read_unasked(event_id, night)
    index = await programmes.of_event(event_id)
    if not (sample := await _sample(index, people, event_id)):
        return Planned(outcome=Outcome.NOTHING_TO_ASK)
    way = await _choose_way(model, index, sample, len(people))
    whole = Intent(
        event_id=event_id,
        purpose=Purpose.SESSIONS,
        night=night,
        estimated_microdollars=round(way.microdollars * len(people)),
    )
    if outcome := over_cap(await read_spent(event_id, now), model.caps, whole.estimated_microdollars):
        await refuse(whole, outcome, model)
        return Planned(outcome=outcome)
    return await _intend_parts(whole, way, people, index, model, now)


async def _sample(index: ProgrammeIndex, people: Sequence[UUID], event_id: UUID) -> list[Shortlist]:
    """Some who are to be asked about; empty if nobody is."""
    for chunk in _chunks(people, CHUNK):
        if found := await make_shortlists(index, chunk, event_id):
            return found[:MOST_COUNTED]
    return []


async def _choose_way(model: Model, index: ProgrammeIndex, sample: Sequence[Shortlist], people: int) -> _Way:
    """The cheaper layout, by tokens that the API has counted."""
    shortlists = [shortlist_question(model, each.profile, each.sessions) for each in sample]
    programme = programme_question(model, sample[0].profile, index.programme.sessions)
    costs = estimate(await measure(model, shortlists, programme), people, model.price, is_batch=True)
    if costs.cheaper == Layout.PROGRAMME:
        return _Way(Layout.PROGRAMME, costs.programme / people, len(msgspec.json.encode(programme.body)))
    return _Way(
        Layout.SHORTLIST, costs.shortlist / people, max(len(msgspec.json.encode(each.body)) for each in shortlists)
    )


async def _intend_parts(
    whole: Intent, way: _Way, people: Sequence[UUID], index: ProgrammeIndex, model: Model, now: datetime
) -> Planned:
    is_shared = way.layout == Layout.PROGRAMME
    shared = tuple(as_uuid(session.id) for session in index.programme.sessions) if is_shared else ()
    planned = Planned()
    for chunk in _chunks(people, min(MOST_REQUESTS, max(1, MOST_BYTES // way.size))):
        questions = [each.question(is_shared=is_shared) for each in await make_shortlists(index, chunk, whole.event_id)]
        cost = round(way.microdollars * len(questions))
        intent = msgspec.structs.replace(whole, shared=shared, estimated_microdollars=cost)
        found = await intend(intent, questions, model, now)
        if isinstance(found, int):
            planned = Planned(planned.people + found, planned.batches + 1)
            await report_progress(planned.people, len(people))
        elif found != Outcome.NOTHING_TO_ASK:
            return msgspec.structs.replace(planned, outcome=found)
    return planned if planned.people else Planned(outcome=Outcome.NOTHING_TO_ASK)


async def enqueue_one_by_one(event_id: UUID, night: date | None, job_id: UUID) -> int:
    """Without a batch: jobs that ask about some people each, as fast as the buckets allow; for how many people."""
    people = await read_unasked(event_id, night)
    works = [ImproveChunk(event_id=event_id, user_ids=tuple(chunk)) for chunk in _chunks(people, CHUNK)]
    await enqueue_all(works, Placement(parent_id=job_id))
    return len(people)


async def read_unasked(event_id: UUID, night: date | None) -> list[UUID]:
    """Who has a list, and is not yet asked about in that night."""
    rows = await SessionRecommendation.raw(_PEOPLE, event_id, night, Purpose.SESSIONS, night)
    return [row["user_id"] for row in rows]


def _chunks(people: Sequence[UUID], size: int) -> Iterator[Sequence[UUID]]:
    return (people[start : start + size] for start in range(0, len(people), size))
