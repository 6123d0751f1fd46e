"""Strikes the servers, and brings them back a moment later."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter
from dataclasses import dataclass, field

import redis

from local.chaos.crew import Crew
from local.chaos.plan import Blow, PlannedBlow
from local.postgres import Postgres
from local.processes import signal_group
from local.refusal import Refused
from local.servers import Servers
from local.valkey import Valkey

AWAY_SECONDS = (0.5, 3.0)
AGAIN_SECONDS = 1.0
REVIVE_WITHIN_SECONDS = 60.0


@dataclass
class Striker:
    """Strikes what the plan says when its time has come; a blow that finds nobody to strike waits for the next look."""

    servers: Servers
    crew: Crew
    blows: list[PlannedBlow]
    rng: random.Random
    struck: Counter[Blow] = field(default_factory=Counter)

    def look(self, elapsed_seconds: float) -> None:
        due = [planned for planned in self.blows if planned.at_seconds <= elapsed_seconds]
        for planned in due:
            if self._strike(planned.blow):
                self.blows.remove(planned)
                self.struck[planned.blow] += 1

    def _strike(self, blow: Blow) -> bool:
        match blow:
            case Blow.KILL_WORKER:
                return self.crew.kill_one(self.rng)
            case Blow.STOP_WORKER:
                return self.crew.ask_one_to_stop(self.rng)
            case Blow.KILL_VALKEY:
                self._crash(Valkey)
            case Blow.CRASH_POSTGRES:
                self._crash(Postgres)
            case Blow.EMPTY_VALKEY:
                with redis.Redis.from_url(self.servers.redis_url) as valkey:
                    valkey.flushall()
        return True

    def _crash(self, kind: type[Postgres | Valkey]) -> None:
        [server] = [server for server in self.servers.own if isinstance(server, kind)]
        signal_group(server.child.pid, signal.SIGKILL)
        server.child.wait()
        time.sleep(self.rng.uniform(*AWAY_SECONDS))
        revive(server)


def revive(server: Postgres | Valkey) -> None:
    """Start it again. PostgreSQL's own children may hold its memory for a moment after it was killed.

    Raises: Refused if it does not come back.
    """
    deadline = time.monotonic() + REVIVE_WITHIN_SECONDS
    while True:
        try:
            server.revive()
        except Refused:
            if time.monotonic() > deadline:
                raise
            time.sleep(AGAIN_SECONDS)
        else:
            return
