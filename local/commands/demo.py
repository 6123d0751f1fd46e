"""`./hallway demo`: everything on this machine, with a conference to look at."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import click

from local import options
from local.data_directory import DataDirectory, open_data_directory
from local.demo.busy.processes import busy_lines, busy_model, busy_processes, is_busy, refuse_senseless
from local.demo.sign_ins import SIGN_INS
from local.demo_model import DemoModel, ModelChoice, choose, demo_model, matching_line
from local.following import LogTail, followed
from local.outside import given_database_url, given_redis_url
from local.ports import refuse_taken_port
from local.procfile import Process, read_procfile
from local.servers import Servers, start_servers
from local.stopping import stop_on_signals
from local.supervision import Supervision, supervised
from local.surroundings import adopt, host, local_address, surroundings
from local.web_answer import wait_until_answering

LOOK_SECONDS = 0.5
SCHEDULE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@options.data_directory
@options.port
@click.option("--schedule", "schedules", multiple=True, type=SCHEDULE, help="Add this schedule as an event of its own.")
@click.option(
    "--model",
    "wanted_model",
    type=click.Choice([choice.value for choice in ModelChoice]),
    help="Who matches and writes beside the algorithm.  [default: claude where ANTHROPIC_API_KEY is set, else none]",
)
@click.option("--busy", is_flag=True, help="A site on a bad day: dead letters, a long queue, a model that fails.")
@click.option("--once", is_flag=True, help="End with a summary when the first recommendations are made.")
def command(
    data_dir: Path | None, port: int, schedules: tuple[Path, ...], wanted_model: str | None, busy: bool, once: bool
) -> None:
    """Run servers and processes with a demo conference, until Ctrl-C."""
    started = time.monotonic()
    if busy:
        refuse_senseless(wanted_model, once=once)
    choice = ModelChoice.SIMULATED if busy else choose(wanted_model)
    stop_on_signals()
    refuse_taken_port(host(), port)
    data = open_data_directory(data_dir)
    try:
        with start_servers(data, database_url=given_database_url(), redis_url=given_redis_url()) as servers:
            model = demo_model(choice, data, surroundings(data, servers, port=port, demo=True))
            model = busy_model(model) if busy else model
            adopt(model.environment)
            write_conferences(schedules, busy=busy)
            processes = busy_processes(read_procfile(), data) if busy else read_procfile()
            run(data, servers, model, processes, started, once=once)
    except KeyboardInterrupt:
        click.echo("Stopped.")


def write_conferences(schedules: tuple[Path, ...], *, busy: bool) -> None:
    from local.demonstration import prepare

    for line in prepare(schedules, busy=busy):
        click.echo(line)


def run(
    data: DataDirectory,
    servers: Servers,
    model: DemoModel,
    procfile: Sequence[Process],
    started: float,
    *,
    once: bool,
) -> None:
    processes = [*model.processes, *procfile]
    environment = model.environment
    # one progress bar and the lines of three processes would write over each other; and on a bad day they hide the rest
    shown = [] if once or is_busy(model) else [process.name for process in processes]
    web_log = LogTail(data.logs / "web.log")
    with followed(data.logs, shown), supervised(data, processes, environment) as supervision:
        wait_until_answering(local_address(int(environment["HALLWAY_PORT"])), web_log, supervision)
        if once:
            summarize(model, started)
            return
        click.echo(welcome(environment["HALLWAY_BASE_URL"], data, model, time.monotonic() - started))
        watch(servers, supervision)


def summarize(model: DemoModel, started: float) -> None:
    from local.demo_summary import summarize_first_recommendations

    click.echo("\n".join([*summarize_first_recommendations(), matching_line(model)]))
    click.echo(f"Time: {time.monotonic() - started:.0f} s from the start to here.")


def watch(servers: Servers, supervision: Supervision) -> None:
    """Until Ctrl-C, bring back what dies: supervisor does so for the processes, this for it and the servers."""
    while True:
        time.sleep(LOOK_SECONDS)
        servers.revive()
        supervision.revive()


def welcome(address: str, data: DataDirectory, model: DemoModel, seconds: float) -> str:
    people = [f"  {email:<20} {role}" for email, role in SIGN_INS.items()]
    lines = [
        f"Hallway is at {address} (ready after {seconds:.1f} s)",
        f"Data directory: {data.path}, logs in logs/",
        matching_line(model),
        *(busy_lines(model) if is_busy(model) else []),
    ]
    return "\n".join(["", *lines, "Sign in with one click, as:", *people, "Ctrl-C stops everything.", ""])
