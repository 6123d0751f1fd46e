"""`./hallway chaos`: jobs run while workers and servers are killed; nothing may be lost or done twice."""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from local import options
from local.data_directory import DataDirectory, open_data_directory
from local.refusal import Refused
from local.servers import start_servers, temporary_data_directory
from local.stopping import stop_on_signals
from local.surroundings import adopt, surroundings

JOBS_PER_MINUTE = 2_500
FEWEST_JOBS = 5_000


@click.command()
@options.data_directory
@click.option("--minutes", type=click.FloatRange(0.2), default=2.0, show_default=True, help="For how long.")
@click.option("--jobs", type=click.IntRange(1), help="How many.  [default: 2,500 a minute, 5,000 at least]")
@click.option("--seed", type=int, help="Of the choices made; printed, to make the same ones again.")
def command(data_dir: Path | None, minutes: float, jobs: int | None, seed: int | None) -> None:
    """Kill workers and servers of its own while jobs run, and count what was lost, stuck or done twice."""
    stop_on_signals()
    jobs = jobs or max(FEWEST_JOBS, int(minutes * JOBS_PER_MINUTE))
    seed = random.randrange(10**6) if seed is None else seed
    click.echo(f"{minutes:g} minutes, {jobs:,} jobs, seed {seed}")
    with workplace(data_dir) as data, start_servers(data) as servers:
        environment = surroundings(data, servers)
        adopt(environment)
        from local.chaos.report import lines
        from local.chaos.run import run_chaos  # reads the settings, which are complete only now

        outcome = run_chaos(servers, environment, data.logs, minutes * 60, jobs, seed)
        click.echo("\n".join(lines(outcome)))
        if not outcome.is_clean:
            click.echo(f"The logs are kept in {keep(data.logs)}.")
    sys.exit(0 if outcome.is_clean else 1)


@contextmanager
def workplace(folder: Path | None) -> Iterator[DataDirectory]:
    """A folder for this run alone: a temporary one, or the new one that was named, which stays.

    Raises: Refused for a folder that holds a database: it would be filled with chaos.
    """
    if folder is None:
        with temporary_data_directory() as data:
            yield data
    elif (folder / "postgres").exists():
        raise Refused(f"{folder} holds a database already, and chaos wants one of its own: choose a new folder.")
    else:
        yield open_data_directory(folder)


def keep(logs: Path) -> Path:
    """Copy the logs to where they outlive this run."""
    kept = Path(tempfile.mkdtemp(prefix="hallway-chaos-logs-"))
    return Path(shutil.copytree(logs, kept, dirs_exist_ok=True))
