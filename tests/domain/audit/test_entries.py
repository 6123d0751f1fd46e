"""The audit log: a change and its row are one, and rows stay as they were written."""

import asyncpg
import pytest
import structlog

from domain.audit.entries import Action, Actor, Target, TargetKind, audited, state_reason
from domain.errors import InvalidInput
from domain.ids import uuid7
from domain.tables import AuditEntry, Queue
from domain.work.pause import pause_queue

ROOT = Actor(uuid7(), "Rút Kristjánsdóttir")
BULK = Target(TargetKind.QUEUE, "bulk")


async def pause(reason: str | None = None) -> None:
    async with audited(ROOT, Action.PAUSE_QUEUE, BULK, reason) as change:
        await pause_queue("bulk")
        change.before, change.after = {"paused": False}, {"paused": True}


async def test_a_change_is_written_down_with_who_what_and_why(database: None) -> None:
    with structlog.contextvars.bound_contextvars(request_id="the request"):
        await pause(" too slow ")
    [entry] = await AuditEntry.select()
    assert (entry["actor_id"], entry["actor_name"], entry["action"]) == (ROOT.id, ROOT.name, "queue.pause")
    assert (entry["target_kind"], entry["target_id"], entry["affected"]) == ("queue", "bulk", 1)
    assert (entry["reason"], entry["before"], entry["after"]) == ("too slow", '{"paused": false}', '{"paused": true}')
    assert entry["request_id"] == "the request"


async def test_a_change_that_fails_leaves_neither_itself_nor_a_row(database: None) -> None:
    with pytest.raises(ZeroDivisionError):
        async with audited(ROOT, Action.PAUSE_QUEUE, BULK):
            await pause_queue("bulk")
            raise ZeroDivisionError
    assert (await Queue.count(), await AuditEntry.count()) == (0, 0)


async def test_a_row_that_cannot_be_written_undoes_the_change(database: None) -> None:
    with pytest.raises(asyncpg.PostgresError):
        async with audited(ROOT, Action.PAUSE_QUEUE, BULK) as change:
            await pause_queue("bulk")
            change.affected = 2**40
    assert await Queue.count() == 0


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET reason = 'another'", "DELETE FROM audit_entry"])
async def test_the_database_refuses_to_change_or_delete_a_row(database: None, statement: str) -> None:
    await pause("too slow")
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="can only grow"):
        await AuditEntry.raw(statement)
    [entry] = await AuditEntry.select()
    assert entry["reason"] == "too slow"


@pytest.mark.parametrize(("reason", "stated"), [(None, None), ("  ", None), (" why ", "why")])
def test_a_reason_may_be_left_out_where_none_is_asked_for(reason: str | None, stated: str | None) -> None:
    assert state_reason(reason, required=False) == stated


@pytest.mark.parametrize("reason", ["no", "x" * 501])
def test_a_reason_too_short_or_too_long_is_refused_also_where_none_is_asked_for(reason: str) -> None:
    with pytest.raises(InvalidInput, match="in 3 to 500 characters"):
        state_reason(reason, required=False)
