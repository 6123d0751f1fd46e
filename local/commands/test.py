"""`./hallway test`: every check, the fast ones first, up to the first that fails."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click

from local import options
from local.data_directory import CHECKOUT

BIN = Path(sys.executable).parent
PYTEST = (sys.executable, "-m", "pytest")
# a process for each core, with servers of its own; a file's tests stay together, for they share what is slow to make
SIDE_BY_SIDE = ("-n", "logical", "--maxprocesses", "4", "--dist", "loadfile")
CHECKS = (
    ("style", (str(BIN / "ruff"), "check", ".")),
    ("layout", (str(BIN / "ruff"), "format", "--check", ".")),
    ("types", (str(BIN / "mypy"), "--strict")),
    ("import contracts", (str(BIN / "lint-imports"), "--no-cache")),
)
# apart and last: they are slow, and Playwright keeps an event loop running in which no other test can start its own
TESTS = (
    ("tests", (*PYTEST, *SIDE_BY_SIDE, "--ignore=tests/browser")),
    ("tests in a browser", (*PYTEST, *SIDE_BY_SIDE, "tests/browser")),
)
# tests start servers of their own, and a model server: what is given for real use must not reach them
NOT_FOR_TESTS = ("DATABASE_URL", "REDIS_URL", "ANTHROPIC_")


@click.command(context_settings={"ignore_unknown_options": True})
@options.data_directory
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(data_dir: Path | None, arguments: tuple[str, ...]) -> None:  # noqa: ARG001  # tests use a folder of their own
    """Check style, types and import contracts, then run all tests, or those that ARGUMENTS say to pytest."""
    times = []
    tests = (("tests", (*PYTEST, *arguments)),) if arguments else TESTS
    for name, step in (*CHECKS, *tests):
        click.secho(f"── {name}", bold=True)
        started = time.monotonic()
        code = run(step)
        times.append(f"{name} {time.monotonic() - started:.1f} s")
        if code:
            click.secho(f"Failed at {name} (exit code {code}). {' · '.join(times)}", fg="red")
            sys.exit(1)
    click.secho(f"All passed. {' · '.join(times)}", fg="green")


def run(step: Sequence[str]) -> int:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(NOT_FOR_TESTS)}
    return subprocess.run(step, cwd=CHECKOUT, env=environment, check=False).returncode
