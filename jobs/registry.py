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


async def bury_predecessors(worker: UUID, queues: Sequence[str]) -> None:
    """Sign off the dead processes of this machine that served the same queues: who is replaced is not missing."""
    rows = await Worker.raw(
        "SELECT id, pid FROM worker WHERE host = {} AND queues = {} AND stopped_at IS NULL AND id <> {}",
        socket.gethostname(),
        list(queues),
        worker,
    )
    gone = [row["id"] for row in rows if not _is_running(row["pid"])]
    await Worker.raw("UPDATE worker SET stopped_at = now(), replaced_at = now() WHERE id = ANY({})", gone)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


async def sign_off(worker: UUID) -> None:
    """Say that it stopped of its own will."""
    await Worker.raw("UPDATE worker SET stopped_at = now() WHERE id = {}", worker)


@cache
def _version() -> str:
    try:
        return version("hallway")
    except PackageNotFoundError:
        return "unreleased"
