"""Which processes a busy demo has, and what it does not go with."""

from pathlib import Path

import pytest

from local.data_directory import DataDirectory
from local.demo.busy.processes import busy_lines, busy_model, busy_processes, is_busy, refuse_senseless
from local.demo_model import DemoModel, ModelChoice
from local.procfile import Process, read_procfile
from local.refusal import Refused

MODEL = DemoModel(
    ModelChoice.SIMULATED, {"ANTHROPIC_BASE_URL": "http://127.0.0.1:4"}, (Process("model", ("model",), 1),)
)


def test_the_bulk_worker_is_a_slow_one_and_the_others_are_the_procfiles() -> None:
    usual = read_procfile()
    processes = busy_processes(usual, DataDirectory(Path("/somewhere")))
    assert [process.name for process in processes] == [*(process.name for process in usual), "traffic"]
    changed = [process.name for process, other in zip(processes, usual, strict=False) if process != other]
    assert changed == ["bulk"]


def test_a_mail_server_stands_beside_the_model_and_letters_go_to_it() -> None:
    busy = busy_model(MODEL)
    assert [process.name for process in busy.processes] == ["model", "mail"]
    assert busy.environment["HALLWAY_SMTP_URL"] == f"smtp://127.0.0.1:{busy.processes[1].command[-1]}"
    assert is_busy(busy)
    assert not is_busy(MODEL)


def test_the_start_says_how_the_model_is_mended() -> None:
    assert any("curl -X POST http://127.0.0.1:4/control/reset" in line for line in busy_lines(MODEL))


@pytest.mark.parametrize(("model", "once"), [("claude", False), ("none", False), (None, True)])
def test_what_makes_no_sense_is_refused(model: str | None, *, once: bool) -> None:
    with pytest.raises(Refused, match="leave"):
        refuse_senseless(model, once=once)


def test_the_simulated_model_may_be_said() -> None:
    refuse_senseless("simulated", once=False)
