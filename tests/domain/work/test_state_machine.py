"""The ledger under every order of events that Hypothesis can think of, against real PostgreSQL."""

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeVar
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule, run_state_machine_as_test

from domain.ids import uuid7
from domain.piccolo_conf import DB
from domain.tables import Event, Job, JobAttempt
from domain.work import transitions
from domain.work.by_hand import transitions as by_hand
from domain.work.ending import RETURNED, UNWANTED, Ending, ended_by, succeeded
from domain.work.enqueue import enqueue
from domain.work.outcomes import Retry
from domain.work.states import NEXT, TERMINAL, State
from domain.work.transitions import MAX_CRASHES, HeldJob, Ticket
from domain.work.works import GenerateRecommendations

T = TypeVar("T")

EVENT = uuid7()
PEOPLE = tuple(uuid7() for _ in range(3))
WORKERS = (uuid7(), uuid7())
ENDINGS = ("succeed", "retry", "give up", "return", "unwanted")


def ending_of(kind: str, held: HeldJob) -> Ending:
    return {
        "succeed": succeeded("{}"),
        "retry": ended_by(Retry("later"), held.attempt, held.max_attempts),
        "give up": ended_by(ValueError("no"), held.max_attempts, held.max_attempts),
        "return": RETURNED,
        "unwanted": UNWANTED,
    }[kind]


class Ledger(RuleBasedStateMachine):
    """Two workers, three people, one kind of work. `seen` remembers each job's state, to judge each step by `NEXT`."""

    tickets = Bundle("tickets")
    runs = Bundle("runs")
    runner: asyncio.Runner

    def __init__(self) -> None:
        super().__init__()
        self.seen: dict[UUID, State] = {}
        self.effects: set[tuple[UUID, int]] = set()
        self.replayed: set[UUID] = set()
        self.do(empty())

    def do(self, query: Awaitable[T]) -> T:
        async def run() -> T:
            return await query

        return self.runner.run(run())

    @rule(person=st.sampled_from(PEOPLE))
    def enqueue(self, person: UUID) -> None:
        self.do(enqueue(GenerateRecommendations(user_id=person, event_id=EVENT)))

    @rule(target=tickets, worker=st.sampled_from(WORKERS), limit=st.integers(1, 3))
    def dispatch(self, worker: UUID, limit: int) -> Any:
        self.do(Job.raw("UPDATE job SET due_at = now() WHERE state = 'scheduled'"))
        tickets = self.do(transitions.dispatch(worker, "interactive", limit))
        return multiple(*((worker, ticket) for ticket in tickets))

    @rule(target=runs, ticket=tickets)
    def claim(self, ticket: tuple[UUID, Ticket]) -> Any:
        worker, passed = ticket
        [held] = self.do(transitions.claim(worker, [(passed.job_id, passed.dispatch_no)]))
        return multiple(*([held] if held else []))

    @rule(target=runs, worker=st.sampled_from(WORKERS), person=st.sampled_from(PEOPLE))
    def start(self, worker: UUID, person: UUID) -> Any:
        """The usual way, in one step, so that deep states are reached often."""
        self.enqueue(person)
        self.do(Job.raw("UPDATE job SET due_at = now() WHERE state = 'scheduled'"))
        tickets = self.do(transitions.dispatch(worker, "interactive", 3))
        held = self.do(transitions.claim(worker, [(ticket.job_id, ticket.dispatch_no) for ticket in tickets]))
        return multiple(*filter(None, held))

    @rule(held=runs, kind=st.sampled_from(ENDINGS))
    def end(self, held: HeldJob, kind: str) -> None:
        [is_ended] = self.do(transitions.end_attempts(held.worker, [(held, ending_of(kind, held))]))
        if is_ended and kind == "succeed":
            key = (held.id, held.dispatch_no)
            assert key not in self.effects, "one dispatch succeeded twice"
            self.effects.add(key)
        if is_ended and kind == "return":
            [row] = self.do(Job.select(Job.attempts).where(Job.id == held.id))
            assert row["attempts"] == held.attempt - 1, "a stop spent an attempt"

    @rule(held=runs)
    def claim_again(self, held: HeldJob) -> None:
        self.do(transitions.claim(held.worker, [(held.id, held.dispatch_no)]))

    @rule(held=runs)
    def renew(self, held: HeldJob) -> None:
        self.do(transitions.renew_leases(held.worker, [held]))

    @rule(worker=st.sampled_from(WORKERS))
    def crash(self, worker: UUID) -> None:
        expired = "UPDATE job SET lease_until = now() - interval '1 s' WHERE worker = {} AND lease_until IS NOT NULL"
        self.do(Job.raw(expired, worker))

    @rule()
    def rescue(self) -> None:
        self.do(transitions.rescue())

    @rule(worker=st.sampled_from(WORKERS))
    def stop(self, worker: UUID) -> None:
        self.do(transitions.undispatch(worker))

    @rule()
    def empty_redis(self) -> None:
        self.do(transitions.undispatch_all())

    @rule(ticket=tickets)
    def cancel(self, ticket: tuple[UUID, Ticket]) -> None:
        self.do(by_hand.cancel([ticket[1].job_id]))

    @rule(ticket=tickets)
    def retry(self, ticket: tuple[UUID, Ticket]) -> None:
        self.replayed.update(was.id for was in self.do(by_hand.retry([ticket[1].job_id])).changed)

    @rule()
    def retry_all(self) -> None:
        jobs = [row["id"] for row in self.do(Job.select(Job.id))]
        self.replayed.update(was.id for was in self.do(by_hand.retry(jobs)).changed)

    @rule(priority=st.integers(-100, 100))
    def prioritize_and_run_now(self, priority: int) -> None:
        jobs = [row["id"] for row in self.do(Job.select(Job.id))]
        self.do(by_hand.prioritize(jobs, priority))
        self.do(by_hand.run_now(jobs))

    @rule(ticket=tickets)
    def delete(self, ticket: tuple[UUID, Ticket]) -> None:
        for was in self.do(by_hand.delete([ticket[1].job_id])).changed:
            assert was.state in TERMINAL
            self.effects = {effect for effect in self.effects if effect[0] != was.id}

    @invariant()
    def every_step_is_allowed(self) -> None:
        for row in self.do(Job.select(Job.id, Job.state)):
            new, old = State(row["state"]), self.seen.get(row["id"], State.SCHEDULED)
            if old in TERMINAL and new != old:
                assert old in by_hand.RETRIED
                assert row["id"] in self.replayed
            assert new == old or can_reach(old, new)
            self.seen[row["id"]] = new

    @invariant()
    def what_is_counted_stays_in_bounds(self) -> None:
        for row in self.do(Job.select(Job.attempts, Job.max_attempts, Job.crashes, Job.state, Job.finished_at)):
            assert 0 <= row["attempts"] <= row["max_attempts"]
            assert row["crashes"] <= MAX_CRASHES
            assert (row["finished_at"] is not None) == (State(row["state"]) in TERMINAL)

    @invariant()
    def only_what_failed_last_has_a_fingerprint(self) -> None:
        rows = self.do(Job.raw("SELECT DISTINCT state FROM job WHERE fingerprint IS NOT NULL"))
        assert {row["state"] for row in rows} <= {"scheduled", "dispatched", "dead"}

    @invariant()
    def one_job_waits_for_each_key(self) -> None:
        rows = self.do(
            Job.raw(
                "SELECT FROM job WHERE state IN ('scheduled', 'dispatched') GROUP BY dedupe_key HAVING count(*) > 1"
            )
        )
        assert rows == []

    @invariant()
    def a_success_is_final_and_has_one_attempt(self) -> None:
        rows = self.do(
            JobAttempt.raw(
                "SELECT job.id, state FROM job_attempt a JOIN job ON job.id = job_id WHERE outcome = 'succeeded'"
            )
        )
        assert len(rows) == len({row["id"] for row in rows}) == len(self.effects)
        assert {row["state"] for row in rows} <= {"succeeded"}


async def empty() -> None:
    await Event.raw("TRUNCATE job CASCADE")


def can_reach(old: State, new: State) -> bool:
    """Within one rule a job may take several allowed steps, such as dispatched → running → scheduled."""
    reached, frontier = {old}, {old}
    while frontier:
        frontier = {following for state in frontier for following in NEXT[state]} - reached
        reached |= frontier
    return new in reached


def test_the_ledger_keeps_its_word_in_every_order_of_events(migrated: None, monkeypatch: pytest.MonkeyPatch) -> None:
    # Nobody else is at the rows here, and nothing needs a second look.
    monkeypatch.setattr(by_hand, "PAUSE_SECONDS", 0)
    with asyncio.Runner() as runner:
        runner.run(DB.start_connection_pool())
        Ledger.runner = runner
        try:
            run_state_machine_as_test(
                Ledger,
                settings=settings(
                    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
                ),
            )
        finally:
            runner.run(empty())
            runner.run(DB.close_connection_pool())
