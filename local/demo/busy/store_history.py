"""Stores the week before, table by table, in statements of a bounded size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from domain.model.prices import ModelPrice, cost_microdollars
from domain.tables import AuditEntry, Job, JobAttempt, ModelCall, Worker
from local.demo.busy.history import History
from local.demo.busy.past import SEED, PastAttempt, PastJob, past_id
from local.demo.busy.past_audit import PastEntry
from local.demo.busy.past_calls import PastCall

AT_ONCE = 4_000
T = TypeVar("T")

_JOBS = """
INSERT INTO job (id, name, queue, event_id, arguments, result, priority, origin, parent_id, progress_done,
  progress_total, attempts, dispatch_no, due_at, created_at, started_at, finished_at, changed_at, worker, state)
SELECT id, name, queue, event_id, arguments::jsonb, result::jsonb, priority, origin, parent_id, coalesce(people, 0),
  people, attempts, dispatch_no, due_at, created_at, started_at, finished_at, finished_at, worker, 'succeeded'
FROM unnest({}::uuid[], {}::text[], {}::text[], {}::uuid[], {}::text[], {}::text[], {}::int[], {}::text[], {}::uuid[],
  {}::int[], {}::int[], {}::int[], {}::timestamptz[], {}::timestamptz[], {}::timestamptz[], {}::timestamptz[],
  {}::uuid[])
  AS past (id, name, queue, event_id, arguments, result, priority, origin, parent_id, people, attempts, dispatch_no,
           due_at, created_at, started_at, finished_at, worker)
"""
_ATTEMPTS = """
INSERT INTO job_attempt (id, job_id, dispatch_no, worker, outcome, due_at, started_at, finished_at, error_class,
  error_message, traceback)
SELECT * FROM unnest({}::uuid[], {}::uuid[], {}::int[], {}::uuid[], {}::text[], {}::timestamptz[], {}::timestamptz[],
  {}::timestamptz[], {}::text[], {}::text[], {}::text[])
"""
_CALLS = """
INSERT INTO model_call (id, created_at, event_id, job_id, purpose, model, outcome, is_simulated, input_tokens,
  cache_write_tokens, cache_read_tokens, output_tokens, cost_microdollars, duration_ms)
SELECT id, created_at, event_id, job_id, purpose, {}, outcome, true, input_tokens, cache_write_tokens,
  cache_read_tokens, output_tokens, cost, duration_ms
FROM unnest({}::uuid[], {}::timestamptz[], {}::uuid[], {}::uuid[], {}::text[], {}::text[], {}::int[], {}::int[],
  {}::int[], {}::int[], {}::bigint[], {}::int[])
  AS past (id, created_at, event_id, job_id, purpose, outcome, input_tokens, cache_write_tokens, cache_read_tokens,
           output_tokens, cost, duration_ms)
"""
_ENTRY = """
INSERT INTO audit_entry (id, created_at, actor_id, actor_name, action, target_kind, target_id, affected, reason,
  before, after, job_ids)
VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}::jsonb, {}::jsonb, {}::uuid[])
"""


async def store_history(history: History, model: str, price: ModelPrice, until: datetime) -> None:
    """In the transaction that is open; two workers that are gone did all of it."""
    workers = await _store_workers(history, until)
    for some in _parts(history.jobs):
        await Job.raw(_JOBS, *_columns([_job_row(job, workers) for job in some]))
        attempts = [_attempt_row(job, number, it, workers) for job in some for number, it in enumerate(job.attempts)]
        await JobAttempt.raw(_ATTEMPTS, *_columns(attempts))
    for calls in _parts(history.calls):
        await ModelCall.raw(_CALLS, model, *_columns([_call_row(call, price) for call in calls]))
    for entry in history.entries:
        await AuditEntry.raw(_ENTRY, *_entry_row(entry))


async def _store_workers(history: History, until: datetime) -> dict[str, UUID]:
    """By queue: those of before, which signed off when this start began."""
    since, random = history.jobs[0].created_at, Random(SEED)
    front, bulk = past_id(since, random), past_id(since, random)
    queues = {front: ["interactive", "notifications"], bulk: ["bulk"]}
    rows = [
        Worker(
            id=worker,
            queues=served,
            host="before",
            pid=1,
            version="before",
            started_at=since,
            heartbeat_at=until,
            stopped_at=until,
        )
        for worker, served in queues.items()
    ]
    await Worker.insert(*rows)
    return {queue: worker for worker, served in queues.items() for queue in served}


def _job_row(job: PastJob, workers: dict[str, UUID]) -> tuple[Any, ...]:
    last = job.attempts[-1]
    died_at = max((number for number, it in enumerate(job.attempts) if it.outcome == "dead"), default=-1)
    return (
        *(job.id, job.name, job.queue, job.event_id, _json(job.arguments), _json(job.result), job.priority, job.origin),
        *(job.parent_id, job.people, len(job.attempts) - 1 - died_at, len(job.attempts), last.due_at, job.created_at),
        *(last.started_at, last.finished_at, workers[job.queue]),
    )


def _attempt_row(job: PastJob, number: int, attempt: PastAttempt, workers: dict[str, UUID]) -> tuple[Any, ...]:
    error = attempt.error
    # The chance in an id must differ from row to row, and be the same at each start.
    random = Random(job.id.int + number)  # nothing secret hangs on it
    return (
        *(past_id(attempt.finished_at, random), job.id, number + 1, workers[job.queue], attempt.outcome),
        *(attempt.due_at, attempt.started_at, attempt.finished_at),
        *((error.name, error.message, error.traceback) if error else (None, None, None)),
    )


def _call_row(call: PastCall, price: ModelPrice) -> tuple[Any, ...]:
    usage = call.usage
    return (
        *(call.id, call.created_at, call.event_id, call.job_id, call.purpose.value, call.outcome.value),
        *(usage.input_tokens, usage.cache_write_tokens, usage.cache_read_tokens, usage.output_tokens),
        *(cost_microdollars(price, usage), int(call.duration.total_seconds() * 1000)),
    )


def _entry_row(entry: PastEntry) -> tuple[Any, ...]:
    return (
        *(entry.id, entry.created_at, entry.admin.id, entry.admin.name, entry.action.value, entry.target_kind.value),
        *(entry.target_id, entry.affected, entry.reason, _json(entry.before), _json(entry.after), list(entry.job_ids)),
    )


def _json(value: object) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _parts(things: Sequence[T]) -> Iterator[Sequence[T]]:
    return (things[start : start + AT_ONCE] for start in range(0, len(things), AT_ONCE))
