"""Who or what asks for work: noted with each job that is enqueued."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from domain.work.progress import current_job

COMMAND = "command"
VISITOR = "visitor"

_origin: ContextVar[str] = ContextVar("origin", default=COMMAND)


@contextmanager
def asked_by(origin: str) -> Iterator[None]:
    """What is enqueued in the block was asked for by it."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)


def note_asker(origin: str) -> None:
    """As `asked_by`, to the end of the block that is open around it."""
    _origin.set(origin)


def person(user_id: UUID) -> str:
    return f"person:{user_id}"


def schedule(name: str) -> str:
    return f"schedule:{name}"


def current_origin() -> str:
    """The job that runs here; else who asked here; else a command."""
    job = current_job.get()
    return f"job:{job.id}" if job else _origin.get()
