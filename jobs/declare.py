"""Declaring a job: one decorated function for one kind of work."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec

from domain.model.opening import Model
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.settings import Settings
from domain.work.rate_limit import RateLimits
from domain.work.work import Work

W = TypeVar("W", bound=Work)
Counts = dict[str, int]


@dataclass(frozen=True)
class JobContext:
    """What a worker process lends to its jobs; no model where there is no key."""

    settings: Settings
    programmes: ProgrammeIndexes
    limits: RateLimits
    model: Model | None = None


@dataclass(frozen=True)
class Job(Generic[W]):
    """A kind of work and the function that does it."""

    work: type[W]
    function: Callable[[W, JobContext], Awaitable[Counts]]

    @property
    def name(self) -> str:
        return self.work.__name__

    async def run(self, arguments: str, context: JobContext) -> Counts:
        """Run it with arguments as the ledger stores them, JSON of the Work."""
        return await self.function(msgspec.json.decode(arguments, type=self.work), context)


def job(work: type[W]) -> Callable[[Callable[[W, JobContext], Awaitable[Counts]]], Job[W]]:
    """Declare the decorated function as the one that does `work`; it returns counts for the admin's page."""
    return lambda function: Job(work, function)
