"""Waits for processes to come and go."""

import time
from collections.abc import Callable
from pathlib import Path

from local.processes import command_of

LOOK_SECONDS = 0.05


def alive(*pids: int) -> list[int]:
    return [pid for pid in pids if command_of(pid)]


def happens(condition: Callable[[], object], *, within_seconds: float) -> bool:
    deadline = time.monotonic() + within_seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(LOOK_SECONDS)
    return True


def pid_in(path: Path) -> int:
    """The process id on a file's first line, waited for."""
    assert happens(lambda: path.exists() and path.read_text().strip(), within_seconds=10), f"no {path}"
    return int(path.read_text().splitlines()[0])
