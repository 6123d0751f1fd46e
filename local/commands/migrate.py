"""`./hallway migrate`: bring the database's tables up to date."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from local import options
from local.data_directory import open_data_directory
from local.servers import reach_servers
from local.stopping import stop_on_signals
from local.surroundings import adopt, surroundings


@click.command()
@options.data_directory
def command(data_dir: Path | None) -> None:
    """Run the migrations that have not run yet."""
    stop_on_signals()
    data = open_data_directory(data_dir)
    with reach_servers(data) as servers:
        adopt(surroundings(data, servers))
        from domain.migrate import migrate  # reads the settings, which are complete only now

        asyncio.run(migrate())
    click.echo("The tables are up to date.")
