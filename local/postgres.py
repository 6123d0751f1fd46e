"""The embedded PostgreSQL: made once in a data directory, started with the launcher, ended with it."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import asyncpg

from local.data_directory import DataDirectory, server_uid
from local.logs import rotate_log
from local.ports import LOOPBACK, free_port
from local.processes import Child, command_of, start_child, stop_child, stop_orphan, wrapped
from local.programs import postgres_binary
from local.refusal import Refused

NAME = "hallway"  # of the user and of the database
START_SECONDS = 60.0  # recovery after a crash of a full database takes a while
RETRY_SECONDS = 0.05
FAST_THEN_IMMEDIATE = ((signal.SIGINT, 1.2), (signal.SIGQUIT, 1.0), (signal.SIGKILL, 1.0))
FORGETFUL = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
QUIET = ("-c", "log_checkpoints=off", "-c", "max_connections=120")


class Postgres:
    """The PostgreSQL of a data directory, running on a free port as a child of this process.

    `durable=False` trades what a crash would lose for speed (tests).
    Raises: Refused if it does not answer, with the last line of its log.
    """

    def __init__(self, data: DataDirectory, *, durable: bool = True) -> None:
        make_cluster(data, durable=durable)
        stop_left_behind(cluster(data))
        self._data, self._durable, self._port = data, durable, free_port()
        self.url = f"postgresql://{NAME}:{data.secret('postgres-password')}@{LOOPBACK}:{self._port}/{NAME}"
        self.child = self._start()

    def _start(self) -> Child:
        log = self._data.logs / "postgres.log"
        rotate_log(log)
        command = server_command(self._data, self._port, self._durable)
        child = start_child(command, log=log, environment=server_environment())
        try:
            asyncio.run(wait_until_ready(self.url, child, log))
        except BaseException:
            stop_child(child, FAST_THEN_IMMEDIATE)
            raise
        return child

    def revive(self) -> None:
        """Start it again, at the same address, if it has died."""
        if self.child.poll() is not None:
            self.child = self._start()

    def stop(self) -> None:
        stop_child(self.child, FAST_THEN_IMMEDIATE)


def cluster(data: DataDirectory) -> Path:
    return data.path / "postgres"


def server_command(data: DataDirectory, port: int, durable: bool) -> list[str]:
    # no Unix socket (-k ''): its path may be longer than the system allows
    program = [str(postgres_binary("postgres")), "-D", str(cluster(data)), "-h", LOOPBACK, "-p", str(port), "-k", ""]
    # SIGQUIT when the launcher is killed: nothing committed is lost, and it ends at once
    return wrapped([*program, *QUIET, *(() if durable else FORGETFUL)], death_signal="QUIT", uid=server_uid())


def server_environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def make_cluster(data: DataDirectory, *, durable: bool) -> None:
    """Make it beside its final place and rename it, so that an interrupted attempt leaves nothing half made."""
    if cluster(data).exists():
        return
    draft, password = data.path / "postgres.draft", data.path / "postgres.password"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    password.unlink(missing_ok=True)
    password.touch(mode=0o600)
    password.write_text(data.secret("postgres-password"))
    if (uid := server_uid()) is not None:
        os.chown(draft, uid, uid)
        os.chown(password, uid, uid)
    try:
        run_initdb(draft, password, durable=durable)
    finally:
        password.unlink()
    draft.rename(cluster(data))


def run_initdb(folder: Path, password: Path, *, durable: bool) -> None:
    uid = server_uid()
    command = [str(postgres_binary("initdb")), "-D", str(folder), "-U", NAME, f"--pwfile={password}"]
    command += ["-A", "scram-sha-256", "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command += [] if durable else ["--no-sync"]
    groups: list[int] | None = None if uid is None else []
    made = subprocess.run(
        command,
        user=uid,
        group=uid,
        extra_groups=groups,
        env=server_environment(),
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise Refused(f"PostgreSQL could not make its database below {folder.parent}: {made.stderr.strip()}")


def stop_left_behind(folder: Path) -> None:
    """End a server that outlived a killed launcher; the caller holds the data directory, so nobody else uses it."""
    try:
        pid = int((folder / "postmaster.pid").read_text().splitlines()[0])
    except (FileNotFoundError, ValueError, IndexError):
        return
    if "postgres" in command_of(pid) and str(folder) in command_of(pid):
        stop_orphan(pid, FAST_THEN_IMMEDIATE)


async def wait_until_ready(url: str, child: Child, log: Path) -> None:
    """Ready means that our own child lives and lets us in with the password of this data directory."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            await make_database(url)
        except (OSError, asyncpg.CannotConnectNowError, asyncpg.ConnectionDoesNotExistError):
            if child.poll() is not None or time.monotonic() > deadline:
                raise Refused(f"PostgreSQL did not start: {last_line(log)} (more in {log})") from None
            await asyncio.sleep(RETRY_SECONDS)
        else:
            return


async def make_database(url: str) -> None:
    connection = await asyncpg.connect(url.rpartition("/")[0] + "/postgres", timeout=10)
    try:
        if not await connection.fetchval("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", NAME):
            await connection.execute(f"CREATE DATABASE {NAME}")
    finally:
        await connection.close()


def last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"
