"""Who or what asks for work: noted with each job that is enqueued."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from domain.work.progress import current_job

COMMAND = "command"

_origin: ContextVar[str] = ContextVar("origin", default=COMMAND)


@contextmanager
def asked_by(origin: str) -> Iterator[None]:
    """What is enqueued in the block was asked for by it."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)


def person(user_id: UUID) -> str:
    return f"person:{user_id}"


def schedule(name: str) -> str:
    return f"schedule:{name}"


def current_origin() -> str:
    """The job that runs here; else who asked here; else a command."""
    job = current_job.get()
    return f"job:{job.id}" if job else _origin.get()
