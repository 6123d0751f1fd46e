"""The week before: the same for the same seed, in order, and no older than it may be."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from domain.ids import earliest_uuid7
from domain.model.outcomes import Outcome
from domain.model.prices import DEFAULT_PRICES, cost_microdollars
from domain.work.pruning import KEPT
from domain.work.states import State
from local.demo.busy.history import History, draw_history
from local.demo.busy.past import PastAdmin, PastEvent
from local.demo.busy.rhythm import incident_before

NOW = datetime(2026, 11, 23, 7, 20, tzinfo=UTC)
ROOT, COLLEAGUE = PastAdmin(UUID(int=1), "Rút"), PastAdmin(UUID(int=2), "Magnus")
EVENTS = tuple(
    PastEvent(UUID(int=place), name, zone, [UUID(int=1_000 * place + person) for person in range(attendees)])
    for place, (name, zone, attendees) in enumerate(
        [("Northbound", "Europe/Oslo", 60), ("Mesa", "America/Denver", 20)], start=3
    )
)


def draw() -> History:
    return draw_history(NOW, EVENTS, ROOT, COLLEAGUE, "claude-haiku-5-5", UUID(int=9))


@pytest.fixture(scope="module")
def history() -> History:
    return draw()


def test_it_is_the_same_each_time(history: History) -> None:
    assert draw() == history


def test_nothing_is_later_than_now_or_so_old_that_it_would_be_pruned(history: History) -> None:
    assert all(NOW - KEPT[State.SUCCEEDED] < job.created_at and job.finished_at < NOW for job in history.jobs)
    assert all(NOW - KEPT[State.SUCCEEDED] < entry.created_at < NOW for entry in history.entries)


def test_ids_are_in_the_order_of_time_and_none_comes_twice(history: History) -> None:
    for things in (history.jobs, history.calls, history.entries):
        ids = [thing.id for thing in things]
        assert ids == sorted(set(ids))
        assert all(earliest_uuid7(thing.created_at) <= thing.id for thing in things)


def test_attempts_follow_each_other_and_the_last_succeeds(history: History) -> None:
    for job in history.jobs:
        moments = [moment for it in job.attempts for moment in (it.due_at, it.started_at, it.finished_at)]
        assert moments == sorted(moments)
        assert [it.outcome == "succeeded" for it in job.attempts] == [False] * (len(job.attempts) - 1) + [True]


def test_the_bad_afternoon_is_where_nearly_all_of_it_failed(history: History) -> None:
    incident = incident_before(NOW)
    failed = [it for job in history.jobs for it in job.attempts if it.error]
    in_incident = [it for it in failed if incident.holds(it.due_at)]
    assert len(failed) > 100
    assert len(in_incident) / len(failed) > 0.8
    assert any(it.outcome == "dead" for it in in_incident)


def test_days_are_busier_than_nights_by_each_events_own_clock(history: History) -> None:
    for event, day, night in ((EVENTS[0], 10, 2), (EVENTS[1], 17, 9)):
        of_event = [job for job in history.jobs if job.event_id == event.id and job.name == "GenerateRecommendations"]
        hours = Counter(job.created_at.hour for job in of_event if not incident_before(NOW).holds(job.created_at))
        assert sum(hours[day + after] for after in range(3)) > 3 * sum(hours[night + after] for after in range(3))


def test_what_it_cost_is_far_below_the_caps(history: History) -> None:
    price = DEFAULT_PRICES["claude-haiku-5-5"]
    days = Counter[str]()
    for call in history.calls:
        days[str(call.created_at.date())] += cost_microdollars(price, call.usage)
    assert 0 < max(days.values()) < 5_000_000


def test_only_calls_that_were_answered_cost_anything(history: History) -> None:
    for call in history.calls:
        assert (call.usage.output_tokens > 0) == call.outcome.is_answer
        assert (call.duration == timedelta()) == (call.outcome == Outcome.BREAKER_OPEN)


def test_a_replay_is_of_the_jobs_that_died(history: History) -> None:
    dead = {job.id for job in history.jobs if any(it.outcome == "dead" for it in job.attempts)}
    [begun] = [entry for entry in history.entries if entry.action == "replay.begin"]
    assert set(begun.job_ids) == dead
    assert begun.affected == len(dead)
