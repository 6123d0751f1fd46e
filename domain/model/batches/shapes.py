"""A batch and its requests as they are stored, and what is heard of them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.model.gate import Answer
from domain.model.outcomes import Purpose


class BatchState(StrEnum):
    """Where a batch is; an intended one with a `submitted_at` was sent, and no answer came."""

    INTENDED = "intended"
    SUBMITTED = "submitted"
    ENDED = "ended"
    ABANDONED = "abandoned"


class StoredBatch(Struct, frozen=True, kw_only=True):
    """A row of `model_batch`, and how many of its requests there are, and have come to an end."""

    id: UUID
    event_id: UUID
    purpose: Purpose
    night: date | None
    part: int
    candidate_ids: tuple[UUID, ...]
    estimated_microdollars: int
    model: str
    state: BatchState
    provider_id: str | None
    created_at: datetime
    submitted_at: datetime | None
    requests: int
    done: int


class Question(Struct, frozen=True):
    """About whom or what the model is asked, once in a batch, and what it may choose of, in the order of the places.

    No candidates means: those that all questions of the batch share. `candidate_revisions` has the revision in which
    each is shown, where an answer counts for that one only.
    """

    subject_id: UUID
    candidate_ids: tuple[UUID, ...] = ()
    candidate_revisions: tuple[int, ...] = ()


class Intent(Struct, frozen=True, kw_only=True):
    """A batch to be; `shared` are the candidates of all its questions, for those that have none of their own."""

    event_id: UUID
    purpose: Purpose
    night: date | None = None
    shared: tuple[UUID, ...] = ()
    estimated_microdollars: int


class Asked(Struct, frozen=True):
    """A row of `model_request`, with the candidates of its batch where it has none of its own."""

    id: UUID
    custom_id: str
    subject_id: UUID
    candidate_ids: tuple[UUID, ...]
    candidate_revisions: tuple[int, ...]


class Draft(Struct, frozen=True):
    """A question as it is sent: its body for the Messages API, without the model's name."""

    question: Question
    body: dict[str, Any]


class Answered(Struct, frozen=True):
    """What was said to one request, unchecked."""

    asked: Asked
    answer: Answer
