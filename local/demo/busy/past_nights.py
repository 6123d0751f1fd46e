"""The nights of the week before: each event's lists at two in the morning of its own clock, and the upkeep."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from local.demo.busy.past import PastEvent, PastJob, past_id
from local.demo.busy.past_attempts import one_attempt

CHUNK = 50
NIGHT = time(2)
# At UTC: hour, minute, kind, seconds.
UPKEEP = (
    (3, 43, "PruneJobs", 1.8),
    (3, 53, "PruneSignIns", 0.2),
    *((hour, 17, "DeleteExpiredRecommendations", 0.4) for hour in (0, 6, 12, 18)),
)
# Before the lists are made, the programme is gone over.
ENRICHED_BEFORE = timedelta(minutes=23)
EVERY_MINUTE = (("WriteReminders", 0.012), ("RollUpStatistics", 0.03))


def past_nights(random: Random, event: PastEvent, since: datetime, until: datetime) -> Iterator[PastJob]:
    """The refresh of each night with its chunks."""
    zone = ZoneInfo(event.time_zone)
    day = since.astimezone(zone).date()
    while (begins_at := datetime.combine(day, NIGHT, zone).astimezone(since.tzinfo)) < until - timedelta(minutes=10):
        if begins_at >= since + ENRICHED_BEFORE:
            yield past_enrichment(random, event, begins_at - ENRICHED_BEFORE)
            yield from past_night(random, event, day, begins_at)
        day += timedelta(days=1)


def past_enrichment(random: Random, event: PastEvent, moment: datetime) -> PastJob:
    """What a programme lacked was derived again."""
    return PastJob(
        id=past_id(moment, random),
        name="EnrichProgramme",
        queue="bulk",
        created_at=moment,
        attempts=one_attempt(random, moment, random.uniform(0.4, 1.1)),
        event_id=event.id,
        arguments={"event_id": event.id},
        priority=1,
        origin="schedule:enrichment",
    )


def past_night(random: Random, event: PastEvent, night: date, begins_at: datetime) -> Iterator[PastJob]:
    """One refresh: its own job last to end, its chunks within it."""
    refresh_id = past_id(begins_at, random)
    arguments: dict[str, object] = {"event_id": event.id, "night": night}
    moment = begins_at + timedelta(seconds=0.3)
    for start in range(0, len(event.people), CHUNK):
        people = list(event.people[start : start + CHUNK])
        chunk = PastJob(
            id=past_id(moment, random),
            name="GenerateChunk",
            queue="bulk",
            created_at=moment,
            attempts=one_attempt(random, moment, random.uniform(2.0, 6.0)),
            event_id=event.id,
            arguments={**arguments, "user_ids": people},
            result={"attendees": len(people), "recommendations": 10 * len(people)},
            priority=-1,
            origin=f"job:{refresh_id}",
            parent_id=refresh_id,
        )
        yield chunk
        moment = chunk.finished_at
    lasted = (moment - begins_at).total_seconds() + 0.5
    yield PastJob(
        id=refresh_id,
        name="RefreshEvent",
        queue="bulk",
        created_at=begins_at,
        attempts=one_attempt(random, begins_at, lasted),
        event_id=event.id,
        arguments=arguments,
        result={"attendees": len(event.people), "failed": 0},
        origin="schedule:nightly refresh",
        people=len(event.people),
    )


def past_upkeep(random: Random, since: datetime, until: datetime) -> Iterator[PastJob]:
    """What runs each minute, and each night."""
    moment = since.replace(second=0, microsecond=0) + timedelta(minutes=1)
    while moment < until:
        for name, seconds in EVERY_MINUTE:
            yield _scheduled(random, name, "notifications", moment, seconds * random.uniform(0.6, 2.5))
        for hour, minute, name, seconds in UPKEEP:
            if (moment.hour, moment.minute) == (hour, minute):
                yield _scheduled(random, name, "bulk", moment, seconds * random.uniform(0.8, 1.4))
        moment += timedelta(minutes=1)


_SCHEDULES = {
    "WriteReminders": "session reminders",
    "RollUpStatistics": "statistics",
    "PruneJobs": "pruning of jobs",
    "PruneSignIns": "pruning of sign-ins",
    "DeleteExpiredRecommendations": "expiry clean-up",
}


def _scheduled(random: Random, name: str, queue: str, moment: datetime, seconds: float) -> PastJob:
    return PastJob(
        id=past_id(moment, random),
        name=name,
        queue=queue,
        created_at=moment,
        attempts=one_attempt(random, moment, seconds),
        origin=f"schedule:{_SCHEDULES[name]}",
    )
