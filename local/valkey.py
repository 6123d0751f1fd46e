"""The embedded Valkey: keeps its append-only file in a data directory, starts and ends with the launcher."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import time
from pathlib import Path

from local.data_directory import DataDirectory, server_uid, write_private
from local.logs import rotate_log
from local.ports import LOOPBACK, free_port
from local.postgres import last_line
from local.processes import Child, command_of, start_child, stop_child, stop_orphan, wrapped
from local.programs import valkey_binary
from local.refusal import Refused

START_SECONDS = 20.0
RETRY_SECONDS = 0.02
SAVE_THEN_KILL = ((signal.SIGTERM, 1.5), (signal.SIGKILL, 1.0))


class Valkey:
    """The Valkey of a data directory, running on a free port as a child of this process.

    `durable=False` keeps nothing on disk (tests).
    Raises: Refused if it does not answer, with the last line of its log.
    """

    def __init__(self, data: DataDirectory, *, durable: bool = True) -> None:
        self._data, self._port, self._password = data, free_port(), data.secret("valkey-password")
        self.url = f"redis://:{self._password}@{LOOPBACK}:{self._port}/0"
        make_folder(self._folder)
        stop_left_behind(self._folder)
        write_configuration(self._folder, self._port, self._password, durable)
        self.child = self._start()

    @property
    def _folder(self) -> Path:
        return self._data.path / "valkey"

    def _start(self) -> Child:
        log = self._data.logs / "valkey.log"
        rotate_log(log)
        program = [str(valkey_binary()), str(self._folder / "valkey.conf")]
        child = start_child(
            wrapped(program, death_signal="TERM", uid=server_uid()), log=log, environment={"LC_ALL": "C"}
        )
        try:
            wait_until_ready(self._port, self._password, child, log)
        except BaseException:
            stop_child(child, SAVE_THEN_KILL)
            raise
        return child

    def revive(self) -> None:
        """Start it again, at the same address, if it has died."""
        if self.child.poll() is not None:
            self.child = self._start()

    def stop(self) -> None:
        stop_child(self.child, SAVE_THEN_KILL)


def make_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    give_to_server(folder)


def give_to_server(path: Path) -> None:
    if (uid := server_uid()) is not None:
        os.chown(path, uid, uid)


def write_configuration(folder: Path, port: int, password: str, durable: bool) -> None:
    """A file rather than arguments: a password among the arguments could be read by every user of the machine."""
    keeping = ["appendonly yes", "appendfsync everysec", "save 300 1"] if durable else ["appendonly no", 'save ""']
    place = [f"bind {LOOPBACK}", f"port {port}", f'dir "{folder}"', f'pidfile "{folder / "valkey.pid"}"']
    content = [*place, *keeping, f"requirepass {password}", "daemonize no", "loglevel warning"]
    write_private(folder / "valkey.conf", "\n".join(content).encode() + b"\n")
    give_to_server(folder / "valkey.conf")


def stop_left_behind(folder: Path) -> None:
    """End a server that outlived a killed launcher; the caller holds the data directory, so nobody else uses it."""
    with contextlib.suppress(FileNotFoundError, ValueError):
        pid = int((folder / "valkey.pid").read_text())
        if "valkey-server" in command_of(pid):
            stop_orphan(pid, SAVE_THEN_KILL)


def wait_until_ready(port: int, password: str, child: Child, log: Path) -> None:
    """Ready means that our own child lives and answers to the password of this data directory."""
    deadline = time.monotonic() + START_SECONDS
    while not answers(port, password):
        if child.poll() is not None or time.monotonic() > deadline:
            raise Refused(f"Valkey did not start: {last_line(log)} (more in {log})")
        time.sleep(RETRY_SECONDS)


def answers(port: int, password: str) -> bool:
    """True once it has loaded its data and says PONG. Source: the inline commands of the Redis protocol."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1) as connection:
            connection.sendall(f"AUTH {password}\r\nPING\r\nQUIT\r\n".encode())
            with connection.makefile("rb") as replies:
                return b"+PONG" in replies.read()
    except OSError:
        return False
