"""The Message Batches API: a batch is under way for a while, and all its requests are answered when that is over.

Source: https://platform.claude.com/docs/en/build-with-claude/batch-processing
"""

from __future__ import annotations

import random
import threading
from collections import Counter
from datetime import datetime, timedelta

import msgspec

from local.model_server.answers import Answerer
from local.model_server.batch_rules import check_batch
from local.model_server.batch_shapes import (
    BatchBody,
    BatchItem,
    Counts,
    DeletedBatch,
    ItemResult,
    MessageBatch,
    Status,
    StoredBatch,
)
from local.model_server.batch_store import BatchStore
from local.model_server.errors import ApiError, invalid, not_found
from local.model_server.identifiers import new_id
from local.model_server.message_shapes import MessageParams
from local.model_server.request_rules import read_body
from local.model_server.scenario import CapturedRequest, Scenario

LIFETIME = timedelta(hours=24)
# The least that is documented: requests of a batch run side by side, so most begin before the cache is filled.
HIT_SHARE = 0.3


class Batches:
    """The batches of all keys; each sees its own."""

    def __init__(self, store: BatchStore, answerer: Answerer, scenario: Scenario) -> None:
        self.duration = timedelta()
        self.hit_share = HIT_SHARE
        self._store = store
        self._answerer = answerer
        self._scenario = scenario
        self._one_at_a_time = threading.Lock()

    def create(self, body: bytes, api_key: str, now: datetime) -> StoredBatch:
        read = read_body(body, BatchBody)
        check_batch(read)
        batch = StoredBatch(new_id("msgbatch"), api_key, now, now + self.duration, now + LIFETIME, read.requests)
        self._store.put(batch)
        return batch

    def find(self, identity: str, api_key: str) -> StoredBatch:
        """Raises: ApiError 404 for one that is not there, or not this key's."""
        batch = self._store.get(identity)
        if batch is None or batch.api_key != api_key:
            raise not_found(f"Message Batch {identity} not found.")
        return batch

    def page(
        self, api_key: str, *, limit: int, after: str | None, before: str | None
    ) -> tuple[list[StoredBatch], bool]:
        """A page, the newest first, and whether there are more beyond it."""
        own = [batch for batch in self._store.newest_first() if batch.api_key == api_key]
        ids = [batch.id for batch in own]
        for cursor in (after, before):
            if cursor is not None and cursor not in ids:
                raise invalid(f"Message Batch {cursor} not found.")
        if before is not None:
            end = ids.index(before)
            return own[max(0, end - limit) : end], end > limit
        start = ids.index(after) + 1 if after is not None else 0
        return own[start : start + limit], len(own) > start + limit

    def cancel(self, batch: StoredBatch, now: datetime) -> None:
        if batch.status(now) == "ended":
            raise invalid(f"Message Batch {batch.id} has already ended and cannot be canceled.")
        if batch.cancel_initiated_at is None:
            batch.cancel_initiated_at = now
            self._store.put(batch)

    def delete(self, batch: StoredBatch, now: datetime) -> DeletedBatch:
        if batch.status(now) != "ended":
            raise invalid(f"Message Batch {batch.id} is still processing: cancel it before it is deleted.")
        self._store.delete(batch.id)
        return DeletedBatch(batch.id)

    def results(self, batch: StoredBatch, now: datetime) -> list[ItemResult]:
        """In no order. Raises: ApiError 404 before the batch has ended."""
        if batch.status(now) != "ended":
            raise not_found(f"Message Batch {batch.id} has no available results: it is still processing.")
        with self._one_at_a_time:
            if batch.results is None:
                batch.results = self._answer_all(batch)
                self._store.put(batch)
        return batch.results

    def _answer_all(self, batch: StoredBatch) -> list[ItemResult]:
        results = [self._answer(batch, place, item) for place, item in enumerate(batch.items)]
        random.Random(batch.id).shuffle(results)
        return results

    def _answer(self, batch: StoredBatch, place: int, item: BatchItem) -> ItemResult:
        if late := out_of_time(batch, place):
            return ItemResult(item.custom_id, {"type": late})
        body = bytes(item.params)
        captured = CapturedRequest("batches.item", "", "", {}, body, batch.ends_at, item.custom_id)
        fault = self._scenario.next(captured)
        if fault.batch_result:
            return ItemResult(item.custom_id, {"type": fault.batch_result})
        try:
            params = read_body(body, MessageParams)
            message = self._answerer.answer(
                params,
                fault,
                api_key=batch.api_key,
                now=batch.ends_at,
                tier="batch",
                finds_cache=self._is_lucky(place),
            )
        except ApiError as error:
            return ItemResult(item.custom_id, {"type": "errored", "error": error.shape(new_id("req"))})
        return ItemResult(item.custom_id, {"type": "succeeded", "message": msgspec.to_builtins(message)})

    def _is_lucky(self, place: int) -> bool:
        """Whether the request of this place finds the cache: evenly, so that the share holds for any number."""
        return int((place + 1) * self.hit_share) > int(place * self.hit_share)

    def describe_new(self, batch: StoredBatch) -> MessageBatch:
        """As at the moment of its making: under way, however short its time is."""
        return self._told(batch, "in_progress", Counts(processing=len(batch.items)), None)

    def describe(self, batch: StoredBatch, now: datetime, address: str) -> MessageBatch:
        status = batch.status(now)
        if status != "ended":
            return self._told(batch, status, Counts(processing=len(batch.items)), None)
        return self._told(batch, status, self._counts(batch, now), f"{address}/v1/messages/batches/{batch.id}/results")

    def _told(self, batch: StoredBatch, status: Status, counts: Counts, results_url: str | None) -> MessageBatch:
        return MessageBatch(
            id=batch.id,
            processing_status=status,
            request_counts=counts,
            created_at=batch.created_at,
            expires_at=batch.expires_at,
            ended_at=batch.ends_at if status == "ended" else None,
            cancel_initiated_at=batch.cancel_initiated_at,
            results_url=results_url,
        )

    def _counts(self, batch: StoredBatch, now: datetime) -> Counts:
        return Counts(**Counter(result.result["type"] for result in self.results(batch, now)))


def out_of_time(batch: StoredBatch, place: int) -> str | None:
    """Requests are worked on evenly: those not yet begun at a cancellation are canceled, all expire after a day."""
    if batch.ends_at == batch.expires_at:
        return "expired"
    if batch.cancel_initiated_at is None:
        return None
    planned, passed = batch.planned_end - batch.created_at, batch.cancel_initiated_at - batch.created_at
    return "canceled" if place >= len(batch.items) * (passed / planned if planned else 1.0) else None
