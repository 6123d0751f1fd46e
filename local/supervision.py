"""Runs the Procfile's processes under supervisor, which brings back each one that dies."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from local.data_directory import CHECKOUT, DataDirectory, write_private
from local.logs import LARGEST_BYTES
from local.processes import Child, command_of, start_child, stop_child, stop_orphan, wrapped
from local.procfile import Process

# A process has three seconds to stop before supervisor kills it; all of one rank stop at the same time, and the model
# server of a demo, a rank of its own, in a moment.
STOP_SECONDS = 3
STOP_THEN_KILL = ((signal.SIGTERM, STOP_SECONDS + 1.0), (signal.SIGKILL, 1.0))


class Supervision:
    """supervisor and the processes below it; all end with this process, however it ends."""

    def __init__(self, data: DataDirectory, processes: Sequence[Process], environment: Mapping[str, str]) -> None:
        self._data = data
        self._environment = {**environment, "PYTHONUNBUFFERED": "1"}
        write_private(configuration_path(data), configuration(processes, data.path).encode())
        self._child = self._start()

    def _start(self) -> Child:
        program = [sys.executable, "-m", "local.supervisor_process", "-n", "-c", str(configuration_path(self._data))]
        return start_child(wrapped(program), log=self._data.logs / "supervisor.out", environment=self._environment)

    def revive(self) -> None:
        """Start supervisor again if it has died; its processes died with it."""
        if self._child.poll() is not None:
            self._child = self._start()

    def stop(self) -> None:
        stop_child(self._child, STOP_THEN_KILL)


@contextmanager
def supervised(
    data: DataDirectory, processes: Sequence[Process], environment: Mapping[str, str]
) -> Iterator[Supervision]:
    """Run the processes until the end of the block; the caller holds the data directory."""
    stop_left_behind(data)
    supervision = Supervision(data, processes, environment)
    try:
        yield supervision
    finally:
        supervision.stop()


def stop_left_behind(data: DataDirectory) -> None:
    """End a supervisor that outlived a killed launcher."""
    try:
        pid = int((data.path / "supervisor.pid").read_text())
    except (FileNotFoundError, ValueError):
        return
    if str(configuration_path(data)) in command_of(pid):
        stop_orphan(pid, STOP_THEN_KILL)


def configuration_path(data: DataDirectory) -> Path:
    return data.path / "supervisor.conf"


def configuration(processes: Sequence[Process], folder: Path, *, as_root: bool | None = None) -> str:
    """supervisor's configuration. `startsecs=0` would start a broken process again in a hot loop."""
    head = {
        "nodaemon": "true",
        "silent": "true",
        "logfile": f"{folder}/logs/supervisor.log",
        "logfile_maxbytes": str(LARGEST_BYTES),
        "logfile_backups": "1",
        "pidfile": f"{folder}/supervisor.pid",
    }
    if os.geteuid() == 0 if as_root is None else as_root:
        head["user"] = "root"  # said on purpose: else supervisor warns of it
    sections = [section("supervisord", head), *group_sections(processes)]
    sections += [section(f"program:{process.name}", program_options(process, folder)) for process in processes]
    return "\n".join(sections)


def group_sections(processes: Sequence[Process]) -> list[str]:
    """A group for each rank: its processes stop at the same time, groups one after the other."""
    ranks = sorted({process.rank for process in processes})
    return [
        section(
            f"group:hallway-{rank}",
            {
                "programs": ",".join(process.name for process in processes if process.rank == rank),
                "priority": str(rank),
            },
        )
        for rank in ranks
    ]


def program_options(process: Process, folder: Path) -> dict[str, str]:
    return {
        "command": shlex.join(wrapped(process.command)),
        "directory": str(CHECKOUT),
        "autorestart": "true",
        "startsecs": "1",
        "startretries": "1000000",
        "stopwaitsecs": str(STOP_SECONDS),
        "stopasgroup": "true",
        "killasgroup": "true",
        "redirect_stderr": "true",
        "stdout_logfile": f"{folder}/logs/{process.name}.log",
        "stdout_logfile_maxbytes": str(LARGEST_BYTES),
        "stdout_logfile_backups": "2",
    }


def section(name: str, options: Mapping[str, str]) -> str:
    lines = [f"{key}={value.replace('%', '%%')}" for key, value in options.items()]  # % begins a variable
    return "\n".join([f"[{name}]", *lines, ""])
