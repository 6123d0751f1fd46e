"""What died lately, at a glance."""

from datetime import timedelta

import pytest

from domain.clock import utc_now
from domain.tables import Job
from domain.work import dead_lately
from domain.work.dead_lately import DeadLately, read_dead_lately


async def die(fingerprint: str, minutes: float, error: str = "E") -> None:
    at = utc_now() - timedelta(minutes=minutes)
    await Job(name="X", queue="bulk", state="dead", fingerprint=fingerprint, error=error, finished_at=at).save().run()


async def test_without_dead_letters_there_is_nothing_to_tell(database: None) -> None:
    await Job(name="X", queue="bulk", state="scheduled", fingerprint="a", error="E").save().run()
    assert await read_dead_lately(utc_now()) == DeadLately()


async def test_the_error_is_the_one_most_died_of_in_the_last_hour(database: None) -> None:
    for minutes in (90, 100, 110):
        await die("old", minutes, "old trouble")
    for minutes in (1, 59):
        await die("new", minutes, "new trouble")
    await die("rare", 5, "rare trouble")

    assert await read_dead_lately(utc_now()) == DeadLately(recent=3, looked_at=6, alike=2, sample="new trouble")


async def test_only_the_newest_are_looked_at(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dead_lately, "MOST_JOBS", 2)
    for _ in range(3):
        await die("a", 1)
    assert (await read_dead_lately(utc_now())).looked_at == 2
