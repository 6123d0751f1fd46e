"""`./hallway import FILE --event SLUG`: a conference schedule into an event, as a background job."""

from __future__ import annotations

from pathlib import Path

import click

from domain.programme.safe_file import read_schedule_file
from local import options
from local.data_directory import open_data_directory
from local.servers import reach_servers
from local.stopping import stop_on_signals
from local.surroundings import adopt, surroundings


@click.command("import")
@options.data_directory
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--event", "slug", required=True, help="The event's short name, as in its address.")
@click.option("--create", is_flag=True, help="Make the event if there is none of this name.")
@click.option("--timezone", help="IANA name, such as Europe/Berlin; wins over the schedule's own.")
def command(data_dir: Path | None, file: Path, slug: str, create: bool, timezone: str | None) -> None:
    """Import FILE (frab XML or JSON, pretalx JSON); a second time, only what has changed."""
    stop_on_signals()
    content = read_schedule_file(file)
    data = open_data_directory(data_dir)
    with reach_servers(data) as servers:
        adopt(surroundings(data, servers))
        from local.import_run import ImportRequest, run_import  # reads the settings, which are complete only now

        # a database of our own has no worker, though one killed a moment ago may still seem to live
        request = ImportRequest(content, file.name, slug, create, timezone, may_others_work=not servers.own)
        click.echo("\n".join(run_import(request)))
