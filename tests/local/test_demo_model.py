from pathlib import Path

import pytest
from click.testing import CliRunner

from local.cli import main
from local.data_directory import open_data_directory
from local.demo_model import ModelChoice, choose, demo_model, matching_line
from local.model_server.simulation import MADE_UP_KEY
from local.refusal import Refused

OWN = {
    "ANTHROPIC_API_KEY": "sk-ant-own",
    "ANTHROPIC_AUTH_TOKEN": "own",
    "ANTHROPIC_BASE_URL": "https://proxy.example",
    "HALLWAY_MODEL_SIMULATED": "true",
    "PATH": "/bin",
}


@pytest.mark.parametrize(
    ("wanted", "environment", "choice"),
    [
        (None, {}, ModelChoice.NONE),
        (None, {"ANTHROPIC_API_KEY": ""}, ModelChoice.NONE),
        (None, OWN, ModelChoice.CLAUDE),
        ("none", OWN, ModelChoice.NONE),
        ("simulated", OWN, ModelChoice.SIMULATED),
        ("simulated", {}, ModelChoice.SIMULATED),
    ],
)
def test_claude_is_asked_where_there_is_a_key_and_nothing_else_was_wanted(
    wanted: str | None, environment: dict[str, str], choice: ModelChoice
) -> None:
    assert choose(wanted, environment) == choice


def test_claude_without_a_key_is_refused() -> None:
    with pytest.raises(Refused, match="wants a key in ANTHROPIC_API_KEY"):
        choose("claude", {})


def test_of_a_model_that_was_not_chosen_nothing_is_seen(folder: Path) -> None:
    model = demo_model(ModelChoice.NONE, open_data_directory(folder), OWN)
    assert (model.environment, model.processes) == ({"PATH": "/bin"}, ())


def test_claude_itself_is_never_marked_as_simulated(folder: Path) -> None:
    model = demo_model(ModelChoice.CLAUDE, open_data_directory(folder), OWN)
    assert model.environment == OWN | {"HALLWAY_MODEL_SIMULATED": "false"}


def test_the_simulated_model_is_a_process_that_the_environment_leads_to(folder: Path) -> None:
    model = demo_model(ModelChoice.SIMULATED, open_data_directory(folder), OWN)
    [process] = model.processes
    port = process.command[process.command.index("--port") + 1]
    assert model.environment == {
        "PATH": "/bin",
        "ANTHROPIC_API_KEY": MADE_UP_KEY,
        "ANTHROPIC_BASE_URL": f"http://127.0.0.1:{port}",
        "HALLWAY_MODEL_SIMULATED": "true",
    }


@pytest.mark.parametrize(
    ("choice", "environment", "said"),
    [
        (ModelChoice.NONE, {}, "no key for Claude is set (ANTHROPIC_API_KEY), or try --model simulated"),
        (ModelChoice.NONE, OWN, "for --model none was said"),
        (ModelChoice.SIMULATED, {}, "marked as simulated"),
        (ModelChoice.CLAUDE, OWN, "claude-haiku-5-5, for at most $10.00 a day and $20.00 an event"),
    ],
)
def test_the_demo_says_who_matches(folder: Path, choice: ModelChoice, environment: dict[str, str], said: str) -> None:
    line = matching_line(demo_model(choice, open_data_directory(folder), environment))
    assert line.startswith("Matching: ")
    assert said in line


def test_the_command_takes_each_choice_and_refuses_claude_without_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    refused = CliRunner().invoke(main, ["demo", "--model", "claude"])
    assert (refused.exit_code, "wants a key in ANTHROPIC_API_KEY" in refused.output) == (1, True)
    unknown = CliRunner().invoke(main, ["demo", "--model", "parrot"])
    assert "'none', 'simulated', 'claude'" in unknown.output
