"""For you and Me, as an attendee uses them: with scripts and without, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Locator, expect
from playwright.sync_api import Page as Tab

from local.pages import ADA

PATH = "/events/harbour/for-you"
SESSIONS = f"{PATH}?show=sessions&whole=yes"


@pytest.fixture
def person() -> str:
    return ADA


@pytest.fixture
def scripted(tab: Tab) -> Tab:
    tab.goto(SESSIONS)
    return tab


def unsaved_card(tab: Tab) -> Locator:
    """A card of the list that is not saved, found again by its id whatever becomes of it."""
    card = tab.locator("article.pick", has=tab.get_by_role("button", name="Not interested")).first
    return tab.locator(f"#{card.get_attribute('id')}")


def has_scripts(tab: Tab) -> bool:
    return bool(tab.evaluate("matchMedia('(scripting: enabled)').matches"))


def test_saving_choosing_a_level_and_taking_back(context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto(SESSIONS)
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
    tab.goto(SESSIONS)
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
    tab.goto(SESSIONS)
    card = tab.locator("article.pick").first

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


def test_the_parts_of_a_score_add_up_to_it(context: BrowserContext) -> None:
    tab = context.new_page()
    for show in ("sessions", "speakers", "people"):
        tab.goto(f"{PATH}?show={show}&whole=yes")
        card = tab.locator("article.pick").first
        card.get_by_text("Why this?" if show == "sessions" else "Why them?").click()
        expect(card.locator(".why-table")).to_be_visible()
        points = [int(cell.replace("−", "-")) for cell in card.locator(".why-table tbody td").all_inner_texts()]
        score = int(card.locator(".score b").inner_text())
        assert sum(points) == int(card.locator(".why-table tfoot td").inner_text()) == score


def test_the_rest_comes_by_itself_or_with_a_link(context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto(PATH)
    count = int(tab.get_by_role("link", name="All").locator(".n").inner_text())
    more = tab.get_by_role("link", name="more", exact=False).filter(has_text="Show")
    if not has_scripts(tab):
        expect(tab.locator(".pick, .undo")).to_have_count(3)
        more.click()
    expect(tab.locator("#rest .pick, #rest .undo").first).to_be_attached()
    shown = tab.locator("article.pick, .undo").count()
    assert shown == count
    expect(more).to_have_count(0)


def test_one_kind_at_a_time(context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto(PATH)
    tab.get_by_role("link", name="People").click()
    expect(tab.locator("article.someone").first).to_contain_text("You gain")
    expect(tab.get_by_role("link", name="People")).to_have_attribute("aria-current", "page")
    expect(tab.locator(".track")).to_have_count(0)


def test_a_starter_is_copied_or_selected(scripted: Tab) -> None:
    scripted.context.grant_permissions(["clipboard-read", "clipboard-write"])
    scripted.goto(f"{PATH}?show=speakers&whole=yes")
    starter = scripted.locator(".starter").first
    starter.get_by_role("button", name="Copy").click()
    expect(starter.get_by_role("button", name="Copied")).to_be_visible()
    expect(scripted.get_by_role("status").filter(has_text="Copied.")).to_be_attached()
    assert scripted.evaluate("navigator.clipboard.readText()") == starter.locator("blockquote").inner_text()

    scripted.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    other = scripted.locator(".starter:visible").nth(1)
    other.get_by_role("button", name="Copy").press("Enter")
    expect(other.get_by_role("button", name="Selected")).to_be_visible()
    assert scripted.evaluate("getSelection().toString().trim()") == other.locator("blockquote").inner_text()


def test_what_is_simulated_says_so_on_its_card(context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto(f"{PATH}?show=speakers&whole=yes")
    first, second = tab.locator("article.pick").nth(0), tab.locator("article.pick").nth(1)
    expect(first.get_by_text("simulated", exact=True).first).to_be_visible()
    expect(second.get_by_text("simulated")).to_have_count(0)


def test_why_not_that_one_is_asked_answered_and_saved(context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto(PATH)
    tab.get_by_role("link", name="Why not that one?").click()
    tab.get_by_role("searchbox").fill("type that")
    tab.get_by_role("button", name="Search").click()
    expect(tab.get_by_role("heading", name="1 session with “type that”")).to_be_visible()
    tab.get_by_role("link", name="Type that people can read").click()

    expect(tab.get_by_role("heading", name="It has no place in your list")).to_be_visible()
    expect(tab.get_by_text("None of your interests is a topic")).to_be_visible()
    tab.get_by_role("button", name="Save").click()
    expect(tab.get_by_role("button", name="Want")).to_have_attribute("aria-pressed", "true")
    tab.get_by_role("button", name="Remove from saved").click()
    expect(tab.get_by_role("button", name="Save")).to_be_visible()


def test_a_search_is_answered_while_one_types(scripted: Tab) -> None:
    scripted.goto("/events/harbour/why-not")
    scripted.get_by_role("searchbox").press_sequentially("leases")
    expect(scripted.get_by_role("heading", name="1 session with “leases”")).to_be_visible()
    expect(scripted.get_by_role("searchbox")).to_be_focused()
    expect(scripted.get_by_role("link", name="Leases")).to_be_visible()


def test_a_newer_list_is_announced_and_moves_nothing(scripted: Tab) -> None:
    scripted.goto(PATH)
    expect(scripted.locator("#rest .pick").first).to_be_attached()
    third = scripted.locator("article.pick").nth(2)
    third.scroll_into_view_if_needed()
    before = third.bounding_box()
    scripted.evaluate(
        """() => {
          const news = document.getElementById("news");
          const address = news.getAttribute("hx-get").replace(/seen=[^&]*/, "seen=idle:1");
          return htmx.ajax("GET", address, {target: "#news", swap: "outerHTML"});
        }"""
    )
    expect(scripted.get_by_role("link", name="Show it")).to_be_in_viewport()
    expect(scripted.get_by_role("status").filter(has_text="A new list is ready.")).to_be_attached()
    assert third.bounding_box() == before
    scripted.get_by_role("link", name="Show it").click()
    expect(scripted.get_by_role("link", name="Show it")).to_have_count(0)


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
    promise = tab.get_by_text("You are told here when it is ready.")
    expect(promise).to_be_visible(visible=has_scripts(tab))


def test_chips_are_ticked_by_keyboard(scripted: Tab) -> None:
    scripted.goto("/events/harbour/me")
    chip = scripted.get_by_role("checkbox", name="operations")
    was_checked = chip.is_checked()
    chip.focus()
    scripted.keyboard.press("Space")
    assert chip.is_checked() is not was_checked
