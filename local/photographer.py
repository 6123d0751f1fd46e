"""A browser that signs in, opens pages and takes their pictures."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Response, StorageState, sync_playwright
from playwright.sync_api import Page as Tab

from local.browser import find
from local.pages import ADA, Page
from local.refusal import Refused

SWITCHES = ("--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync")
PATIENCE_SECONDS = 90.0
RETRY_SECONDS = 1.0


@dataclass(frozen=True)
class Device:
    """A screen, in CSS pixels."""

    name: str
    width: int
    height: int
    is_phone: bool


@dataclass(frozen=True)
class View:
    """A device in a colour scheme."""

    device: Device
    scheme: Literal["light", "dark"]

    @property
    def name(self) -> str:
        return f"{self.device.name}-{self.scheme}"


PHONE = Device("phone", 390, 844, is_phone=True)
DESKTOP = Device("desktop", 1280, 800, is_phone=False)
VIEWS = (View(PHONE, "light"), View(PHONE, "dark"), View(DESKTOP, "light"), View(DESKTOP, "dark"))


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A Chromium without a window: the machine's own, or Playwright's."""
    with sync_playwright() as playwright:
        # the pages are our own, and as root Chromium starts only without its sandbox
        browser = playwright.chromium.launch(executable_path=find(), args=SWITCHES, chromium_sandbox=False)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visiting(
    browser: Browser, base_url: str, view: View, state: StorageState | None = None
) -> Iterator[BrowserContext]:
    """A visit to the site on a screen of its own, with the cookies of `state`."""
    device = view.device
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": device.width, "height": device.height},
        device_scale_factor=2 if device.is_phone else 1,
        has_touch=device.is_phone,
        is_mobile=device.is_phone,
        color_scheme=view.scheme,
        reduced_motion="reduce",
        storage_state=state,
    )
    try:
        yield context
    finally:
        context.close()


def sign_in(browser: Browser, base_url: str, person: str) -> StorageState:
    """The cookies of somebody who signed in with one click, as only a demo allows.

    Raises: Refused if this site is no demo.
    """
    context = browser.new_context(base_url=base_url)
    tab = context.new_page()
    tab.goto("/sign-in")
    button = tab.locator(f'button[value="{person}"]')
    if not button.count():
        raise Refused(f"This site has no one-click sign-in for {person}: only a demo can be photographed.")
    # closing a context while a form is on its way can hang the browser for good
    with tab.expect_navigation():
        button.click()
    state = context.storage_state()
    context.close()
    return state


def ask_for_link(context: BrowserContext) -> None:
    """So that there is a letter to photograph, and a link to follow."""
    tab = context.new_page()
    tab.goto("/sign-in")
    tab.fill("#email", ADA)
    with tab.expect_navigation():
        tab.click('form[action="/sign-in"] button')
    tab.close()


def open_page(context: BrowserContext, page: Page, event: str) -> Tab:
    """Open a page and wait for what it waits for.

    Raises: Refused if it answers with another status than it should, or never shows what it should.
    """
    tab = context.new_page()
    deadline = time.monotonic() + PATIENCE_SECONDS
    response = tab.goto(page.path.format(event=event))
    awaited = page.until or page.follow
    while awaited and not tab.locator(awaited).count():
        if time.monotonic() > deadline:
            raise Refused(f"{tab.url} never showed {awaited}.")
        time.sleep(RETRY_SECONDS)
        response = tab.reload()
    if page.follow:
        response = tab.goto(tab.locator(page.follow).first.get_attribute("href") or "")
    refuse_other_status(response, page)
    return tab


def photograph(tab: Tab, view: View, path: Path) -> None:
    """Write a picture of the whole page, on a screen as high as the page: what sticks to an edge is at that edge."""
    height = int(tab.evaluate("document.documentElement.scrollHeight"))
    tab.set_viewport_size({"width": view.device.width, "height": max(height, view.device.height)})
    tab.screenshot(path=path, full_page=True)


def refuse_other_status(response: Response | None, page: Page) -> None:
    if response is None or response.status != page.status:
        answer = response.status if response else "nothing"
        raise Refused(f"The page {page.name} answered {answer} instead of {page.status}.")
