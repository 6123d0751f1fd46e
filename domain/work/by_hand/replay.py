"""Replaying many dead jobs gradually: some each second, so that what they need is not overrun, with its progress.

Its audit entry lists the jobs; a job of its own goes through that list from one batch to the next.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
from msgspec import Struct

from domain.audit.entries import Action, Actor, Change, Target, TargetKind, record, state_reason
from domain.errors import InvalidInput
from domain.tables import AuditEntry, Replay
from domain.work.by_hand import transitions as by_hand
from domain.work.by_hand.choice import Choice, OutOfDate, Picked, choose
from domain.work.enqueue import enqueue
from domain.work.transaction import poke_after_commit, transaction
from domain.work.works import ReplayJobs

PER_SECOND = 50
MOST_PER_SECOND = 1_000
BATCH_EVERY = timedelta(seconds=2)

_LOCK = """
SELECT id, entry_id, cut_off, per_second, total, reached, replayed, newer_waits, too_late, finished_at FROM replay
WHERE {condition} ORDER BY id FOR UPDATE
"""

_ADVANCE = """
UPDATE replay SET reached = {}, replayed = replayed + {}, newer_waits = newer_waits + {}, too_late = too_late + {}
WHERE id = {}
RETURNING id, entry_id, cut_off, per_second, total, reached, replayed, newer_waits, too_late, finished_at
"""

# The moment of the choice is a part of it, so two forms are hardly ever the same. One that was stopped is no
# answer to who asks for the rest after all.
_BEGUN = """
SELECT replay.id FROM replay JOIN audit_entry ON audit_entry.id = entry_id
WHERE replay.created_at > now() - interval '1 day' AND selection = {}::jsonb
  AND (finished_at IS NULL OR reached = total)
LIMIT 1
"""
_BEGINNING = 0x7265706C6179


class Replayed(Struct, frozen=True):
    """How far a replay is. For a newer job `newer_waits`, and for another change `too_late`, were left as they are."""

    reached: int
    total: int
    replayed: int
    newer_waits: int
    too_late: int
    is_over: bool


async def begin_replay(actor: Actor, choice: Choice, reason: str, per_second: int = PER_SECOND) -> UUID:
    """Replay dead and cancelled jobs, so many each second; the id of the job that does it, and that cancels it.

    All that matched at one moment are replayed once: who asks again for the same is given the same job.

    Raises: `InvalidInput` without a reason; `OutOfDate`, also where nothing is left to replay.
    """
    if not 1 <= per_second <= MOST_PER_SECOND:
        raise InvalidInput(f"Between 1 and {MOST_PER_SECOND:,} jobs are replayed each second.")
    stated = state_reason(reason, required=True)
    async with transaction():
        if begun := await _find_begun(choice):
            return begun
        chosen = await choose(choice, by_hand.RETRIED)
        if not chosen.ids:
            raise OutOfDate("None of these jobs is dead or cancelled any more; there is nothing to replay.")
        change = Change(len(chosen.ids), choice, after={"per_second": per_second}, job_ids=chosen.ids)
        entry_id = await record(actor, Action.BEGIN_REPLAY, Target(TargetKind.JOBS), change, stated)
        job_id = await enqueue(ReplayJobs(entry_id=entry_id))
        await Replay.raw(
            "INSERT INTO replay (id, entry_id, cut_off, per_second, total) "
            "VALUES ({}, {}, coalesce({}::timestamptz, clock_timestamp()), {}, {})",
            *(job_id, entry_id, chosen.as_of, per_second, len(chosen.ids)),
        )
    return job_id


async def advance_replay(entry_id: UUID) -> Replayed:
    """Replay the next batch, in one transaction with how far it is; nothing where it is over or was stopped."""
    try:
        return await _advance(entry_id)
    except asyncpg.UniqueViolationError:
        # Somebody asked for the same work at that very moment; now it waits, and is seen.
        return await _advance(entry_id)


async def stop_replays(job_ids: list[UUID]) -> None:
    """In the transaction that cancels them: let them go no further, and write down how far they came."""
    for row in await Replay.raw(_LOCK.format(condition="id = ANY({}) AND finished_at IS NULL"), job_ids):
        await _finish(row)


async def _find_begun(choice: Choice) -> UUID | None:
    """The replay of the very same choice; of two who ask at once, the second waits to see that of the first."""
    await Replay.raw("SELECT pg_advisory_xact_lock({})", _BEGINNING)
    if isinstance(choice, Picked):
        return None
    rows = await Replay.raw(_BEGUN, msgspec.json.encode(choice).decode())
    return rows[0]["id"] if rows else None


async def _advance(entry_id: UUID) -> Replayed:
    async with transaction():
        [row] = await Replay.raw(_LOCK.format(condition="entry_id = {}"), entry_id)
        if row["finished_at"] is None:
            row = await _replay_batch(row)
    return Replayed(
        **{name: row[name] for name in Replayed.__struct_fields__ if name != "is_over"},
        is_over=row["finished_at"] is not None,
    )


async def _replay_batch(row: dict[str, Any]) -> dict[str, Any]:
    first, size = row["reached"] + 1, int(row["per_second"] * await _seconds_passed(row["id"]))
    [entry] = await AuditEntry.raw(
        "SELECT job_ids[{}:{}] AS jobs FROM audit_entry WHERE id = {}", first, row["reached"] + size, row["entry_id"]
    )
    jobs = entry["jobs"]
    touched = await by_hand.retry(jobs, row["cut_off"])
    poke_after_commit()
    changed, kept = len(touched.changed), len(touched.kept)
    counts = (row["reached"] + len(jobs), changed, kept, len(jobs) - changed - kept)
    [advanced] = await Replay.raw(_ADVANCE, *counts, row["id"])
    return await _finish(advanced) if advanced["reached"] == advanced["total"] else advanced


async def _seconds_passed(job_id: UUID) -> float:
    """Since the batch before: the job waited `BATCH_EVERY`, and for a worker; a pause counts as no more than that."""
    late = "SELECT greatest(0, extract(epoch FROM clock_timestamp() - due_at))::float AS seconds FROM job WHERE id = {}"
    rows = await Replay.raw(late, job_id)
    waited, every = rows[0]["seconds"] if rows else 0.0, BATCH_EVERY.total_seconds()
    return float(every + min(waited, every))


async def _finish(row: dict[str, Any]) -> dict[str, Any]:
    [began] = await AuditEntry.raw(
        "SELECT actor_id, actor_name, reason FROM audit_entry WHERE id = {}", row["entry_id"]
    )
    names = ("reached", "total", "newer_waits", "too_late")
    change = Change(row["replayed"], after={name: row[name] for name in names} | {"began_as": str(row["entry_id"])})
    actor = Actor(began["actor_id"], began["actor_name"])
    await record(actor, Action.END_REPLAY, Target(TargetKind.JOB, str(row["id"])), change, began["reason"])
    await Replay.raw("UPDATE replay SET finished_at = now() WHERE id = {}", row["id"])
    return row | {"finished_at": row["cut_off"]}
