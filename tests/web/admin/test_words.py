"""Durations, shares, clocks, and tracebacks as the administration pages say them."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.work.states import State
from web.admin.job.attempts import OUTCOMES, trace_lines
from web.admin.live.digest import fingerprint
from web.admin.words import PILLS, Pill, clock, duration, percentage, rounded, shortened


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-3, "0 ms"),
        (0.042, "42 ms"),
        (0.9996, "1.0 s"),
        (4.24, "4.2 s"),
        (9.96, "10 s"),
        (59.6, "1 min 00"),
        (370, "6 min 10"),
        (3_599.7, "1 h 00"),
        (56_160, "15 h 36"),
        (48 * 3600, "2 days"),
    ],
)
def test_a_duration_has_two_figures_worth_reading(seconds: float, words: str) -> None:
    assert duration(timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("part", "whole", "words"), [(0, 3, "0%"), (51, 12_744, "0.4%"), (1, 10, "10%"), (3, 3, "100%")]
)
def test_a_share_is_a_percentage(part: int, whole: int, words: str) -> None:
    assert percentage(part, whole) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (999_999, "999,999"),
        (4_063_039, "4.06 M"),
        (9_996_000, "10.0 M"),
        (33_035_021, "33.0 M"),
        (1_234_567_890, "1,235 M"),
    ],
)
def test_a_great_number_is_said_in_three_digits(count: int, words: str) -> None:
    assert rounded(count) == words


def test_a_long_text_of_many_lines_is_cut_to_one() -> None:
    assert shortened("no\n  such   colour", 20) == "no such colour"
    assert shortened("no such colour", 8) == "no such…"


def test_a_time_of_another_day_has_its_date() -> None:
    moment = datetime(2026, 11, 18, 23, 59, 58, tzinfo=UTC)
    assert clock(moment, moment) == "23:59:58"
    assert clock(moment, moment + timedelta(seconds=2)) == "18 Nov 23:59:58"


def test_every_state_and_every_outcome_has_its_words() -> None:
    assert set(PILLS) == set(State)
    assert set(OUTCOMES) == {"succeeded", "retried", "dead", "cancelled", "crashed", "returned"}


def test_a_fingerprint_changes_with_what_is_shown() -> None:
    assert fingerprint(Pill("Dead", "alert")) == fingerprint(Pill("Dead", "alert"))
    assert fingerprint(Pill("Dead", "alert")) != fingerprint(Pill("Dead", "alert", "bad"))


def test_our_own_frames_stand_out_and_the_one_that_raised_most() -> None:
    traceback = """Traceback (most recent call last):
  File "/app/jobs/run.py", line 1, in run
    await work()
  File "/app/.venv/lib/python3.11/site-packages/x.py", line 2, in work
    return call()
  File "/app/domain/paint.py", line 3, in paint
    raise Wrong
paint.Wrong: no such colour
in two lines
"""
    assert [line.kind for line in trace_lines(traceback)] == ["lo", "", "", "lo", "lo", "hi", "hi", "error", "error"]
    assert trace_lines("") == ()
