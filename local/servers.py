"""Both servers of one data directory, started together and stopped together."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from local.data_directory import DataDirectory, ServerAddresses, open_data_directory
from local.postgres import start_postgres
from local.valkey import start_valkey


@dataclass(frozen=True)
class Servers:
    """Where the running servers answer; the passwords are part of the addresses."""

    database_url: str
    redis_url: str


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
        if database_url is None:
            postgres = start_postgres(data, durable=durable)
            stack.callback(postgres.stop)
            database_url = postgres.url
        if redis_url is None:
            valkey = start_valkey(data, durable=durable)
            stack.callback(valkey.stop)
            redis_url = valkey.url
        data.write_addresses(ServerAddresses(database_url, redis_url, os.getpid()))
        yield Servers(database_url, redis_url)


@contextmanager
def start_temporary_servers() -> Iterator[Servers]:
    """Start both servers in a folder of their own that is removed at the end: for tests, fast and forgetful."""
    folder = Path(tempfile.mkdtemp(prefix="hallway-"))
    folder.chmod(0o711)  # mkdtemp closes it to the servers' user
    try:
        with start_servers(open_data_directory(folder), durable=False) as servers:
            yield servers
    finally:
        shutil.rmtree(folder, ignore_errors=True)
