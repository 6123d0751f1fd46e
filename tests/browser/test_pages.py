"""Every page on every screen, light and dark: nothing for axe to find, and nothing that the policy refuses."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage

from local.pages import PAGES, Page
from local.photographer import DESKTOP, PHONE, Device, View, open_page
from tests.browser.content import EVENT
from tests.browser.visits import Visit

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def complaints_of(context: BrowserContext) -> list[str]:
    """What the browser complains of from now on: errors of scripts, and whatever the policy refuses."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "the server responded with a status" not in message.text:
            complaints.append(message.text)

    context.on("console", note)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    return complaints


@pytest.mark.parametrize("device", (PHONE, DESKTOP), ids=lambda device: device.name)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_axe_finds_nothing_light_or_dark_and_the_browser_has_no_complaint(
    page: Page, device: Device, visit: Visit
) -> None:
    context = visit(View(device, "light"), page)
    complaints = complaints_of(context)
    tab = open_page(context, page, EVENT)
    for scheme in SCHEMES:
        tab.emulate_media(color_scheme=scheme)

        found = Axe().run(tab)

        assert found.violations_count == 0, f"{scheme}: {found.generate_report()}"
    assert complaints == []
