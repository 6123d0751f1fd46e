"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from local.surroundings import default_port


def refuse_empty(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path | None:
    """An unset variable in a script must not fill the folder it happens to run in."""
    if value == Path():
        raise click.BadParameter(
            "it is empty or names the folder you are in: choose one of its own.", context, parameter
        )
    return value


data_directory = click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    callback=refuse_empty,
    help="Where databases, secrets and logs lie.  [default: below the checkout; as root below /var/lib/hallway]",
)

port = click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=default_port,
    help="Where the web process listens.  [default: 8000]",
)
