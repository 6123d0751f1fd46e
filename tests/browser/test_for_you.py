"""For you and Me, as an attendee uses them: with scripts and without, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, StorageState, expect
from playwright.sync_api import Page as Tab

from local.pages import ADA

States = dict[str | None, StorageState]
PATH = "/events/harbour/for-you"


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def context(request: pytest.FixtureRequest, browser: Browser, address: str, states: States) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=address, storage_state=states[ADA], java_script_enabled=request.param)
    yield context
    context.close()


@pytest.fixture
def scripted(browser: Browser, address: str, states: States) -> Iterator[Tab]:
    context = browser.new_context(base_url=address, storage_state=states[ADA])
    tab = context.new_page()
    tab.goto(PATH)
    yield tab
    context.close()


def unsaved_card(tab: Tab) -> Locator:
    """A card of the list that is not saved, found again by its id whatever becomes of it."""
    card = tab.locator("article.pick", has=tab.get_by_role("button", name="Not interested")).first
    return tab.locator(f"#{card.get_attribute('id')}")


def test_saving_choosing_a_level_and_taking_back(context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto(PATH)
    card = unsaved_card(tab)
    title = card.get_by_role("heading").inner_text()

    card.get_by_role("button", name="Save").click()
    expect(card.get_by_role("button", name="Want")).to_have_attribute("aria-pressed", "true")
    expect(tab.locator("#saved")).to_contain_text(title)

    card.get_by_role("button", name="Must").click()
    expect(card.get_by_role("button", name="Must")).to_have_attribute("aria-pressed", "true")

    card.get_by_role("button", name="Remove from saved").click()
    expect(card.get_by_role("button", name="Save")).to_be_visible()
    expect(tab.locator("#saved")).not_to_contain_text(title)


def test_hiding_saying_why_and_undoing(context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto(PATH)
    card = unsaved_card(tab)
    title = card.get_by_role("heading").inner_text()

    card.get_by_role("button", name="Not interested").click()
    expect(card).to_contain_text(f"Hidden: {title}")

    card.get_by_role("button", name="Seen it before").click()
    expect(card.get_by_role("button", name="Seen it before")).to_have_attribute("aria-pressed", "true")

    card.get_by_role("button", name="Undo").click()
    expect(card.get_by_role("heading", name=title)).to_be_visible()


def test_why_and_what_it_is_about_open_and_close(context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto(PATH)
    card = tab.locator("article.pick", has_text="Match your profile").or_(tab.locator("article.pick")).first

    expect(card.locator(".why-body")).to_be_hidden()
    card.get_by_text("Why this?").click()
    expect(card.locator(".why-body")).to_be_visible()
    card.get_by_text("What it is about").click()
    expect(card.get_by_text("All about")).to_be_visible()
    card.get_by_text("Why this?").click()
    expect(card.locator(".why-body")).to_be_hidden()


def test_a_change_keeps_the_page_the_focus_and_says_itself(scripted: Tab) -> None:
    said: list[str] = []
    scripted.on("console", lambda message: said.append(message.text))
    scripted.evaluate("window.sameDocument = true")
    card = unsaved_card(scripted)

    card.get_by_role("button", name="Save").focus()
    scripted.keyboard.press("Enter")
    expect(scripted.get_by_role("status").filter(has_text="Saved as want.")).to_be_attached()
    expect(card.get_by_role("button", name="Want")).to_be_focused()

    scripted.keyboard.press("Tab")
    expect(card.get_by_role("button", name="Backup")).to_be_focused()
    card.get_by_role("button", name="Remove from saved").press("Enter")
    expect(card.get_by_role("button", name="Save")).to_be_focused()

    card.get_by_role("button", name="Not interested").press("Enter")
    expect(card.get_by_role("button", name="Undo")).to_be_focused()
    card.get_by_role("button", name="Undo").press("Enter")
    expect(card.get_by_role("button", name="Not interested")).to_be_focused()
    assert scripted.evaluate("window.sameDocument")
    assert said == []


def test_a_profile_is_changed_and_refused_where_it_is_wrong(context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto("/events/harbour/me")
    tab.get_by_label("Others").fill("x" * 70)
    tab.get_by_label("Company").fill("Atlantikoma")
    tab.get_by_role("button", name="Save").click()

    expect(tab.get_by_text("is longer than 60 characters")).to_be_visible()
    expect(tab.get_by_label("Company")).to_have_value("Atlantikoma")
    expect(tab.get_by_label("Others")).to_have_attribute("aria-invalid", "true")
    expect(tab.get_by_label("Others")).to_be_focused()
    tab.get_by_label("Company").focus()
    tab.get_by_role("alert").get_by_role("link", name="Interests").click()
    expect(tab.get_by_label("Others")).to_be_focused()

    tab.get_by_label("Others").fill("chamber music, trams")
    tab.get_by_role("button", name="Save").click()
    expect(tab.get_by_text("Profile saved.")).to_be_visible()
    expect(tab.get_by_text("Your list is being made anew.")).to_be_visible()
    expect(tab.get_by_role("link", name="Look again")).to_be_visible()

    tab.get_by_role("link", name="Me").locator("visible=true").first.click()
    expect(tab.get_by_label("Others")).to_have_value("chamber music, trams")


def test_what_comes_by_itself_is_promised_only_where_scripts_run(context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto("/events/harbour/me")
    tab.get_by_role("button", name="Save").click()

    expect(tab.get_by_role("link", name="Look again")).to_be_visible()
    promise = tab.get_by_text("by itself")
    expect(promise).to_be_visible(visible=tab.evaluate("matchMedia('(scripting: enabled)').matches"))


def test_chips_are_ticked_by_keyboard(scripted: Tab) -> None:
    scripted.goto("/events/harbour/me")
    chip = scripted.get_by_role("checkbox", name="operations")
    was_checked = chip.is_checked()
    chip.focus()
    scripted.keyboard.press("Space")
    assert chip.is_checked() is not was_checked
