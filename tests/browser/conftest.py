"""A running site with the cast in it, and a browser that visits it."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from local.data_directory import CHECKOUT
from local.pages import PAGES, ROOT
from local.photographer import open_browser, sign_in, visiting
from local.web_answer import answers

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, StorageState
    from playwright.sync_api import Page as Tab

    from tests.browser.visits import Visit

    States = dict[str | None, StorageState]

START_SECONDS = 30.0


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    """Opened after the site is filled and closed with the module: while it is open, its event loop runs."""
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(migrated: None) -> Iterator[str]:
    """Where the web process answers until the end of the module, with content: other modules empty the database."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    asyncio.run(_fill(address))
    environment = {**os.environ, "HALLWAY_PORT": str(port), "HALLWAY_BASE_URL": address}
    web = subprocess.Popen([sys.executable, "-m", "web.serve"], cwd=CHECKOUT, env=environment)
    try:
        _wait_for(web, address)
        yield address
    finally:
        web.terminate()
        web.wait(10)
        asyncio.run(_empty())


@pytest.fixture(scope="module")
def states(browser: Browser, address: str) -> States:
    """The cookies of each person who looks at a page, signed in once."""
    people = {page.person for page in PAGES if page.person}
    return {person: sign_in(browser, address, person) for person in people}


@pytest.fixture
def person() -> str:
    """Who is at the browser of `tab` and `context`; a module may have another."""
    return ROOT


@pytest.fixture
def tab(browser: Browser, address: str, states: States, person: str) -> Iterator[Tab]:
    """One with scripts."""
    context = browser.new_context(base_url=address, storage_state=states[person])
    yield context.new_page()
    context.close()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def context(
    request: pytest.FixtureRequest, browser: Browser, address: str, states: States, person: str
) -> Iterator[BrowserContext]:
    """With scripts, and a second time without."""
    context = browser.new_context(base_url=address, storage_state=states[person], java_script_enabled=request.param)
    yield context
    context.close()


@pytest.fixture
def visit(browser: Browser, address: str, states: States) -> Iterator[Visit]:
    """Opens a visit of a page's person, closed at the end of the test."""
    with ExitStack() as stack:
        yield lambda view, page: stack.enter_context(visiting(browser, address, view, states.get(page.person)))


def _wait_for(web: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not answers(f"{address}/health/ready"):
        assert web.poll() is None, "the web process ended"
        assert time.monotonic() < deadline, "the web process never answered"
        time.sleep(0.1)


async def _fill(address: str) -> None:
    from tests.browser.content import fill

    await fill(address)


async def _empty() -> None:
    from domain.tables import ALL, Event

    await Event.raw(f"TRUNCATE {', '.join(table._meta.tablename for table in ALL)} CASCADE")
