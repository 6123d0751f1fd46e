import os
from pathlib import Path

from domain.ids import uuid7
from local.chaos.journal import Journal, Start, waits_after_kills

FIRST, SECOND = uuid7(), uuid7()


def test_what_is_written_is_read_in_its_order(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    journal.started(FIRST)
    Journal(tmp_path / "journal").started(SECOND)
    assert [(start.job_id, start.pid) for start in journal.starts()] == [(FIRST, os.getpid()), (SECOND, os.getpid())]


def test_a_wait_is_from_the_kill_to_the_next_start() -> None:
    starts = [Start(FIRST, 1, 10.0), Start(SECOND, 2, 11.0), Start(FIRST, 2, 28.5)]
    assert list(waits_after_kills(starts, {1: 12.0})) == [16.5]


def test_a_job_that_ran_again_before_the_kill_did_not_wait_for_it() -> None:
    starts = [Start(FIRST, 1, 10.0), Start(FIRST, 2, 11.0)]
    assert list(waits_after_kills(starts, {1: 12.0})) == []
    assert list(waits_after_kills(starts, {3: 10.5})) == []
