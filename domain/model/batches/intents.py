"""The rows of batches: each function is one statement, and says by what it returns whether it came in time."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from domain.ids import uuid7
from domain.model.batches.shapes import Asked, BatchState, Intent, Question, StoredBatch
from domain.model.outcomes import Outcome
from domain.tables import ModelBatch, ModelRequest

_READ = """
SELECT batch.id, event_id, purpose, night, part, batch.candidate_ids, estimated_microdollars, model, state, provider_id,
  batch.created_at, submitted_at, count(request.id)::int AS requests, count(request.outcome)::int AS done
FROM model_batch batch LEFT JOIN model_request request ON request.batch_id = batch.id
WHERE batch.id = {} GROUP BY batch.id
"""

_SAME = "event_id = {} AND purpose = {} AND (night = {} OR night IS NULL AND state IN ('intended', 'submitted'))"

_ASKED = f"""
SELECT subject_id FROM model_request JOIN model_batch ON model_batch.id = batch_id
WHERE {_SAME} AND subject_id = ANY({{}})
"""  # noqa: S608  # a constant of this module

_NEXT_PART = f"SELECT coalesce(max(part) + 1, 0) AS part FROM model_batch WHERE {_SAME}"  # noqa: S608  # the same

_INSERT = """
INSERT INTO model_batch (id, event_id, purpose, night, part, candidate_ids, estimated_microdollars, model, state,
  created_at)
VALUES ({}, {}, {}, {}, {}, {}, {}, {}, 'intended', {}) RETURNING id
"""

_ADD = """
INSERT INTO model_request (id, batch_id, custom_id, subject_id, candidate_ids, candidate_revisions)
SELECT id, {}, custom_id, subject_id, ARRAY(SELECT jsonb_array_elements_text(candidate_ids)::uuid),
  ARRAY(SELECT jsonb_array_elements_text(candidate_revisions)::int)
FROM unnest({}::uuid[], {}::text[], {}::uuid[], {}::jsonb[], {}::jsonb[])
  AS new (id, custom_id, subject_id, candidate_ids, candidate_revisions)
"""

_RESHAPE = """
UPDATE model_request request SET candidate_ids = ARRAY(SELECT jsonb_array_elements_text(new.candidate_ids)::uuid),
  candidate_revisions = ARRAY(SELECT jsonb_array_elements_text(new.candidate_revisions)::int)
FROM unnest({}::uuid[], {}::jsonb[], {}::jsonb[]) AS new (subject_id, candidate_ids, candidate_revisions)
WHERE batch_id = {} AND request.subject_id = new.subject_id AND outcome IS NULL
"""

_SKIP = "UPDATE model_request SET outcome = {} WHERE batch_id = {} AND subject_id <> ALL({}) AND outcome IS NULL"

# Whoever sets it is the one who sends; everybody else finds it set, and looks at the API first.
_MARK = """
UPDATE model_batch SET submitted_at = {}, model = {}, candidate_ids = {}
WHERE id = {} AND state = 'intended' AND submitted_at IS NULL RETURNING id
"""

_UNMARK = """
UPDATE model_batch SET submitted_at = NULL WHERE id = {} AND state = 'intended' AND submitted_at = {} RETURNING id
"""

_SUBMITTED = """
UPDATE model_batch SET state = 'submitted', provider_id = {}
WHERE id = {} AND state = 'intended' AND submitted_at = {} RETURNING id
"""

_CLOSE = """
UPDATE model_batch SET state = {}, ended_at = {} WHERE id = {} AND state IN ('intended', 'submitted') RETURNING id
"""


async def read_batch(batch_id: UUID) -> StoredBatch | None:
    """None if its event was deleted, and it with it."""
    rows = await ModelBatch.raw(_READ, batch_id)
    return msgspec.convert(rows[0], StoredBatch, str_keys=False) if rows else None


async def read_asked(batch: StoredBatch) -> list[Asked]:
    """All its requests that have not come to an end, in the order of their ids."""
    rows = await ModelRequest.raw(
        "SELECT id, custom_id, subject_id, candidate_ids, candidate_revisions FROM model_request "
        "WHERE batch_id = {} AND outcome IS NULL ORDER BY id",
        batch.id,
    )
    return [asked(row, batch) for row in rows]


def asked(row: dict[str, object], batch: StoredBatch) -> Asked:
    """Of a row of `model_request`."""
    own = {**row, "candidate_ids": row["candidate_ids"] or batch.candidate_ids}
    return msgspec.convert(own, Asked)


async def without_asked(intent: Intent, questions: Sequence[Question]) -> list[Question]:
    """Those about whom or what nothing is asked yet."""
    subjects = [each.subject_id for each in questions]
    rows = await ModelRequest.raw(_ASKED, intent.event_id, intent.purpose, intent.night, subjects)
    known = {row["subject_id"] for row in rows}
    return [each for each in questions if each.subject_id not in known]


async def next_part(intent: Intent) -> int:
    """The number of its first part that is free."""
    [row] = await ModelBatch.raw(_NEXT_PART, intent.event_id, intent.purpose, intent.night)
    part: int = row["part"]
    return part


async def insert_batch(intent: Intent, part: int, model: str, now: datetime) -> UUID:
    """The id of a new intent."""
    [row] = await ModelBatch.raw(
        _INSERT,
        *(uuid7(), intent.event_id, intent.purpose, intent.night, part, list(intent.shared)),
        *(intent.estimated_microdollars, model, now),
    )
    batch_id: UUID = row["id"]
    return batch_id


async def add_requests(batch_id: UUID, questions: Sequence[Question]) -> None:
    """Its requests; each `custom_id` says which batch it is of, and nothing of anybody."""
    await ModelRequest.raw(
        _ADD,
        batch_id,
        [uuid7() for _ in questions],
        [custom_id(batch_id, number) for number, _ in enumerate(questions)],
        *_columns(questions),
    )


def _columns(questions: Sequence[Question]) -> tuple[list[UUID], list[str], list[str]]:
    return (
        [each.subject_id for each in questions],
        [msgspec.json.encode(each.candidate_ids).decode() for each in questions],
        [msgspec.json.encode(each.candidate_revisions).decode() for each in questions],
    )


def custom_id(batch_id: UUID, number: int) -> str:
    """At most 64 of letters, digits, hyphens and underscores, as the API wants it."""
    return f"{batch_id.hex}-{number}"


def is_of(batch_id: UUID, found: str | None) -> bool:
    """Whether a `custom_id` is one of this batch's."""
    return found is not None and found.startswith(f"{batch_id.hex}-")


async def take_drafts(batch_id: UUID, questions: Sequence[Question]) -> None:
    """Set the candidates to those that are really sent; who or what is not asked about any more has come to its end."""
    await ModelRequest.raw(_RESHAPE, *_columns(questions), batch_id)
    await ModelRequest.raw(_SKIP, Outcome.NOTHING_TO_ASK, batch_id, [each.subject_id for each in questions])


async def mark_sending(batch_id: UUID, shared: Sequence[UUID], model: str, now: datetime) -> bool:
    """Note that it is about to be sent; False if somebody else is at it."""
    return bool(await ModelBatch.raw(_MARK, now, model, list(shared), batch_id))


async def unmark_sending(batch_id: UUID, sent_at: datetime) -> bool:
    """Note that it is known not to be there."""
    return bool(await ModelBatch.raw(_UNMARK, batch_id, sent_at))


async def mark_submitted(batch_id: UUID, sent_at: datetime, provider_id: str) -> bool:
    """Note under which id it is there; False if it is gone, or somebody has sent it again since."""
    return bool(await ModelBatch.raw(_SUBMITTED, provider_id, batch_id, sent_at))


async def close_batch(batch_id: UUID, state: BatchState, outcome: Outcome, now: datetime) -> bool:
    """End it; requests without an end get this one. False if it had ended."""
    await ModelRequest.raw(
        "UPDATE model_request SET outcome = {} WHERE batch_id = {} AND outcome IS NULL", outcome, batch_id
    )
    return bool(await ModelBatch.raw(_CLOSE, state, now, batch_id))
