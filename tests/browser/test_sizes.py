"""No page is wider than its screen, and whatever can be touched is big enough for a thumb."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page as Tab

from local.pages import PAGES, Page
from local.photographer import PHONE, Device, View, open_page
from tests.browser.content import EVENT
from tests.browser.visits import Visit, width

# Where columns are narrowest: a small phone, and a window just wide enough for the rail.
NARROW = (View(Device("small-phone", 320, 640, is_phone=True), "light"), View(Device("rail", 768, 900, False), "light"))


@pytest.mark.parametrize("view", NARROW, ids=lambda view: view.name)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_is_wider_than_a_narrow_screen(page: Page, view: View, visit: Visit) -> None:
    assert width(open_page(visit(view, page), page, EVENT)) <= view.device.width


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_whatever_can_be_touched_is_big_enough_for_a_thumb(page: Page, visit: Visit) -> None:
    assert too_small(open_page(visit(View(PHONE, "light"), page), page, EVENT)) == []


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
