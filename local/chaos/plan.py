"""What is struck when: a list made before anything starts, so that a seed tells a run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

# Workers take seconds to start on a busy machine; some must be left to do the work.
KILL_EVERY_SECONDS = (3.0, 6.0)
STOP_EVERY_SECONDS = (10.0, 16.0)
SERVERS_STRUCK_AT = (0.15, 0.3, 0.45, 0.6, 0.75)


class Blow(Enum):
    """What is done to a process or a server."""

    KILL_WORKER = "SIGKILLs of workers"
    STOP_WORKER = "SIGTERMs of workers"
    KILL_VALKEY = "Valkey kills"
    EMPTY_VALKEY = "Valkey emptied"
    CRASH_POSTGRES = "PostgreSQL crashes"


SERVER_BLOWS = (Blow.KILL_VALKEY, Blow.CRASH_POSTGRES, Blow.KILL_VALKEY, Blow.EMPTY_VALKEY, Blow.KILL_VALKEY)


@dataclass(frozen=True)
class PlannedBlow:
    """A blow, so many seconds after the start."""

    at_seconds: float
    blow: Blow


def plan_blows(seconds: float, rng: random.Random) -> list[PlannedBlow]:
    """All blows of a run of that length, in order of time: each server's at its part of the run, the others often."""
    blows = [PlannedBlow(part * seconds, blow) for part, blow in zip(SERVERS_STRUCK_AT, SERVER_BLOWS, strict=True)]
    blows += _every(KILL_EVERY_SECONDS, Blow.KILL_WORKER, seconds, rng)
    blows += _every(STOP_EVERY_SECONDS, Blow.STOP_WORKER, seconds, rng)
    return sorted(blows, key=lambda planned: planned.at_seconds)


def _every(
    between_seconds: tuple[float, float], blow: Blow, seconds: float, rng: random.Random
) -> Iterator[PlannedBlow]:
    at = rng.uniform(*between_seconds)
    while at < seconds:
        yield PlannedBlow(at, blow)
        at += rng.uniform(*between_seconds)
