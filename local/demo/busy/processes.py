"""The processes of `--busy` beside the Procfile's: what they are, and what leads to them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

from local.data_directory import DataDirectory
from local.demo_model import FIRST, DemoModel, ModelChoice
from local.ports import LOOPBACK, free_port
from local.procfile import Process
from local.refusal import Refused

SMTP = "HALLWAY_SMTP_URL"
MAIL = "mail"
ADDRESS = "ANTHROPIC_BASE_URL"


def refuse_senseless(wanted_model: str | None, *, once: bool) -> None:
    """Raises: Refused for options that `--busy` cannot go with."""
    if once:
        raise Refused("--once ends when no job is open, and with --busy there always is one: leave one of them out.")
    if wanted_model == ModelChoice.CLAUDE:
        raise Refused(
            "--busy has thousands of jobs ask a model that fails, which Claude is too dear for: leave --model out."
        )
    if wanted_model == ModelChoice.NONE:
        raise Refused("--busy shows a model that fails, so it wants the simulated one: leave --model out.")


def busy_model(model: DemoModel) -> DemoModel:
    """The model's processes and environment, with a mail server beside it."""
    port = free_port()
    mail = Process(MAIL, (sys.executable, "-m", "local.demo.busy.mail_server", "--port", str(port)), FIRST)
    environment = {**model.environment, SMTP: f"smtp://{LOOPBACK}:{port}"}
    return replace(model, environment=environment, processes=(*model.processes, mail))


def is_busy(model: DemoModel) -> bool:
    """Whether this is the model of a busy demo."""
    return any(process.name == MAIL for process in model.processes)


def busy_processes(procfile: Sequence[Process], data: DataDirectory) -> list[Process]:
    """The Procfile's, its bulk worker a slow one, and the traffic."""
    slow = (sys.executable, "-m", "local.demo.busy.slow_worker")
    traffic = (sys.executable, "-m", "local.demo.busy.traffic", "--logs", str(data.logs))
    usual = [replace(process, command=slow) if process.name == "bulk" else process for process in procfile]
    return [*usual, Process("traffic", traffic)]


def busy_lines(model: DemoModel) -> list[str]:
    """What is wrong, and how it is mended; for the terminal."""
    reset = f"curl -X POST {model.environment[ADDRESS]}/control/reset"
    return [
        "Busy: dead letters within a minute, a long bulk queue, a worker that was killed, and a model that fails.",
        f"  The model answers 529, so its breaker opens again and again. Mend it with: {reset}",
        "  The breaker closes by itself within half a minute, or at once by Reset on the page Model.",
    ]
