"""Signing in, as people do it: with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def context(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=address, java_script_enabled=request.param)
    yield context
    context.close()


def test_a_mailed_link_leads_to_ones_picks_and_out_again(context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto("/")
    tab.get_by_label("E-mail").fill("omar@demo.example")
    tab.get_by_role("button", name="Mail me a link").click()
    expect(tab.get_by_role("heading", name="Look into your mail")).to_be_visible()

    tab.get_by_role("link", name="Open the development inbox").click()
    tab.locator("article", has_text="omar@demo.example").get_by_role("link").first.click()
    tab.get_by_role("button", name="Sign in").click()
    expect(tab.get_by_role("heading", name="Data quality", level=1)).to_be_visible()

    tab.get_by_role("button", name="Sign out").locator("visible=true").first.click()
    expect(tab.get_by_role("heading", name="Sign in")).to_be_visible()
    tab.goto("/events/harbour/for-you")
    expect(tab.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_wrong_address_is_said_at_the_field(context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto("/sign-in")
    tab.get_by_label("E-mail").fill("omar")
    tab.get_by_role("button", name="Mail me a link").click()

    expect(tab.get_by_text("An address looks like name@example.org.")).to_be_visible()
    expect(tab.get_by_label("E-mail")).to_have_value("omar")


def test_the_first_press_of_tab_offers_to_skip_to_the_content(context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto("/sign-in")
    tab.keyboard.press("Tab")

    expect(tab.get_by_role("link", name="Skip to content")).to_be_focused()
    expect(tab.get_by_role("link", name="Skip to content")).to_be_in_viewport()
