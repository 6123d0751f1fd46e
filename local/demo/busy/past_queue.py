"""How the long queue came about: in the last hour and a quarter one of two workers was there, and waits grew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from local.demo.busy.backlog import OLDEST, PRIORITY
from local.demo.busy.past import PastAttempt, PastEvent, PastJob, past_id
from local.demo.busy.rhythm import rush_before

EVERY = timedelta(seconds=1)
RUN_SECONDS = (2.0, 5.0)


def past_queue(random: Random, events: Sequence[PastEvent], until: datetime) -> Iterator[PastJob]:
    """A job begun each second, each event in turn; the last of them waited as long as those that wait now."""
    since, _ = rush_before(until)
    count = int((until - since) / EVERY)
    for number in range(count):
        started_at = since + number * EVERY * random.uniform(0.999, 1.0)
        waited = OLDEST * (number / count) + timedelta(seconds=random.uniform(0, 2))
        yield _job(random, events[number % len(events)], started_at, waited)


def _job(random: Random, event: PastEvent, started_at: datetime, waited: timedelta) -> PastJob:
    due_at = started_at - waited
    ended_at = started_at + timedelta(seconds=random.uniform(*RUN_SECONDS))
    person = event.people[int(random.random() * len(event.people))]
    return PastJob(
        id=past_id(due_at, random),
        name="ImproveChunk",
        queue="bulk",
        created_at=due_at,
        attempts=(PastAttempt("succeeded", due_at, started_at, ended_at),),
        event_id=event.id,
        arguments={"event_id": event.id, "user_ids": [person]},
        result={"people": 1},
        priority=PRIORITY,
        origin="schedule:nightly refresh",
    )
