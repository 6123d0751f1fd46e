"""Real processes: a parent that is killed, and the program that must go with it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from local.child import PARENT_VARIABLE
from local.processes import CHILD_SCRIPT
from tests.local.liveness import alive, happens, pid_in

SLEEPER = "import os, pathlib, time; pathlib.Path({file!r}).write_text(str(os.getpid())); time.sleep(600)"
PARENT = "import subprocess, sys; subprocess.run(sys.argv[1:])"
WAYS = pytest.mark.parametrize("way", [[], ["--watch"]], ids=["kernel", "watch"])


def wrapped_sleeper(file: Path, *options: str) -> list[str]:
    program = [sys.executable, "-c", SLEEPER.format(file=str(file))]
    return [sys.executable, "-I", "-S", str(CHILD_SCRIPT), *options, "--", *program]


@WAYS
def test_the_program_ends_when_its_parent_is_killed(tmp_path: Path, way: list[str]) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT, *wrapped_sleeper(tmp_path / "pid", *way)])
    sleeper = pid_in(tmp_path / "pid")
    parent.kill()
    parent.wait()
    assert happens(lambda: not alive(sleeper), within_seconds=3)


def test_a_grandchild_in_a_wrapper_of_its_own_ends_too(tmp_path: Path) -> None:
    middle = [sys.executable, "-I", "-S", str(CHILD_SCRIPT), "--", sys.executable, "-c", PARENT]
    parent = subprocess.Popen([sys.executable, "-c", PARENT, *middle, *wrapped_sleeper(tmp_path / "pid")])
    sleeper = pid_in(tmp_path / "pid")
    parent.kill()
    parent.wait()
    assert happens(lambda: not alive(sleeper), within_seconds=3)


def test_the_program_has_a_session_of_its_own(tmp_path: Path) -> None:
    child = subprocess.Popen(wrapped_sleeper(tmp_path / "pid"))
    sleeper = pid_in(tmp_path / "pid")
    session = os.getsid(sleeper)
    child.kill()
    child.wait()
    assert session == sleeper
    assert session != os.getsid(0)


@WAYS
def test_a_stop_signal_to_the_group_reaches_the_program(tmp_path: Path, way: list[str]) -> None:
    child = subprocess.Popen(wrapped_sleeper(tmp_path / "pid", *way))
    pid_in(tmp_path / "pid")
    os.killpg(child.pid, signal.SIGTERM)
    assert child.wait(3) != 0


def test_a_program_whose_parent_has_gone_already_is_not_run(tmp_path: Path) -> None:
    gone = {**os.environ, PARENT_VARIABLE: "999999999"}
    outcome = subprocess.run(wrapped_sleeper(tmp_path / "pid"), env=gone, capture_output=True, text=True, check=False)
    assert (outcome.returncode, outcome.stderr) == (1, "the process that started this one has ended\n")
    assert not (tmp_path / "pid").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can change the user")
def test_the_user_is_dropped_and_the_death_signal_still_comes(tmp_path: Path) -> None:
    shell = ["/bin/sh", "-c", "id -u; sleep 600"]
    command = [sys.executable, "-I", "-S", str(CHILD_SCRIPT), "--uid", "65534", "--", *shell]
    with (tmp_path / "out").open("w") as output:
        parent = subprocess.Popen([sys.executable, "-c", PARENT, *command], stdout=output)
    assert pid_in(tmp_path / "out") == 65534
    children = [int(pid) for pid in Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()]
    assert alive(*children) == children != []
    parent.kill()
    parent.wait()
    assert happens(lambda: not alive(*children), within_seconds=3)
