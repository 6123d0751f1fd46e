"""`./hallway lock`: renew the locked versions of the Python and front-end dependencies."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click

from local import frontend, options
from local.data_directory import CHECKOUT
from local.environment import LOCK, TEST_LOCK
from local.refusal import Refused

# no address of a package index is written, so that the lock holds wherever the packages come from
COMPILE = ("pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade", "--quiet")
SILENT_ON_ORIGIN = ("--no-header", "--no-emit-index-url", "--no-annotate")
GROUPS: dict[str, tuple[str, ...]] = {
    LOCK: ("pyproject.toml",),
    TEST_LOCK: ("pyproject.toml", "--group", "test"),
    frontend.NPM_LOCK: ("--group", "npm"),
}


@click.command()
@options.data_directory
def command(data_dir: Path | None) -> None:  # noqa: ARG001  # every command takes it
    """Write the three requirements files and package-lock.json anew (needs uv)."""
    if not shutil.which("uv"):
        raise Refused("Locking needs uv: install it with `pip install uv`, or see docs.astral.sh/uv.")
    for lock, source in GROUPS.items():
        click.echo(f"Locking {lock} …")
        run(["uv", *COMPILE, *SILENT_ON_ORIGIN, *source, "-o", lock])
    click.echo("Locking package-lock.json …")
    with frontend.npm(CHECKOUT, Path(sys.executable)) as npm:
        run([*npm, "install", "--package-lock-only", "--ignore-scripts", "--no-progress"])


def run(arguments: list[str]) -> None:
    surroundings = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
    if subprocess.run(arguments, cwd=CHECKOUT, env=surroundings, check=False).returncode:
        raise Refused(f"{Path(arguments[0]).name} could not renew the lock: see above.")
