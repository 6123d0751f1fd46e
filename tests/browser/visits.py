"""Visits of pages, and what a tab measures."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext
from playwright.sync_api import Page as Tab

from local.pages import Page
from local.photographer import View

Visit = Callable[[View, Page], BrowserContext]


def width(tab: Tab) -> int:
    """How wide the page is, in CSS pixels."""
    return int(tab.evaluate("document.documentElement.scrollWidth"))
