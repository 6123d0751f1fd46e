"""The workers of a chaos run: started, struck, and started again; one that ends by itself is found out."""

from __future__ import annotations

import random
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from local.chaos.journal import ready_file
from local.processes import Child, signal_group, start_child, stop_child, wrapped

WORKERS = 3
# A worker is struck only once it had the time to take work.
TAKING_WORK_SECONDS = 1.0
STOP_SECONDS = 15.0
TERM_THEN_KILL = ((signal.SIGTERM, STOP_SECONDS), (signal.SIGKILL, 1.0))


@dataclass
class Member:
    """A worker process, and since when it has been asked to stop."""

    child: Child
    log: Path
    stopping_since: float | None = None

    @property
    def is_at_work(self) -> bool:
        ready = ready_file(self.log.parent, self.child.pid)
        is_ready = ready.exists() and time.time() - ready.stat().st_mtime > TAKING_WORK_SECONDS
        return is_ready and self.stopping_since is None


@dataclass
class Crew:
    """Workers that are always so many; what became of those that are gone."""

    environment: Mapping[str, str]
    logs: Path
    members: list[Member] = field(default_factory=list)
    killed_at: dict[int, float] = field(default_factory=dict)
    failed_stops: list[str] = field(default_factory=list)
    own_exits: list[str] = field(default_factory=list)

    def start_all(self) -> None:
        for number in range(WORKERS):
            self.members.append(self._start(self.logs / f"worker-{number}.log"))

    def kill_one(self, rng: random.Random) -> bool:
        """SIGKILL for one that is at work, and another in its place; False if none is at work."""
        member = self._choose(rng)
        if member is None:
            return False
        signal_group(member.child.pid, signal.SIGKILL)
        self.killed_at[member.child.pid] = time.time()
        member.child.wait()
        self._replace(member)
        return True

    def ask_one_to_stop(self, rng: random.Random) -> bool:
        """SIGTERM for one that is at work; `look` starts another in its place when it has ended."""
        member = self._choose(rng)
        if member is None:
            return False
        signal_group(member.child.pid, signal.SIGTERM)
        member.stopping_since = time.time()
        return True

    def look(self) -> list[int]:
        """Notice who has ended, and start others in their place; pids of those that ended as they were asked to."""
        return [member.child.pid for member in list(self.members) if self._has_ended(member)]

    def _has_ended(self, member: Member) -> bool:
        code = member.child.poll()
        if code is None:
            if member.stopping_since and time.time() - member.stopping_since > STOP_SECONDS:
                signal_group(member.child.pid, signal.SIGKILL)
            return False
        self._replace(member)
        said = f"pid {member.child.pid}, exit status {code}, {member.log.name}"
        if member.stopping_since is None:
            self.own_exits.append(said)
            return False
        if code:
            self.failed_stops.append(said)
        return True

    def _choose(self, rng: random.Random) -> Member | None:
        at_work = [member for member in self.members if member.is_at_work]
        return rng.choice(at_work) if at_work else None

    def _replace(self, member: Member) -> None:
        self.members[self.members.index(member)] = self._start(member.log)

    def _start(self, log: Path) -> Member:
        command = wrapped([sys.executable, "-m", "local.chaos.worker"])
        return Member(start_child(command, log=log, environment=self.environment), log)


@contextmanager
def working_crew(environment: Mapping[str, str], logs: Path) -> Iterator[Crew]:
    """Workers that run while the block does."""
    crew = Crew(environment, logs)
    try:
        crew.start_all()
        yield crew
    finally:
        for member in crew.members:
            stop_child(member.child, TERM_THEN_KILL)
