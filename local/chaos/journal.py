"""Which process began which job when: one line each in a file, so that no crash of a server can forget it."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from uuid import UUID

JOURNAL = "journal"


@dataclass(frozen=True)
class Start:
    """A run of a job began; `at` in seconds of the system's clock."""

    job_id: UUID
    pid: int
    at: float


class Journal:
    """Appends to a file that several processes share: one short write each, which the system keeps whole."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def started(self, job_id: UUID) -> None:
        os.write(self._file, f"{job_id} {os.getpid()} {time.time()}\n".encode())

    def starts(self) -> list[Start]:
        """All of them, in the order in which they were written."""
        lines = (line.split() for line in self._path.read_text().splitlines())
        return [Start(UUID(job_id), int(pid), float(at)) for job_id, pid, at in lines]


def ready_file(logs: Path, pid: int) -> Path:
    """It is there once that worker can be told to stop."""
    return logs / f"ready-{pid}"


def waits_after_kills(starts: list[Start], killed_at: Mapping[int, float]) -> Iterator[float]:
    """Seconds from the kill of a worker to the next start of each job that it ran; by pid of the killed."""
    for runs in _by_job(starts).values():
        for first, second in pairwise(runs):
            if first.pid in killed_at and second.at > killed_at[first.pid]:
                yield second.at - killed_at[first.pid]


def _by_job(starts: list[Start]) -> dict[UUID, list[Start]]:
    runs: dict[UUID, list[Start]] = defaultdict(list)
    for start in starts:
        runs[start.job_id].append(start)
    return runs
