"""Workers make themselves known, and show that they live."""

import os
import socket
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from uuid import UUID

from domain.tables import Worker


async def register(worker: UUID, queues: Sequence[str]) -> None:
    """Enter a worker process into the list."""
    await (
        Worker(id=worker, queues=list(queues), host=socket.gethostname(), pid=os.getpid(), version=_version())
        .save()
        .run()
    )


async def beat(worker: UUID) -> None:
    """Say that it lives."""
    await Worker.raw("UPDATE worker SET heartbeat_at = now() WHERE id = {}", worker)


async def sign_off(worker: UUID) -> None:
    """Say that it stopped of its own will."""
    await Worker.raw("UPDATE worker SET stopped_at = now() WHERE id = {}", worker)


def _version() -> str:
    try:
        return version("hallway")
    except PackageNotFoundError:
        return "unreleased"
