"""What administrators do to one job, some, or all that match a filter: each in one transaction with its audit row."""

from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime
from uuid import UUID

import asyncpg
from msgspec import Struct

from domain.audit.entries import Action, Actor, Target, TargetKind, audited
from domain.errors import InvalidInput
from domain.work.by_hand import transitions as by_hand
from domain.work.by_hand.choice import Choice, Chosen, Matched, Picked, choose
from domain.work.by_hand.replay import stop_replays
from domain.work.by_hand.transitions import HIGHEST_PRIORITY, LOWEST_PRIORITY, Touched
from domain.work.states import State
from domain.work.transaction import poke_after_commit
from domain.work.works import ReplayJobs

# Somebody may ask for the same work at the very moment in which it is retried; then it is looked at again.
TRIES = 3

Touch = Callable[[Sequence[UUID], datetime | None], Awaitable[Touched]]


class Done(Struct, frozen=True):
    """How many jobs were changed.

    `too_late` are no longer what they were when they were chosen, or need it no more; `kept` are those that something
    speaks against: a newer job does a retried one's work, or a deleted one is a part of work that is not over.
    """

    changed: int
    too_late: int
    kept: int


class Before(Struct, frozen=True):
    """What the changed jobs were, for the audit: how many of each state, kind and priority."""

    states: dict[str, int]
    kinds: dict[str, int]
    priorities: dict[int, int]


class After(Struct, frozen=True, omit_defaults=True):
    """What became of them."""

    changed: int
    too_late: int = 0
    kept: int = 0
    priority: int | None = None


async def retry_jobs(actor: Actor, choice: Choice, reason: str | None = None) -> Done:
    """Dead and cancelled jobs wait again, with all their attempts before them.

    Raises: `InvalidInput`; `OutOfDate`. So do all of these; and each asks for a reason for more than one job.
    """
    for _ in range(TRIES - 1):
        try:
            return await _act(actor, Action.RETRY, choice, by_hand.RETRIED, by_hand.retry, reason)
        except asyncpg.UniqueViolationError:
            continue
    return await _act(actor, Action.RETRY, choice, by_hand.RETRIED, by_hand.retry, reason)


async def cancel_jobs(actor: Actor, choice: Choice, reason: str | None = None) -> Done:
    """Waiting jobs are cancelled, running ones are asked to stop."""
    return await _act(actor, Action.CANCEL, choice, by_hand.CANCELLED, by_hand.cancel, reason)


async def delete_jobs(actor: Actor, choice: Choice, reason: str | None = None) -> Done:
    """Jobs that ended are deleted with their attempts; by filter only dead and cancelled ones."""
    return await _act(actor, Action.DELETE, choice, by_hand.DELETED, by_hand.delete, reason)


async def run_jobs_now(actor: Actor, choice: Choice, reason: str | None = None) -> Done:
    """Scheduled jobs are due at once."""
    return await _act(actor, Action.RUN_NOW, choice, by_hand.RUN_NOW, by_hand.run_now, reason)


async def prioritize_jobs(actor: Actor, choice: Choice, priority: int, reason: str | None = None) -> Done:
    """Waiting jobs get a priority from -100 to 100; the higher, the sooner."""
    if not LOWEST_PRIORITY <= priority <= HIGHEST_PRIORITY:
        raise InvalidInput(f"A priority is a number from {LOWEST_PRIORITY} to {HIGHEST_PRIORITY}.")

    async def touch(ids: Sequence[UUID], as_of: datetime | None) -> Touched:
        return await by_hand.prioritize(ids, priority, as_of)

    return await _act(actor, Action.PRIORITIZE, choice, by_hand.PRIORITIZED, touch, reason, priority)


async def _act(
    actor: Actor,
    action: Action,
    choice: Choice,
    states: Collection[State],
    touch: Touch,
    reason: str | None,
    priority: int | None = None,
) -> Done:
    is_bulk = isinstance(choice, Matched) or len(choice.ids) > 1
    async with audited(actor, action, _target(choice), reason, reason_required=is_bulk) as change:
        chosen = await choose(choice, states)
        touched = await touch(chosen.ids, chosen.as_of)
        done = _done(chosen, touched)
        change.affected, change.job_ids = done.changed, [was.id for was in touched.changed]
        change.selection, change.before = choice, _before(touched)
        if action is Action.CANCEL:
            await stop_replays([was.id for was in touched.changed if was.name == ReplayJobs.__name__])
        change.after = After(done.changed, done.too_late, done.kept, priority)
        poke_after_commit()
    return done


def _target(choice: Choice) -> Target:
    if isinstance(choice, Picked) and len(choice.ids) == 1:
        return Target(TargetKind.JOB, str(choice.ids[0]))
    return Target(TargetKind.JOBS)


def _done(chosen: Chosen, touched: Touched) -> Done:
    changed, kept = len(touched.changed), len(touched.kept)
    return Done(changed, chosen.expected - changed - kept, kept)


def _before(touched: Touched) -> Before:
    return Before(
        states=Counter(was.state.value for was in touched.changed),
        kinds=Counter(was.name for was in touched.changed),
        priorities=Counter(was.priority for was in touched.changed),
    )
