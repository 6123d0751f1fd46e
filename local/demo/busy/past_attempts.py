"""How a job of the past went: mostly at once, now and then again, and in the bad afternoon not until it was mended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from local.demo.busy.past import PastAttempt, PastError
from local.demo.busy.rhythm import Incident

FAILS = 0.004
FAILS_IN_INCIDENT = 0.55
TRIES = 3
# The dead were replayed when the cause was found, half an hour after it was mended.
REPLAYED_AFTER = timedelta(minutes=30)
TOO_MANY = PastError(
    "TooManyConnectionsError", "sorry, too many clients already", "domain/work/transaction.py:transaction"
)
RESET = PastError("ConnectionResetError", "[Errno 104] Connection reset by peer", "domain/engine.py:__aenter__")


def draw_attempts(random: Random, asked_at: datetime, run_seconds: float, incident: Incident) -> Sequence[PastAttempt]:
    """The attempts of a job that was due at once; `run_seconds` is how long it takes where nothing is in the way."""
    attempts: list[PastAttempt] = []
    due_at = asked_at
    while True:
        fails, error = _trouble(random, due_at, incident)
        is_last = len(attempts) + 1 >= TRIES
        outcome = ("dead" if is_last else "retried") if fails else "succeeded"
        attempts.append(_attempt(random, outcome, due_at, run_seconds, error if fails else None, incident))
        if not fails:
            return attempts
        after = incident.ended_at + REPLAYED_AFTER * random.uniform(1.0, 1.1) if is_last else None
        due_at = max(after or due_at, attempts[-1].finished_at + timedelta(seconds=2 ** len(attempts)))


def one_attempt(random: Random, due_at: datetime, run_seconds: float) -> Sequence[PastAttempt]:
    """One that succeeded at once."""
    started_at = due_at + timedelta(seconds=random.expovariate(40))
    return (PastAttempt("succeeded", due_at, started_at, started_at + timedelta(seconds=run_seconds)),)


def _trouble(random: Random, due_at: datetime, incident: Incident) -> tuple[bool, PastError]:
    if incident.holds(due_at):
        return random.random() < FAILS_IN_INCIDENT, TOO_MANY
    # What failed before is not met by chance again.
    return random.random() < FAILS, RESET


def _attempt(
    random: Random, outcome: str, due_at: datetime, run_seconds: float, error: PastError | None, incident: Incident
) -> PastAttempt:
    waits = random.expovariate(1 / 25) if incident.holds(due_at) else random.expovariate(40)
    started_at = due_at + timedelta(seconds=waits)
    return PastAttempt(outcome, due_at, started_at, started_at + timedelta(seconds=run_seconds), error)
