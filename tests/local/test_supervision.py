"""A real launcher with real servers and processes, stopped and killed in every way."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import pytest

from local.data_directory import CHECKOUT
from local.procfile import Process
from local.supervision import configuration
from tests.local.liveness import alive, happens, pid_in


class Launcher:
    """The launcher of sleepers as a process, and the ids of everything below it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "ready").unlink(missing_ok=True)
        command = [sys.executable, "-m", "tests.local.launcher_of_sleepers", str(folder)]
        self.process = subprocess.Popen(command, cwd=CHECKOUT)
        pid_in(folder / "ready")

    def pid(self, name: str) -> int:
        return pid_in(self.folder / name)

    def comes_back(self, name: str, within_seconds: float) -> bool:
        """Whether the file comes to name a living process other than the one it names now."""
        old = self.pid(name)
        return happens(lambda: alive(self.pid(name)) not in ([], [old]), within_seconds=within_seconds)

    def below(self) -> list[int]:
        names = ["web.pid", "worker.pid", "supervisor.pid", "postgres/postmaster.pid", "valkey/valkey.pid"]
        return [self.pid(name) for name in names]


@pytest.fixture
def launcher(folder: Path) -> Iterator[Launcher]:
    running = Launcher(folder)
    yield running
    running.process.kill()
    running.process.wait()


def test_a_killed_process_is_back_within_two_seconds(launcher: Launcher) -> None:
    # supervisor counts a process as running after a second; killed before, it is a failed start
    assert happens(lambda: alive(launcher.pid("web.pid")), within_seconds=2)
    os.kill(launcher.pid("web.pid"), signal.SIGKILL)
    assert launcher.comes_back("web.pid", within_seconds=4)


def test_killed_servers_come_back_at_their_addresses(launcher: Launcher) -> None:
    addresses = (launcher.folder / "servers.json").read_text()
    for name in ("postgres/postmaster.pid", "valkey/valkey.pid"):
        os.kill(launcher.pid(name), signal.SIGKILL)
        assert launcher.comes_back(name, within_seconds=8)
    assert (launcher.folder / "servers.json").read_text() == addresses


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_five_seconds_after_the_launcher_ends(launcher: Launcher, number: signal.Signals) -> None:
    below = launcher.below()
    assert alive(*below) == below
    launcher.process.send_signal(number)
    assert happens(lambda: not alive(*below), within_seconds=5)
    assert launcher.process.wait(5) == (-signal.SIGKILL if number == signal.SIGKILL else 0)


def test_a_start_after_a_kill_finds_its_folder_in_order(launcher: Launcher) -> None:
    launcher.process.kill()
    launcher.process.wait()
    second = Launcher(launcher.folder)
    try:
        below = second.below()
        assert alive(*below) == below
    finally:
        second.process.terminate()
        second.process.wait()


def test_the_configuration_restarts_without_a_hot_loop_and_stops_whole_groups(tmp_path: Path) -> None:
    parser = ConfigParser(interpolation=None)
    parser.read_string(configuration([Process("web", ("python", "-c", "50 % of it"))], tmp_path, as_root=True))
    web = parser["program:web"]
    options = ("startsecs", "startretries", "autorestart", "stopasgroup", "killasgroup")
    assert [web[name] for name in options] == ["1", "1000000", "true", "true", "true"]
    assert "'50 %% of it'" in web["command"]
    assert parser["supervisord"]["user"] == "root"


def test_a_lower_rank_starts_before_and_stops_after_the_others(tmp_path: Path) -> None:
    processes = [Process("model", ("true",), rank=1), Process("web", ("true",)), Process("worker", ("true",))]
    parser = ConfigParser(interpolation=None)
    parser.read_string(configuration(processes, tmp_path, as_root=False))
    groups = {name: dict(parser[name]) for name in parser.sections() if name.startswith("group:")}
    assert groups == {
        "group:hallway-1": {"programs": "model", "priority": "1"},
        "group:hallway-999": {"programs": "web,worker", "priority": "999"},
    }


def test_only_root_names_its_user(tmp_path: Path) -> None:
    assert "user=" not in configuration([], tmp_path, as_root=False)
