from datetime import timedelta

import pytest

from domain.errors import NotFound
from domain.work.ending import LONGEST_BACKOFF, backoff, ended_by
from domain.work.outcomes import Cancelled, GiveUp, Retry, Snooze
from domain.work.states import NEXT, TERMINAL, State


@pytest.mark.parametrize(
    ("error", "attempt", "state", "outcome"),
    [
        (ValueError("x"), 1, State.SCHEDULED, "retried"),
        (ValueError("x"), 5, State.DEAD, "dead"),
        (TimeoutError(), 2, State.SCHEDULED, "retried"),
        (Retry("later"), 5, State.DEAD, "dead"),
        (GiveUp("never"), 1, State.DEAD, "dead"),
        (NotFound("no such event"), 1, State.DEAD, "dead"),
        (Snooze(timedelta(seconds=3)), 5, State.SCHEDULED, None),
        (Cancelled("not wanted"), 1, State.CANCELLED, "cancelled"),
    ],
)
def test_each_error_has_its_ending(error: Exception, attempt: int, state: State, outcome: str | None) -> None:
    ending = ended_by(error, attempt, 5)
    assert (ending.state, ending.outcome) == (state, outcome)
    assert ending.state in NEXT[State.RUNNING]


def test_a_retry_may_choose_its_delay() -> None:
    assert ended_by(Retry("later", after=timedelta(seconds=7)), 1, 5).delay == timedelta(seconds=7)


def test_the_backoff_doubles_and_is_bounded() -> None:
    assert timedelta(seconds=1.5) <= backoff(1) <= timedelta(seconds=2.5)
    assert timedelta(seconds=12) <= backoff(4) <= timedelta(seconds=20)
    assert backoff(10_000) <= LONGEST_BACKOFF * 1.25


def test_a_job_rests_in_a_terminal_state_unless_it_is_retried() -> None:
    moved = {state: NEXT[state] for state in TERMINAL if NEXT[state]}
    assert moved == {State.DEAD: {State.SCHEDULED}, State.CANCELLED: {State.SCHEDULED}}
