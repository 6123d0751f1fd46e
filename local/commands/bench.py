"""`./hallway bench NAME`: one of the benchmarks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from local import options
from local.data_directory import CHECKOUT, open_data_directory
from local.refusal import Refused


@click.command(context_settings={"ignore_unknown_options": True})
@options.data_directory
@click.argument("name")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(data_dir: Path | None, name: str, arguments: tuple[str, ...]) -> None:
    """Run benchmarks/NAME.py; further arguments are its own."""
    if data_dir is not None:
        open_data_directory(data_dir)
    if name not in names():
        raise Refused(f"There is no benchmark {name}; there are: {', '.join(names())}.")
    sys.exit(
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *arguments], cwd=CHECKOUT, check=False).returncode
    )


def names() -> list[str]:
    return sorted(path.stem for path in (CHECKOUT / "benchmarks").glob("*.py") if path.stem != "__init__")
