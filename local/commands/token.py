"""`./hallway token EMAIL`: a bearer token of the API, for scripts."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from local import options
from local.data_directory import open_data_directory
from local.servers import reach_servers
from local.stopping import stop_on_signals
from local.surroundings import adopt, surroundings

DAYS_AT_MOST = 30


@click.command()
@options.data_directory
@click.argument("email")
@click.option(
    "--hours",
    type=click.IntRange(1, DAYS_AT_MOST * 24),
    default=1,
    show_default=True,
    help=f"How long it is worth something; {DAYS_AT_MOST} days at most.",
)
@click.option("--withdraw", is_flag=True, help="Print none; refuse from now on all that this person was given.")
def command(data_dir: Path | None, email: str, hours: int, withdraw: bool) -> None:
    """Print a token that lets a script use the API as the person with this EMAIL."""
    stop_on_signals()
    data = open_data_directory(data_dir)
    with reach_servers(data) as servers:
        adopt(surroundings(data, servers))
        from local.token_run import issue, withdraw_all  # reads the settings, which are complete only now

        click.echo(withdraw_all(email) if withdraw else issue(email, timedelta(hours=hours)))
