"""What people asked for in the week before: their lists, what the model made of them, and sign-in links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random
from uuid import UUID

from local.demo.busy.past import PastAttempt, PastEvent, PastJob, past_id
from local.demo.busy.past_attempts import draw_attempts
from local.demo.busy.rhythm import Incident, draw_crowd, draw_moments, rush_before

LISTS_A_DAY = 0.28  # for each attendee
# In the bad afternoon: a new programme had just been sent round, and everybody looked.
LISTS_IN_INCIDENT = 80
LISTS_IN_RUSH = 120
LETTERS_A_DAY = 40.0


def past_lists(
    random: Random, event: PastEvent, since: datetime, until: datetime, incident: Incident
) -> Iterator[PastJob]:
    """Somebody saves a profile: a list at once, and then the model's word about it."""
    usual = draw_moments(random, since, until, LISTS_A_DAY * len(event.people), event.time_zone)
    crowd = draw_crowd(random, incident.began_at, incident.ended_at, LISTS_IN_INCIDENT)
    rush = draw_crowd(random, *rush_before(until), LISTS_IN_RUSH)
    for moment in (*usual, *crowd, *rush):
        person = event.people[int(random.random() * len(event.people))]
        made = _job(random, "GenerateRecommendations", "interactive", event, person, moment, 0.05, incident)
        yield made
        # An id has the moment at which it was asked for.
        for name, seconds in (("ImproveRecommendations", 2.4), ("ImproveSpeakers", 6.5)):
            improved = _job(random, name, "bulk", event, person, made.finished_at, seconds, incident, f"job:{made.id}")
            yield improved


def past_letters(random: Random, since: datetime, until: datetime, incident: Incident) -> Iterator[PastJob]:
    """Sign-in links."""
    for moment in draw_moments(random, since, until, LETTERS_A_DAY, "UTC"):
        attempts = draw_attempts(random, moment, random.uniform(0.2, 1.5), incident)
        letter = {"mail_id": past_id(moment, random)}
        yield PastJob(
            past_id(moment, random),
            "SendMail",
            "notifications",
            moment,
            attempts,
            arguments=letter,
            result={"sent": 1},
            priority=5,
            origin="visitor",
        )


def _job(
    random: Random,
    name: str,
    queue: str,
    event: PastEvent,
    person: UUID,
    moment: datetime,
    seconds: float,
    incident: Incident,
    origin: str = "",
) -> PastJob:
    attempts: Sequence[PastAttempt] = draw_attempts(random, moment, seconds * random.uniform(0.5, 2.0), incident)
    return PastJob(
        id=past_id(moment, random),
        name=name,
        queue=queue,
        created_at=moment,
        attempts=attempts,
        event_id=event.id,
        arguments={"user_id": person, "event_id": event.id},
        result={"recommendations": 10} if queue == "interactive" else {"answered": 10},
        priority=10,
        origin=origin or f"person:{person}",
    )
