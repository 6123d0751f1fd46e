"""The week before, whole: the same for the same moment, people and seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID

from local.demo.busy.past import LATEST, SEED, WEEK, PastAdmin, PastEvent, PastJob
from local.demo.busy.past_audit import PastEntry, past_entries
from local.demo.busy.past_calls import PastCall, past_calls
from local.demo.busy.past_nights import past_nights, past_upkeep
from local.demo.busy.past_people import past_letters, past_lists
from local.demo.busy.past_queue import past_queue
from local.demo.busy.rhythm import Incident, incident_before


@dataclass(frozen=True)
class History:
    """All of it, each in the order of its ids, which is that of time."""

    jobs: Sequence[PastJob]
    calls: Sequence[PastCall]
    entries: Sequence[PastEntry]


def draw_history(
    now: datetime, events: Sequence[PastEvent], root: PastAdmin, colleague: PastAdmin, model: str, schedule: UUID
) -> History:
    """Pure: what would have been written between a week ago and now."""
    random, incident = Random(SEED), incident_before(now)
    until = now - LATEST
    jobs = [job for job in _draw_jobs(random, now - WEEK, until, events, incident) if job.finished_at < until]
    jobs.sort(key=lambda job: job.id)
    calls = sorted(past_calls(random, jobs, incident), key=lambda call: call.id)
    return History(jobs, calls, list(past_entries(random, root, colleague, jobs, incident, model, schedule)))


def _draw_jobs(
    random: Random, since: datetime, until: datetime, events: Sequence[PastEvent], incident: Incident
) -> Sequence[PastJob]:
    jobs = [*past_upkeep(random, since, until), *past_letters(random, since, until, incident)]
    for event in events:
        jobs += past_lists(random, event, since, until, incident)
        jobs += past_nights(random, event, since, until)
    return [*jobs, *past_queue(random, events, until)]
