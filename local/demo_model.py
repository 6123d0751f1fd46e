"""Which model the demo asks: none, the simulated one that runs beside it, or Claude itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from local.data_directory import DataDirectory
from local.ports import LOOPBACK, free_port
from local.procfile import Process
from local.refusal import Refused

KEY = "ANTHROPIC_API_KEY"
SIMULATED = "HALLWAY_MODEL_SIMULATED"
FIRST = 1  # before those that ask it, and after them at the end


class ModelChoice(StrEnum):
    """What `--model` takes."""

    NONE = "none"
    SIMULATED = "simulated"
    CLAUDE = "claude"


@dataclass(frozen=True)
class DemoModel:
    """The model of one run: the environment that leads to it, and the process that it is, if it runs here."""

    choice: ModelChoice
    environment: dict[str, str]
    processes: tuple[Process, ...] = ()
    has_key: bool = False


def choose(wanted: str | None, environment: Mapping[str, str] = os.environ) -> ModelChoice:
    """The one wanted; without a wish Claude where its key is set, else none.

    Raises: Refused if Claude is wanted without a key.
    """
    has_key = bool(environment.get(KEY))
    choice = ModelChoice(wanted) if wanted else ModelChoice.CLAUDE if has_key else ModelChoice.NONE
    if choice == ModelChoice.CLAUDE and not has_key:
        raise Refused(f"--model claude wants a key in {KEY}; --model simulated needs none.")
    return choice


def demo_model(choice: ModelChoice, data: DataDirectory, environment: Mapping[str, str]) -> DemoModel:
    """What the demo's processes get to see: of a model that was not chosen, nothing."""
    if choice == ModelChoice.CLAUDE:
        return DemoModel(choice, {**environment, SIMULATED: "false"})
    if choice == ModelChoice.NONE:
        return DemoModel(choice, without_claude(environment), has_key=bool(environment.get(KEY)))
    return simulated_model(data, without_claude(environment))


def simulated_model(data: DataDirectory, environment: Mapping[str, str]) -> DemoModel:
    from local.model_server.simulation import MADE_UP_KEY

    port = free_port()
    program = (sys.executable, "-m", "local.model_server", "--port", str(port), "--state", str(data.path / "model"))
    variables = {KEY: MADE_UP_KEY, "ANTHROPIC_BASE_URL": f"http://{LOOPBACK}:{port}", SIMULATED: "true"}
    return DemoModel(ModelChoice.SIMULATED, {**environment, **variables}, (Process("model", program, FIRST),))


def without_claude(environment: Mapping[str, str]) -> dict[str, str]:
    """All but what leads to a model: keys, addresses, profiles, headers."""
    return {
        name: value for name, value in environment.items() if not name.startswith("ANTHROPIC_") and name != SIMULATED
    }


def matching_line(model: DemoModel) -> str:
    """Who matches and writes in this demo, in a sentence; to be asked when the settings are in place."""
    from domain.settings import load_settings

    settings = load_settings()
    match model.choice:
        case ModelChoice.CLAUDE:
            return (
                f"Matching: {settings.model}, for at most ${settings.model_cap_per_day:.2f} a day and "
                f"${settings.model_cap_per_event:.2f} an event; beyond that the hybrid algorithm and templates."
            )
        case ModelChoice.SIMULATED:
            return "Matching: a simulated model; its texts are marked as simulated, and cost nothing."
        case ModelChoice.NONE if model.has_key:
            return "Matching: the hybrid algorithm and templates, for --model none was said."
    return f"Matching: the hybrid algorithm and templates; no key for Claude is set ({KEY}), or try --model simulated."
