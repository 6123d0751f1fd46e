"""`./hallway screenshots`: every page, on phone and desktop, light and dark."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from local import options
from local.data_directory import CHECKOUT
from local.refusal import Refused
from local.surroundings import local_address
from local.web_answer import answers

START_SECONDS = 120.0
STOP_SECONDS = 15.0


@click.command()
@options.data_directory
@options.port
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=CHECKOUT / "screenshots")
@click.option("--base-url", help="A demo that runs already.  [default: one at the port, else one is started]")
@click.option("--event", default="northbound", help="Whose pages.  [default: northbound]")
@click.option("--busy/--plain", default=True, help="Also what only a busy demo has.  [default: --busy]")
@click.option("--only", multiple=True, help="Only the page of this name; may be given several times.")
def command(
    data_dir: Path | None, port: int, out: Path, base_url: str | None, event: str, busy: bool, only: tuple[str, ...]
) -> None:
    """Write one PNG for each page, screen and colour scheme."""
    started = time.monotonic()
    out.mkdir(parents=True, exist_ok=True)
    start = ("--busy",) if busy else ("--model", "none")
    with running_demo(base_url or local_address(port), data_dir, port, None if base_url else start) as address:
        count = photograph_all(address, out, event, only, busy=busy)
    click.echo(f"{count} pictures in {out}, in {time.monotonic() - started:.0f} s.")


@contextmanager
def running_demo(address: str, data_dir: Path | None, port: int, start: Sequence[str] | None) -> Iterator[str]:
    """The address of a demo: the one that answers there, else one with the options `start`, as long as it is needed.

    Raises: Refused if none answers, and none may be started (`start` is None) or none starts in time.
    """
    if answers(f"{address}/health/live"):
        yield address
        return
    if start is None:
        raise Refused(f"Nothing answers at {address}.")
    folder = ["--data-dir", str(data_dir)] if data_dir else []
    command = [sys.executable, "-m", "local.cli", "demo", *start, "--port", str(port), *folder]
    demo = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.DEVNULL)  # what it refuses, it says on stderr
    try:
        wait_for(demo, address)
        yield address
    finally:
        demo.terminate()
        demo.wait(STOP_SECONDS)


def wait_for(demo: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not answers(f"{address}/health/live"):
        if demo.poll() is not None or time.monotonic() > deadline:
            raise Refused("The demo did not start: see its lines above.")
        time.sleep(0.2)


def photograph_all(address: str, out: Path, event: str, only: tuple[str, ...], *, busy: bool) -> int:
    """Take all pictures and return how many."""
    from local.pages import BAD_DAY, BUSY_PAGES, PAGES
    from local.photographer import VIEWS, ask_for_link, open_browser, open_page, photograph, sign_in, visiting

    wanted = [page for page in (*PAGES, *(BUSY_PAGES if busy else ())) if not only or page.name in only]
    awaited = BAD_DAY if busy else ()
    with open_browser() as browser:
        with visiting(browser, address, VIEWS[0]) as context:
            ask_for_link(context)
        people = {page.person for page in (*wanted, *awaited) if page.person}
        states = {person: sign_in(browser, address, person) for person in people}
        for page in awaited:
            with visiting(browser, address, VIEWS[0], states[page.person or ""]) as context:
                open_page(context, page, event)
        for view in VIEWS:
            for page in wanted:
                with visiting(browser, address, view, states.get(page.person or "")) as context:
                    tab = open_page(context, page, event)
                    photograph(tab, view, out / f"{page.name}-{view.name}.png")
            click.echo(f"{view.name}: {len(wanted)} pages")
    return len(wanted) * len(VIEWS)
