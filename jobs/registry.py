"""Workers make themselves known, and show that they live."""

import os
import socket
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from uuid import UUID

from domain.tables import Worker


async def beat(worker: UUID, queues: Sequence[str]) -> None:
    """Say that it lives; the first time, enter it into the list."""
    await Worker.raw(
        "INSERT INTO worker (id, queues, host, pid, version, started_at, heartbeat_at) "
        "VALUES ({}, {}, {}, {}, {}, now(), now()) ON CONFLICT (id) DO UPDATE SET heartbeat_at = now()",
        worker,
        list(queues),
        socket.gethostname(),
        os.getpid(),
        _version(),
    )


async def sign_off(worker: UUID) -> None:
    """Say that it stopped of its own will."""
    await Worker.raw("UPDATE worker SET stopped_at = now() WHERE id = {}", worker)


@cache
def _version() -> str:
    try:
        return version("hallway")
    except PackageNotFoundError:
        return "unreleased"
