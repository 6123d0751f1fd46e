"""Schemathesis tries what the OpenAPI document allows and forbids, on a real server with a real token."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.clock import utc_now
from domain.settings import load_settings
from local.data_directory import CHECKOUT
from local.web_answer import answers

START_SECONDS = 30.0
EXAMPLES = 25
# An id that occurs twice is refused, which no schema can say.
CONFIGURATION = """
[checks.positive_data_acceptance]
expected-statuses = ["2xx", 422]
"""


@pytest.fixture
def address(migrated: None) -> Iterator[str]:
    """A web process. Without Valkey it does not count requests, which here are more than a person may make."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    ours = {"HALLWAY_PORT": str(port), "HALLWAY_BASE_URL": address, "REDIS_URL": "redis://127.0.0.1:1/0"}
    web = subprocess.Popen([sys.executable, "-m", "web.serve"], cwd=CHECKOUT, env={**os.environ, **ours})
    try:
        wait_for(web, address)
        yield address
    finally:
        web.terminate()
        web.wait(10)


def wait_for(web: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not answers(f"{address}/health/ready"):
        assert web.poll() is None, "the web process ended"
        assert time.monotonic() < deadline, "the web process never answered"
        time.sleep(0.1)


@pytest.fixture
def token(migrated: None) -> Iterator[str]:
    from domain.tables import ALL, Event

    async def empty() -> None:
        await Event.raw(f"TRUNCATE {', '.join(table._meta.tablename for table in ALL)} CASCADE")

    yield asyncio.run(issue())
    asyncio.run(empty())


async def issue() -> str:
    from domain.people.api_tokens import issue_token
    from tests.cast import make_person

    await make_person("Ada", "ada@demo.example", None, None)
    return await issue_token(load_settings().secret_key.get_secret_value(), "ada@demo.example", utc_now())


def test_nothing_it_tries_breaks_the_api_or_shows_its_description_to_be_wrong(
    address: str, token: str, tmp_path: Path
) -> None:
    configuration = tmp_path / "schemathesis.toml"
    configuration.write_text(CONFIGURATION)
    program = [str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(configuration)]
    options = ["--max-examples", str(EXAMPLES), "--seed", "20261123", "--generation-database", "none", "--no-color"]
    header = ["--header", f"Authorization: Bearer {token}"]

    run = subprocess.run(
        [*program, "run", f"{address}/api/v1/openapi.json", *options, *header, "--phases", "examples,coverage,fuzzing"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout
    assert "3 selected / 3 total" in run.stdout
