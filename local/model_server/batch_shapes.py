"""What a batch is made of, on the wire and on disk."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Literal

from msgspec import Raw, Struct

CANCELING = timedelta(seconds=1)
Status = Literal["in_progress", "canceling", "ended"]


class BatchItem(Struct, frozen=True):
    """One request of a batch; `params` are only looked at when its turn comes."""

    custom_id: str
    params: Raw


class BatchBody(Struct, frozen=True, forbid_unknown_fields=True):
    """The body that makes a batch."""

    requests: list[BatchItem]


class Counts(Struct):
    """How many requests of a batch ended how; all are processing until the whole batch has ended."""

    processing: int = 0
    succeeded: int = 0
    errored: int = 0
    canceled: int = 0
    expired: int = 0


class ItemResult(Struct, frozen=True):
    """One line of the results; `result` is of the shape that the SDK names `MessageBatchResult`."""

    custom_id: str
    result: dict[str, Any]


class StoredBatch(Struct):
    """A batch as it is kept: its requests, when its time is over, and once somebody asked, how each of them ended."""

    id: str
    api_key: str
    created_at: datetime
    planned_end: datetime
    expires_at: datetime
    items: list[BatchItem]
    cancel_initiated_at: datetime | None = None
    results: list[ItemResult] | None = None

    @property
    def ends_at(self) -> datetime:
        """When all is done, its day is over, or a cancellation has taken effect, whichever is first."""
        ends = [self.planned_end, self.expires_at]
        return min([*ends, self.cancel_initiated_at + CANCELING] if self.cancel_initiated_at else ends)

    def status(self, now: datetime) -> Status:
        if now >= self.ends_at:
            return "ended"
        return "canceling" if self.cancel_initiated_at else "in_progress"


class MessageBatch(Struct, frozen=True):
    """What the API tells of a batch."""

    id: str
    processing_status: Status
    request_counts: Counts
    created_at: datetime
    expires_at: datetime
    ended_at: datetime | None
    cancel_initiated_at: datetime | None
    results_url: str | None
    archived_at: datetime | None = None
    type: str = "message_batch"


class BatchPage(Struct, frozen=True):
    """A page of batches, the newest first."""

    data: list[MessageBatch]
    has_more: bool
    first_id: str | None
    last_id: str | None


class DeletedBatch(Struct, frozen=True):
    """What is said of a batch that was deleted."""

    id: str
    type: str = "message_batch_deleted"
