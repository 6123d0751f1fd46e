"""Fairness: what each event has, and how it was served."""

from datetime import timedelta

import pytest

from domain.clock import utc_now
from domain.ids import uuid7
from domain.tables import Job
from domain.work.statistics import fairness as statistics_fairness
from domain.work.statistics.fairness import read_fairness
from domain.work.statistics.rollup import ATTEMPTS, roll_up
from domain.work.statistics.throughput import Period
from tests.cast import make_event
from tests.domain.work.attempts import make_attempts


async def test_each_event_with_its_work_and_how_it_was_served(database: None) -> None:
    now = utc_now()
    harbour, elsewhere = await make_event("harbour", "Harbour Conf"), await make_event("elsewhere", "Elsewhere Conf")
    for state, seconds in (
        ("scheduled", 90),
        ("scheduled", 30),
        ("scheduled", -60),
        ("dispatched", 10),
        ("running", 5),
    ):
        await (
            Job(name="X", queue="bulk", event_id=harbour, state=state, due_at=now - timedelta(seconds=seconds))
            .save()
            .run()
        )
    await make_attempts([now - timedelta(minutes=10)], event=elsewhere, waited=timedelta(seconds=4))
    await roll_up(ATTEMPTS, now)
    await make_attempts([now - timedelta(seconds=3)], "dead", event=elsewhere, waited=timedelta(seconds=8))
    await make_attempts([now - timedelta(seconds=3)], waited=None)

    for period in Period:
        found = await read_fairness(now, period)
        first, second, third = found.shares
        assert (first.name, first.waiting, first.later, first.running, first.served) == ("Harbour Conf", 3, 1, 1, 0)
        assert first.oldest == timedelta(seconds=90)
        assert (second.slug, second.succeeded, second.failed, second.oldest) == ("elsewhere", 1, 1, None)
        assert second.mean_wait == timedelta(seconds=6)
        assert (third.event_id, third.name, third.served, third.mean_wait) == (None, None, 1, None)


async def test_a_hundred_events_at_most_are_listed_of_all(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics_fairness, "MOST_EVENTS", 2)
    for _ in range(3):
        await Job(name="X", queue="bulk", event_id=uuid7(), state="scheduled").save().run()
    found = await read_fairness(utc_now() + timedelta(seconds=1), Period.HOUR)
    assert (len(found.shares), found.events) == (2, 3)
