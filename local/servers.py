"""Both servers of one data directory, started together and stopped together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Servers:
    """Where the running servers answer; the passwords are part of the addresses."""

    database_url: str
    redis_url: str


@contextmanager
def start_servers(data_directory: Path) -> Iterator[Servers]:
    """Start PostgreSQL and Valkey below `data_directory`; both are stopped at the end of the block."""
    raise NotImplementedError(data_directory)
    yield Servers("", "")


@contextmanager
def start_temporary_servers() -> Iterator[Servers]:
    """Start both servers in a folder of their own that is removed at the end: for tests, fast and forgetful."""
    raise NotImplementedError
    yield Servers("", "")
