"""The server as the process that the demo runs."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from anthropic import Anthropic

from local.data_directory import CHECKOUT, open_data_directory
from local.demo_model import ModelChoice, demo_model
from tests.local.model_server.requests import asked

START_RETRIES = 8  # of the SDK, half a second to eight seconds apart


@contextmanager
def running(folder: Path) -> Iterator[Anthropic]:
    model = demo_model(ModelChoice.SIMULATED, open_data_directory(folder), os.environ)
    [process] = model.processes
    child = subprocess.Popen(process.command, cwd=CHECKOUT, env=model.environment)
    try:
        yield Anthropic(
            base_url=model.environment["ANTHROPIC_BASE_URL"],
            api_key=model.environment["ANTHROPIC_API_KEY"],
            max_retries=START_RETRIES,
        )
    finally:
        child.terminate()
        assert child.wait(5) in (0, -15)


def test_it_answers_and_keeps_its_batches_over_a_restart(folder: Path) -> None:
    with running(folder) as client:
        assert client.messages.create(**asked()).stop_reason == "end_turn"
        batch = client.messages.batches.create(requests=[{"custom_id": "one", "params": asked()}])
    with running(folder) as client:
        assert client.messages.batches.retrieve(batch.id).created_at == batch.created_at
