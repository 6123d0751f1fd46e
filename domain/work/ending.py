"""How a run of a job ended: the closed set of outcomes, as the ledger writes them."""

import random
import traceback
from dataclasses import dataclass, replace
from datetime import timedelta

from domain.errors import DomainError
from domain.work.fingerprint import fingerprint_of
from domain.work.masking import mask_secrets
from domain.work.outcomes import Cancelled, GiveUp, Retry, Snooze
from domain.work.states import State

LONGEST_BACKOFF = timedelta(minutes=10)
LONGEST_MESSAGE = 2_000
LONGEST_TRACEBACK = 20_000


@dataclass(frozen=True)
class Failure:
    """What went wrong; no fingerprint where nothing needs mending."""

    error_class: str | None
    message: str | None
    traceback: str | None
    fingerprint: str | None = None


@dataclass(frozen=True)
class Ending:
    """The state a running job passes to; `outcome` None leaves no row among its attempts."""

    state: State
    outcome: str | None
    delay: timedelta = timedelta(0)
    spends_attempt: bool = True
    result: str | None = None
    failure: Failure | None = None


RETURNED = Ending(State.SCHEDULED, "returned", spends_attempt=False)
UNWANTED = Ending(State.CANCELLED, "cancelled")


def succeeded(result: str | None) -> Ending:
    """It did its work; `result` is JSON."""
    return Ending(State.SUCCEEDED, "succeeded", result=result)


def ended_by(error: BaseException, attempt: int, max_attempts: int) -> Ending:
    """What an exception out of a job means: snooze, give up, cancelled, or retry until the attempts are spent."""
    match error:
        case Snooze(delay=delay):
            return Ending(State.SCHEDULED, None, delay=delay, spends_attempt=False)
        case Cancelled():
            return Ending(State.CANCELLED, "cancelled", failure=replace(_failure(error), fingerprint=None))
        case GiveUp() | DomainError(permanent=True):
            return Ending(State.DEAD, "dead", failure=_failure(error))
    if attempt >= max_attempts:
        return Ending(State.DEAD, "dead", failure=_failure(error))
    delay = error.after if isinstance(error, Retry) and error.after else backoff(attempt)
    return Ending(State.SCHEDULED, "retried", delay=delay, failure=_failure(error))


def backoff(attempt: int) -> timedelta:
    """Exponential with jitter: about 2, 4, 8 … seconds by attempt, ten minutes at most."""
    # Jitter keeps jobs apart that failed together; nothing secret hangs on it.
    return min(timedelta(seconds=2 ** min(attempt, 20)), LONGEST_BACKOFF) * random.uniform(0.75, 1.25)  # noqa: S311


def _failure(error: BaseException) -> Failure:
    lines = _storable("".join(traceback.format_exception(error)))[-LONGEST_TRACEBACK:]
    message, trace = mask_secrets(_storable(str(error)[:LONGEST_TRACEBACK]))[:LONGEST_MESSAGE], mask_secrets(lines)
    # Some errors say nothing but what they are.
    return Failure(type(error).__name__, message or type(error).__name__, trace, fingerprint_of(error))


def _storable(text: str) -> str:
    """Without what PostgreSQL refuses to store as text: else the end of the job could not be written."""
    return text.replace("\0", "�").encode(errors="replace").decode()
