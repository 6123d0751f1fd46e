"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from local.surroundings import default_port

data_directory = click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where databases, secrets and logs lie.  [default: below the checkout; as root below /var/lib/hallway]",
)

port = click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=default_port,
    help="Where the web process listens.  [default: 8000]",
)
