import os
import subprocess
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from local.cli import main
from local.command_list import COMMANDS
from local.data_directory import CHECKOUT

SERVES_A_PORT = {"demo", "web", "worker", "bulk"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_listed_exists_and_takes_a_data_directory(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    options = {option for parameter in command.params for option in parameter.opts}
    assert "--data-dir" in options
    assert ("--port" in options) or name not in SERVES_A_PORT


def test_hallway_alone_lists_every_command_with_a_line(tmp_path: Path) -> None:
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    outcome = subprocess.run([CHECKOUT / "hallway"], env=surroundings, capture_output=True, text=True, check=True)
    for name, line in COMMANDS.items():
        assert f"  {name:<12} {line}\n" in outcome.stdout


def test_an_unknown_command_is_said_with_the_list(tmp_path: Path) -> None:
    outcome = subprocess.run([CHECKOUT / "hallway", "dance"], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (outcome.returncode, outcome.stderr) == (2, "There is no command dance.\n")
    assert "demo" in outcome.stdout


@pytest.mark.parametrize("path", ["", "."])
def test_a_data_directory_is_a_folder_of_its_own(path: str) -> None:
    result = CliRunner().invoke(main, ["migrate", "--data-dir", path])
    assert result.exit_code == 2
    assert "choose one of its own" in result.output


def test_a_refusal_is_one_sentence_and_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = CliRunner().invoke(main, ["migrate", "--data-dir", str(tmp_path / "file" / "data")])
    assert result.exit_code == 1
    assert result.output.startswith("Error: The data directory ")
    assert "Traceback" not in result.output
