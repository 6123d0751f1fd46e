"""Both servers of one data directory, started together and stopped together."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from local.data_directory import DataDirectory, ServerAddresses, open_data_directory
from local.outside import given_database_url, given_redis_url
from local.postgres import Postgres
from local.refusal import Refused
from local.valkey import Valkey


@dataclass(frozen=True)
class Servers:
    """Where the running servers answer; the passwords are part of the addresses."""

    database_url: str
    redis_url: str
    own: Sequence[Postgres | Valkey] = ()

    def revive(self) -> None:
        """Start again, at its address, each server of our own that has died."""
        for server in self.own:
            server.revive()


@contextmanager
def start_servers(
    data: DataDirectory, *, database_url: str | None = None, redis_url: str | None = None, durable: bool = True
) -> Iterator[Servers]:
    """Hold the data directory and start both servers below it until the end of the block.

    A server whose address is given is used as it is, and none is started in its place.
    `durable=False` trades what a crash would lose for speed. To be called from the main thread.

    Raises: Refused if the directory is held by another launcher, or a server does not start.
    """
    with ExitStack() as stack:
        stack.enter_context(data.held())
        data.forget_addresses()
        own: list[Postgres | Valkey] = []
        for address, server_class in ((database_url, Postgres), (redis_url, Valkey)):
            if address is None:
                own.append(server_class(data, durable=durable))
                stack.callback(own[-1].stop)
        started = {type(server): server.url for server in own}
        servers = Servers(database_url or started[Postgres], redis_url or started[Valkey], own)
        data.write_addresses(ServerAddresses(servers.database_url, servers.redis_url, os.getpid()))
        yield servers


@contextmanager
def reach_servers(data: DataDirectory) -> Iterator[Servers]:
    """The servers a command needs: those given by the environment, those of a launcher that runs, else its own.

    Raises: Refused if a given server does not answer, or the launcher is only just starting.
    """
    database_url, redis_url = given_database_url(), given_redis_url()
    if not data.is_held():
        with start_servers(data, database_url=database_url, redis_url=redis_url) as servers:
            yield servers
        return
    running = data.read_addresses()
    if running is None:
        raise Refused(f"Another hallway command is just starting on {data.path}: try again when it stands.")
    yield Servers(database_url or running.database_url, redis_url or running.redis_url)


@contextmanager
def start_temporary_servers() -> Iterator[Servers]:
    """Start both servers in a folder of their own that is removed at the end: for tests, fast and forgetful."""
    with temporary_data_directory() as data, start_servers(data, durable=False) as servers:
        yield servers


@contextmanager
def temporary_data_directory() -> Iterator[DataDirectory]:
    """A data directory that is removed at the end of the block."""
    folder = Path(tempfile.mkdtemp(prefix="hallway-"))
    folder.chmod(0o711)  # mkdtemp closes it to the servers' user
    try:
        yield open_data_directory(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
