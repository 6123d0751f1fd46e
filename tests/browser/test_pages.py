"""Every page on every screen, light and dark: nothing for axe to find, and nothing that the policy refuses."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage

from local.pages import PAGES, Page
from local.photographer import VIEWS, View, open_page
from tests.browser.content import EVENT
from tests.browser.visits import Visit, width


def complaints_of(context: BrowserContext) -> list[str]:
    """What the browser complains of from now on: errors of scripts, and whatever the policy refuses."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "the server responded with a status" not in message.text:
            complaints.append(message.text)

    context.on("console", note)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    return complaints


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
