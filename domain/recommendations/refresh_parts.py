"""What all lists' refreshes by the model have in common: who is asked about, in what parts, at what cost."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from domain.model.batches.planning import MOST_BYTES, MOST_REQUESTS, intend, refuse
from domain.model.batches.shapes import Intent, Question
from domain.model.opening import Model
from domain.model.outcomes import Outcome, Purpose
from domain.model.spending import over_cap, read_spent
from domain.tables import SessionRecommendation
from domain.work.progress import report_progress

_TABLES = {Purpose.SESSIONS: "session_recommendation", Purpose.SPEAKERS: "speaker_recommendation"}

# Those with a list, but for whom the model has given one since the night's, or will.
_PEOPLE = """
SELECT DISTINCT user_id FROM {table} stored WHERE event_id = {{}}
  AND EXISTS (SELECT FROM registration WHERE registration.user_id = stored.user_id AND event_id = stored.event_id)
  AND NOT EXISTS (SELECT FROM nightly_list JOIN {table} newer USING (user_id, event_id)
    WHERE nightly_list.user_id = stored.user_id AND event_id = stored.event_id AND night = {{}}
      AND newer.source = 'llm' AND newer.generated_at > nightly_list.created_at)
  AND NOT EXISTS (SELECT FROM model_request JOIN model_batch ON model_batch.id = batch_id
    WHERE subject_id = stored.user_id AND model_batch.event_id = stored.event_id AND purpose = {{}}
      AND (night = {{}} OR night IS NULL AND state IN ('intended', 'submitted')))
ORDER BY user_id
"""


class Planned(Struct, frozen=True):
    """How many people are to be asked about, in how many batches; and if not all, why."""

    people: int = 0
    batches: int = 0
    outcome: Outcome | None = None


class Way(Struct, frozen=True):
    """How they are asked about: what a question about one costs at most, and how long it is; how questions are made."""

    microdollars: float
    bytes: int
    make_questions: Callable[[Sequence[UUID]], Awaitable[list[Question]]]
    shared: tuple[UUID, ...] = ()


async def read_unasked(event_id: UUID, night: date | None, purpose: Purpose = Purpose.SESSIONS) -> list[UUID]:
    """Who has a list of the kind, and is not yet asked about in that night."""
    people = _PEOPLE.format(table=_TABLES[purpose])
    rows = await SessionRecommendation.raw(people, event_id, night, purpose, night)
    return [row["user_id"] for row in rows]


async def plan_parts(
    event_id: UUID, purpose: Purpose, night: date | None, people: Sequence[UUID], way: Way, model: Model, now: datetime
) -> Planned:
    """Write the batches about these people down, unless they may cost more than the caps allow."""
    cost = round(way.microdollars * len(people))
    whole = Intent(event_id=event_id, purpose=purpose, night=night, shared=way.shared, estimated_microdollars=cost)
    if outcome := over_cap(await read_spent(event_id, now), model.caps, cost):
        await refuse(whole, outcome, model)
        return Planned(outcome=outcome)
    planned = Planned()
    for chunk in chunks(people, min(MOST_REQUESTS, max(1, MOST_BYTES // way.bytes))):
        found = await _intend_part(whole, way, chunk, model, now)
        if isinstance(found, int):
            planned = Planned(planned.people + found, planned.batches + 1)
            await report_progress(planned.people, len(people))
        elif found != Outcome.NOTHING_TO_ASK:
            return msgspec.structs.replace(planned, outcome=found)
    return planned if planned.people else Planned(outcome=Outcome.NOTHING_TO_ASK)


async def _intend_part(whole: Intent, way: Way, people: Sequence[UUID], model: Model, now: datetime) -> Outcome | int:
    questions = await way.make_questions(people)
    cost = round(way.microdollars * len(questions))
    return await intend(msgspec.structs.replace(whole, estimated_microdollars=cost), questions, model, now)


def chunks(people: Sequence[UUID], size: int) -> Iterator[Sequence[UUID]]:
    """Of at most so many each."""
    return (people[start : start + size] for start in range(0, len(people), size))
