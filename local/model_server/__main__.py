"""The server as a process: `python -m local.model_server --port PORT`."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click
import uvicorn

from domain.logs import configure_logs
from local.model_server.server import configuration
from local.model_server.simulation import MADE_UP_KEY, Simulation


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), required=True, help="Where it listens, on 127.0.0.1 only.")
@click.option("--key", default=MADE_UP_KEY, show_default=True, help="The API key that is right.")
@click.option(
    "--state", type=click.Path(file_okay=False, path_type=Path), help="A folder that keeps batches over a restart."
)
@click.option("--delay", default=0.0, show_default=True, help="Seconds that an answer takes.")
@click.option("--batch-seconds", default=5.0, show_default=True, help="Seconds that a batch is under way.")
def main(port: int, key: str, state: Path | None, delay: float, batch_seconds: float) -> None:
    """Pretend to be Claude's API."""
    configure_logs("console")
    simulation = Simulation(key=key, folder=state, delay_seconds=delay, keeps_requests=False)
    simulation.batches.duration = timedelta(seconds=batch_seconds)
    uvicorn.Server(configuration(simulation, port)).run()


if __name__ == "__main__":
    main()
