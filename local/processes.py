"""Starts and stops the launcher's children, and finds those an earlier launcher left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from local.child import PARENT_VARIABLE

CHILD_SCRIPT = Path(__file__).with_name("child.py")
PROC = Path("/proc")
POLL_SECONDS = 0.05

Child = subprocess.Popen[bytes]


def wrapped(program: Sequence[str], *, death_signal: str = "KILL", uid: int | None = None) -> list[str]:
    """The command line that runs `program` so that it ends with its parent; `death_signal` without its SIG."""
    user = [] if uid is None else ["--uid", str(uid)]
    return [sys.executable, "-I", "-S", str(CHILD_SCRIPT), "--death-signal", death_signal, *user, "--", *program]


def start_child(command: Sequence[str], *, log: Path, environment: Mapping[str, str]) -> Child:
    """Start a wrapped command, its output appended to `log`; from the main thread, with whose end the child dies."""
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**environment, PARENT_VARIABLE: str(os.getpid())},
        )


def stop_child(child: Child, signals: Sequence[tuple[signal.Signals, float]]) -> None:
    """Send each signal to the child's group in turn, each with its seconds of grace, until the child has ended."""
    for number, grace_seconds in signals:
        if child.poll() is not None:
            return
        signal_group(child.pid, number)
        try:
            child.wait(grace_seconds)
        except subprocess.TimeoutExpired:
            continue


def stop_orphan(pid: int, signals: Sequence[tuple[signal.Signals, float]]) -> None:
    """As `stop_child`, for a process that an earlier launcher started."""
    for number, grace_seconds in signals:
        signal_group(pid, number)
        if has_ended(pid, within_seconds=grace_seconds):
            return


def has_ended(pid: int, *, within_seconds: float) -> bool:
    deadline = time.monotonic() + within_seconds
    while command_of(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


def signal_group(pid: int, number: signal.Signals) -> None:
    try:
        os.killpg(pid, number)
    except (ProcessLookupError, PermissionError):  # not (or no longer) the leader of a group
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return


def command_of(pid: int) -> str:
    """The command line of a living process, empty if there is none; a zombie counts as ended."""
    if PROC.exists():  # a slim Debian has no ps
        try:
            return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return ""
    listing = ["ps", "-o", "stat=,args=", "-p", str(pid)]
    line = subprocess.run(listing, capture_output=True, text=True, check=False).stdout.strip()
    return "" if line.startswith("Z") else line
