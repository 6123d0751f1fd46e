"""The two kinds of work of a chaos run, and the tables they write to."""

from datetime import timedelta
from typing import ClassVar
from uuid import UUID

from domain.tables import Job
from domain.work.work import Work

QUEUE = "chaos"

# The first has no key, so a second effect of a job would show; the second counts those its key absorbed.
TABLES = """
CREATE TABLE chaos_effect (job_id uuid NOT NULL);
CREATE TABLE chaos_keyed_effect (job_id uuid PRIMARY KEY, absorbed int NOT NULL DEFAULT 0)
"""


class Chore(Work, frozen=True):
    """Some milliseconds of work, for one of a few events."""

    queue: ClassVar[str] = QUEUE
    timeout: ClassVar[timedelta] = timedelta(seconds=30)

    event_id: UUID
    milliseconds: int


class WriteInFinish(Chore, frozen=True):
    """Write an effect without any key, in the transaction that ends the job."""


class WriteUnderKey(Chore, frozen=True):
    """Write an effect under a unique key, and end later."""


async def create_tables() -> None:
    for statement in TABLES.split(";"):
        await Job.raw(statement)
