"""What the week before is made of: jobs with their attempts, calls of the model, and what administrators did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from domain.ids import NIL

SEED = 20261123
WEEK = timedelta(days=6, hours=22)  # what is older than a week would be pruned at once
# Between now and the last that was written by hand, for what really runs.
LATEST = timedelta(seconds=30)


@dataclass(frozen=True)
class PastEvent:
    """An event as the week needs it."""

    id: UUID
    name: str
    time_zone: str
    people: Sequence[UUID]


@dataclass(frozen=True)
class PastAdmin:
    """Somebody who looks after the site."""

    id: UUID
    name: str


@dataclass(frozen=True)
class PastError:
    """An error as an attempt keeps it."""

    name: str
    message: str
    frame: str

    @property
    def traceback(self) -> str:
        file, _, function = self.frame.partition(":")
        head = f'Traceback (most recent call last):\n  File "{file}", in {function}\n'
        return f"{head}{self.name}: {self.message}\n"


@dataclass(frozen=True)
class PastAttempt:
    """One run; `due_at` ≤ `started_at` ≤ `finished_at`."""

    outcome: str
    due_at: datetime
    started_at: datetime
    finished_at: datetime
    error: PastError | None = None


@dataclass(frozen=True)
class PastJob:
    """A job that ended well, at last; `people` is how many it was for, where it counted them."""

    id: UUID
    name: str
    queue: str
    created_at: datetime
    attempts: Sequence[PastAttempt]
    event_id: UUID = NIL
    arguments: Mapping[str, object] = field(default_factory=dict)
    result: Mapping[str, int] = field(default_factory=dict)
    priority: int = 0
    origin: str = "command"
    parent_id: UUID | None = None
    people: int | None = None

    @property
    def finished_at(self) -> datetime:
        return self.attempts[-1].finished_at


def past_id(moment: datetime, random: Random) -> UUID:
    """A UUIDv7 of that moment, the same for the same seed. Source: RFC 9562, section 5.7."""
    milliseconds, chance = int(moment.timestamp() * 1000), random.getrandbits(74)
    return UUID(int=milliseconds << 80 | 7 << 76 | (chance >> 62) << 64 | 2 << 62 | chance & (2**62 - 1))
