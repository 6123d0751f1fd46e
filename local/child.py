"""Runs one program so that it never outlives whoever started it.

    python -I -S child.py --death-signal KILL [--uid 65534] -- PROGRAM ARGUMENT…

1. A session of its own, so that Ctrl-C in the terminal reaches only the launcher, which stops things in order.
2. The user id is dropped before the death signal is asked for: the kernel forgets the signal at a change of user.
3. On Linux the kernel sends the signal when the parent ends, and the program replaces this process.
   Elsewhere this process stays as the program's parent and watches its own parent.

The variable HALLWAY_PARENT_PID names the parent expected, since it may have died before the signal was asked for.
Only the standard library is used: this file runs before the program of every process.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import signal
import sys
import time

PARENT_VARIABLE = "HALLWAY_PARENT_PID"
PR_SET_PDEATHSIG = 1
WATCH_SECONDS = 0.25
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT, signal.SIGHUP)


def main() -> int:
    options = parse_arguments()
    parent = int(os.environ.get(PARENT_VARIABLE) or os.getppid())
    with contextlib.suppress(PermissionError):  # supervisor has already made us the leader of a group
        os.setsid()
    if options.uid is not None:
        drop_user(options.uid)
    death_signal = signal.Signals[f"SIG{options.death_signal}"]
    if sys.platform == "linux" and not options.watch:
        ask_for_death_signal(death_signal)
        refuse_orphanhood(parent)
        run(options.program)
    refuse_orphanhood(parent)
    return watch(options.program, parent, death_signal)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--death-signal", default="KILL")
    parser.add_argument("--uid", type=int)
    parser.add_argument("--watch", action="store_true", help="watch the parent even where the kernel would")
    parser.add_argument("program", nargs="+")
    return parser.parse_args()


def drop_user(uid: int) -> None:
    os.setgroups([])
    os.setgid(uid)
    os.setuid(uid)


def ask_for_death_signal(death_signal: signal.Signals) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG) failed")


def refuse_orphanhood(parent: int) -> None:
    if os.getppid() != parent:
        sys.exit("the process that started this one has ended")


def run(program: list[str]) -> None:
    os.environ[PARENT_VARIABLE] = str(os.getpid())
    os.execvp(program[0], program)


def watch(program: list[str], parent: int, death_signal: signal.Signals) -> int:
    """Stay as the program's parent; stop signals are sent to the group, so that the program gets them itself."""
    pid = os.fork()
    if pid == 0:
        run(program)
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        if os.getppid() != parent:
            os.kill(pid, death_signal)
            parent = os.getppid()
        time.sleep(WATCH_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
