"""No page is wider than its screen, and whatever can be touched is big enough for a thumb."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page as Tab

from local.pages import PAGES, Page
from local.photographer import DESKTOP, PHONE, Device, View, open_page
from tests.browser.content import EVENT
from tests.browser.visits import Visit, width

# Each with where its columns are narrowest: a small phone, and a window just wide enough for the rail.
WIDTHS = {PHONE: 320, DESKTOP: 768}


@pytest.mark.parametrize("device", WIDTHS, ids=lambda device: device.name)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_is_wider_than_its_screen_and_a_thumb_finds_what_it_needs(
    page: Page, device: Device, visit: Visit
) -> None:
    tab = open_page(visit(View(device, "light"), page), page, EVENT)
    assert width(tab) <= device.width
    assert not device.is_phone or too_small(tab) == []

    tab.set_viewport_size({"width": WIDTHS[device], "height": device.height})
    assert width(tab) <= WIDTHS[device]


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
