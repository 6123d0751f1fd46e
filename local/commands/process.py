"""`./hallway web`, `worker`, `bulk`: one process of the Procfile alone, in the foreground."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import click

from local import options
from local.data_directory import CHECKOUT, open_data_directory
from local.ports import refuse_taken_port
from local.processes import wrapped
from local.procfile import Process, read_procfile
from local.refusal import Refused
from local.servers import reach_servers
from local.stopping import stop_on_signals
from local.surroundings import host, surroundings

STOP_SECONDS = 4.0


def command_named(name: str) -> click.Command:
    """The command that runs the Procfile's process of this name."""

    @click.command(name)
    @options.data_directory
    @options.port
    def command(data_dir: Path | None, port: int) -> None:
        stop_on_signals()
        if name == "web":
            refuse_taken_port(host(), port)
        data = open_data_directory(data_dir)
        with reach_servers(data) as servers:
            run(find(name), surroundings(data, servers, port=port))

    command.help = f"Run the process {name} alone, with the servers given, those that run, or its own."
    return command


def find(name: str) -> Process:
    for process in read_procfile():
        if process.name == name:
            return process
    raise Refused(f"The Procfile has no process {name}.")


def run(process: Process, environment: dict[str, str]) -> None:
    """Raises: Refused if the process ends by itself with an error."""
    parent = {"HALLWAY_PARENT_PID": str(os.getpid())}
    child = subprocess.Popen(wrapped(process.command), cwd=CHECKOUT, env={**environment, **parent})
    try:
        code = child.wait()
    except KeyboardInterrupt:
        stop(child)
        return
    if code:
        raise Refused(f"The process {process.name} ended with exit code {code}.")


def stop(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
