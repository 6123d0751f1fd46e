"""Every page on every screen, light and dark: nothing for axe to find, nothing refused by the policy, nothing wider."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, StorageState
from playwright.sync_api import Page as Tab

from local.pages import PAGES, Page
from local.photographer import PHONE, VIEWS, Device, View, open_page, visiting
from tests.browser.content import EVENT

Visit = Callable[[View, Page], BrowserContext]
# Where columns are narrowest: a small phone, and a window just wide enough for the rail.
NARROW = (View(Device("small-phone", 320, 640, is_phone=True), "light"), View(Device("rail", 768, 900, False), "light"))


def complaints_of(context: BrowserContext) -> list[str]:
    """What the browser complains of from now on: errors of scripts, and whatever the policy refuses."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "the server responded with a status" not in message.text:
            complaints.append(message.text)

    context.on("console", note)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    return complaints


@pytest.fixture
def visit(browser: Browser, address: str, states: dict[str | None, StorageState]) -> Iterator[Visit]:
    """Opens a visit of a page's person, closed at the end of the test."""
    with ExitStack() as stack:
        yield lambda view, page: stack.enter_context(visiting(browser, address, view, states.get(page.person)))


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_axe_finds_nothing_and_the_browser_has_no_complaint(page: Page, view: View, visit: Visit) -> None:
    context = visit(view, page)
    complaints = complaints_of(context)
    tab = open_page(context, page, EVENT)

    found = Axe().run(tab)

    assert found.violations_count == 0, found.generate_report()
    assert complaints == []
    assert width(tab) <= view.device.width


@pytest.mark.parametrize("view", NARROW, ids=lambda view: view.name)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_is_wider_than_a_narrow_screen(page: Page, view: View, visit: Visit) -> None:
    assert width(open_page(visit(view, page), page, EVENT)) <= view.device.width


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_whatever_can_be_touched_is_big_enough_for_a_thumb(page: Page, visit: Visit) -> None:
    assert too_small(open_page(visit(View(PHONE, "light"), page), page, EVENT)) == []


def width(tab: Tab) -> int:
    """How wide the page is, in CSS pixels."""
    return int(tab.evaluate("document.documentElement.scrollWidth"))


def too_small(tab: Tab) -> list[str]:
    """Buttons, inputs and links outside of running text that are visible and less than 44 pixels high."""
    return list(
        tab.evaluate(
            """() => [...document.querySelectorAll('button, select, input:not([type=hidden]), .btn, nav a')]
              .filter(element => element.checkVisibility() && !element.closest('label, .sr'))
              .map(element => [element, element.getBoundingClientRect().height])
              .filter(([element, height]) => height > 0 && height < 43.5)
              .map(([element, height]) => `${element.outerHTML.slice(0, 80)}: ${height}`)"""
        )
    )
