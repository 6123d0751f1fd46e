"""What a phone has room for: a long name in the bar, all reasons, whole initials, and every area."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Locator, StorageState, expect
from playwright.sync_api import Page as Tab

from local.pages import ADA, ROOT
from local.photographer import Device, View, visiting

Visit = Callable[[str, int], Tab]
FOR_YOU = "/events/harbour/for-you"


@pytest.fixture
def visit(browser: Browser, address: str, states: dict[str | None, StorageState]) -> Iterator[Visit]:
    """Opens a tab of somebody on a screen of some width; below 768 it is a phone's."""
    with ExitStack() as stack:

        def open_tab(person: str, width: int) -> Tab:
            view = View(Device("screen", width, 800, is_phone=width < 768), "light")
            return stack.enter_context(visiting(browser, address, view, states[person])).new_page()

        yield open_tab


def edges(element: Locator) -> tuple[float, float]:
    """Left and right, in pixels of the window."""
    box = element.bounding_box()
    assert box
    return box["x"], box["x"] + box["width"]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_long_name_leaves_room_for_the_switch_and_the_way_out(visit: Visit, width: int) -> None:
    tab = visit(ADA, width)
    tab.goto(FOR_YOU)
    frame = tab.locator(".bar" if width < 768 else ".rail")
    name, arrow = frame.locator(".brand > span"), frame.locator("summary > .icon")
    end = edges(frame)[1]

    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert name.evaluate("element => element.scrollWidth <= element.clientWidth")
    assert edges(name)[1] <= edges(arrow)[0]
    assert edges(arrow)[1] <= end
    if width < 768:
        way_out = edges(frame.get_by_role("button", name="Sign out"))
        assert edges(arrow)[1] <= way_out[0]
        assert way_out[1] <= end


def test_an_administrator_gets_to_the_overview_and_back(visit: Visit) -> None:
    tab = visit(ROOT, 390)
    tab.goto(FOR_YOU)
    tab.get_by_role("navigation", name="Main").get_by_role("link", name="Admin").click()
    expect(tab.get_by_role("heading", name="Overview", level=1)).to_be_visible()
    tab.get_by_role("navigation", name="Sections").get_by_role("link", name="For you").click()
    expect(tab.get_by_role("heading", name="For you", level=1)).to_be_visible()


def test_every_reason_for_hiding_is_on_the_screen(visit: Visit) -> None:
    tab = visit(ADA, 320)
    tab.goto(FOR_YOU)
    line = tab.locator(".undo").first
    for reason in ("Not my topic", "Wrong level", "Seen it before", "Bad time"):
        left, right = edges(line.get_by_role("button", name=reason))
        assert 0 <= left < right <= edges(line)[1]


def test_no_face_covers_the_initials_of_another(visit: Visit) -> None:
    tab = visit(ADA, 390)
    tab.goto(FOR_YOU)
    faces = tab.locator(".faces", has=tab.locator(".face:nth-child(3)")).first.locator(".face").all()
    rights_and_lefts = [(edges(one)[1], edges(next_one)[0]) for one, next_one in pairwise(faces)]
    assert len(rights_and_lefts) == 2
    assert all(right <= left for right, left in rights_and_lefts)


def test_the_tab_bar_lets_nothing_shine_through(visit: Visit) -> None:
    tab = visit(ADA, 390)
    tab.goto(FOR_YOU)
    colour = tab.locator(".tabbar").evaluate("element => getComputedStyle(element).backgroundColor")
    assert colour.startswith("rgb(")


def test_the_jobs_reload_at_the_edge_of_the_page(visit: Visit) -> None:
    tab = visit(ROOT, 390)
    tab.goto("/admin/jobs")
    assert edges(tab.get_by_role("link", name="Reload"))[1] == edges(tab.locator("#vitals"))[1]
