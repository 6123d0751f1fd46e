import os
from pathlib import Path

import pytest

from local.data_directory import open_data_directory
from local.refusal import Refused
from local.servers import Servers
from local.surroundings import adopt, default_port, local_address, surroundings

SERVERS = Servers("postgresql://here/x", "redis://here/0")
NAMES = ("HALLWAY_PORT", "HALLWAY_SECRET_KEY", "HALLWAY_BASE_URL", "HALLWAY_HOST", "HALLWAY_DEMO")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_what_is_missing_is_filled_in(folder: Path) -> None:
    data = open_data_directory(folder)
    filled = surroundings(data, SERVERS, port=9001, demo=True)
    assert {name: filled[name] for name in NAMES} == {
        "HALLWAY_PORT": "9001",
        "HALLWAY_SECRET_KEY": data.secret("secret-key"),
        "HALLWAY_BASE_URL": "http://127.0.0.1:9001",
        "HALLWAY_HOST": "127.0.0.1",
        "HALLWAY_DEMO": "true",
    }
    assert (filled["DATABASE_URL"], filled["REDIS_URL"]) == ("postgresql://here/x", "redis://here/0")


def test_what_is_set_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HALLWAY_SECRET_KEY", "mine, of more than thirty-two characters")
    monkeypatch.setenv("HALLWAY_BASE_URL", "https://hallway.example")
    filled = surroundings(open_data_directory(folder), SERVERS)
    assert filled["HALLWAY_SECRET_KEY"] == "mine, of more than thirty-two characters"
    assert filled["HALLWAY_BASE_URL"] == "https://hallway.example"


def test_only_the_demo_turns_the_demo_on(folder: Path) -> None:
    assert "HALLWAY_DEMO" not in surroundings(open_data_directory(folder), SERVERS)
    assert "HALLWAY_DEMO" not in os.environ


def test_what_is_adopted_is_all_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {"ANTHROPIC_API_KEY": "a developer's own", "PATH": "/bin"})
    adopt({"PATH": "/bin", "HALLWAY_DEMO": "true"})
    assert os.environ == {"PATH": "/bin", "HALLWAY_DEMO": "true"}


def test_a_host_that_listens_everywhere_is_visited_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HALLWAY_HOST", "0.0.0.0")
    assert local_address(8000) == "http://127.0.0.1:8000"


@pytest.mark.parametrize("value", ["abc", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HALLWAY_PORT", value)
    with pytest.raises(Refused, match=f"HALLWAY_PORT is {value}: a number from 1 to 65535"):
        default_port()
