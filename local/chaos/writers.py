"""Those who enqueue: several at once, who note outside of the database what was committed and what was not."""

import asyncio
import random
from dataclasses import dataclass, field
from uuid import UUID

from domain.engine import DATABASE_AWAY
from domain.ids import uuid7
from domain.work.enqueue import enqueue
from domain.work.transaction import transaction
from local.chaos.works import WriteInFinish, WriteUnderKey

WRITERS = 4
PAUSE_SECONDS = 0.2
EVENTS = tuple(uuid7() for _ in range(5))
ROLLED_BACK_EVERY = 50
LONG_EVERY = 20


class ChangedMind(Exception):
    """Rolls a transaction back."""


@dataclass
class Ledgerbook:
    """What the writers know: a job of `unknown` may have been committed, for the connection broke meanwhile."""

    committed: set[UUID] = field(default_factory=set)
    rolled_back: set[UUID] = field(default_factory=set)
    unknown: int = 0


async def write_all(book: Ledgerbook, jobs: int, per_second: float, rng: random.Random) -> None:
    """Commit that many jobs, evenly over time, whatever happens to the database meanwhile."""
    await asyncio.gather(*(_write(book, jobs, per_second / WRITERS, rng) for _ in range(WRITERS)))


async def _write(book: Ledgerbook, jobs: int, per_second: float, rng: random.Random) -> None:
    while len(book.committed) < jobs:
        await asyncio.sleep(rng.expovariate(per_second))
        try:
            await _enqueue_one(book, rng)
        except DATABASE_AWAY:
            book.unknown += 1
            await asyncio.sleep(PAUSE_SECONDS)


async def _enqueue_one(book: Ledgerbook, rng: random.Random) -> None:
    kind = rng.choice((WriteInFinish, WriteUnderKey))
    longest = 1_500 if rng.randrange(LONG_EVERY) == 0 else 300
    work = kind(event_id=rng.choice(EVENTS), milliseconds=rng.randint(20, longest))
    try:
        async with transaction():
            job_id = await enqueue(work)
            if rng.randrange(ROLLED_BACK_EVERY) == 0:
                book.rolled_back.add(job_id)
                raise ChangedMind
    except ChangedMind:
        return
    book.committed.add(job_id)
