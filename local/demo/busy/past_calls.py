"""Calls of the model in the week before, each out of a job, and how they ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from domain.model.outcomes import Outcome, Purpose
from domain.model.prices import Usage
from local.demo.busy.past import PastJob, past_id
from local.demo.busy.rhythm import Incident
from local.demo.urn import fill

# Of a job, the purposes of its calls in their order.
CALLS = {
    "ImproveRecommendations": (Purpose.SESSIONS,),
    "ImproveSpeakers": (Purpose.SPEAKERS, *[Purpose.STARTERS] * 3, *[Purpose.INTRODUCTION] * 2),
}
# Tokens: new ones, read from the cache, and said.
TOKENS = {
    Purpose.SESSIONS: (5_200, 6_400, 1_150),
    Purpose.SPEAKERS: (3_900, 4_200, 820),
    Purpose.STARTERS: (1_150, 0, 240),
    Purpose.INTRODUCTION: (900, 0, 190),
}
ENDS = fill({Outcome.ANSWERED: 960, Outcome.PARTIAL: 12, Outcome.TIMED_OUT: 12, Outcome.INVALID: 9, Outcome.REFUSED: 2})
ENDS_IN_INCIDENT = fill({Outcome.ANSWERED: 30, Outcome.OVERLOADED: 25, Outcome.BREAKER_OPEN: 60, Outcome.TIMED_OUT: 10})
NOT_ASKED = frozenset({Outcome.BREAKER_OPEN})


@dataclass(frozen=True)
class PastCall:
    """One call, or one that was not made."""

    id: UUID
    created_at: datetime
    event_id: UUID
    job_id: UUID
    purpose: Purpose
    outcome: Outcome
    usage: Usage
    duration: timedelta


def past_calls(random: Random, jobs: Sequence[PastJob], incident: Incident) -> Iterator[PastCall]:
    """The calls of each job that asks the model, while it ran."""
    for job in jobs:
        purposes = CALLS.get(job.name, ())
        last = job.attempts[-1]
        for number, purpose in enumerate(purposes, start=1):
            moment = last.started_at + (last.finished_at - last.started_at) * (number / len(purposes))
            yield _call(random, job, purpose, moment, incident)


def _call(random: Random, job: PastJob, purpose: Purpose, moment: datetime, incident: Incident) -> PastCall:
    ends = ENDS_IN_INCIDENT if incident.holds(moment) else ENDS
    outcome = Outcome(ends.draw_one(random))
    seconds = (
        0.0 if outcome in NOT_ASKED else 30.0 if outcome == Outcome.TIMED_OUT else random.lognormvariate(0.6, 0.45)
    )
    return PastCall(
        id=past_id(moment, random),
        created_at=moment,
        event_id=job.event_id,
        job_id=job.id,
        purpose=purpose,
        outcome=outcome,
        usage=_usage(random, purpose) if outcome.is_answer else Usage(),
        duration=timedelta(seconds=seconds),
    )


def _usage(random: Random, purpose: Purpose) -> Usage:
    fresh, cached, said = (int(tokens * random.uniform(0.75, 1.3)) for tokens in TOKENS[purpose])
    # One in six comes when the cache has gone cold.
    if random.random() < 1 / 6:
        return Usage(input_tokens=fresh, cache_write_5m_tokens=cached, output_tokens=said)
    return Usage(input_tokens=fresh, cache_read_tokens=cached, output_tokens=said)
