"""The page of jobs, as an administrator watches it."""

from __future__ import annotations

import asyncio
import re
from uuid import UUID

from playwright.sync_api import BrowserContext, expect
from playwright.sync_api import Page as Tab

from tests.browser.elsewhere import in_another_thread


def test_from_a_tab_to_a_job_and_its_traceback(context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto("/admin/jobs")
    tab.get_by_role("navigation", name="State").get_by_role("link", name="Dead").click()
    tab.get_by_label("Job", exact=True).select_option("GenerateRecommendations")
    tab.get_by_role("button", name="Filter").click()
    expect(tab).to_have_url(re.compile(r"/admin/jobs\?tab=dead&.*name=GenerateRecommendations&"))

    tab.get_by_role("row", name="Sam Oyelaran-Whitfield").get_by_role("link").first.click()
    expect(tab.get_by_role("heading", name="GenerateRecommendations", level=1)).to_be_visible()
    expect(tab.get_by_label("Traceback of run 1")).to_contain_text("ValueError: no such colour")


def test_the_page_changes_by_itself_and_asks_nothing_while_hidden(tab: Tab) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url) if "/admin/live" in request.url else None)
    tab.goto("/admin/jobs?tab=waiting")
    watched = tab.get_by_role("link", name="GenerateEvent")
    watched.focus()

    job = in_another_thread(_enqueue_mail())
    try:
        expect(tab.locator(f'a[href="/admin/jobs/{job}"]')).to_be_visible()
        # What is being used keeps the focus though its table was drawn anew.
        expect(watched).to_be_focused()
        tab.wait_for_timeout(6_000)
        assert len(asked) == 1, "a stream that works is the only question"

        _hide(tab, "true")
        tab.wait_for_timeout(300)
        in_another_thread(_forget(job))
        tab.wait_for_timeout(6_000)
        assert len(asked) == 1
        expect(tab.locator(f'a[href="/admin/jobs/{job}"]')).to_be_visible()

        _hide(tab, "false")
        expect(tab.locator(f'a[href="/admin/jobs/{job}"]')).to_be_hidden(timeout=8_000)
        assert len(asked) == 2
    finally:
        in_another_thread(_forget(job))


def test_the_list_stands_still_while_somebody_chooses(tab: Tab) -> None:
    tab.goto("/admin/jobs?tab=waiting")
    box = tab.get_by_role("row", name="GenerateEvent").get_by_role("checkbox")
    box.check()
    count = tab.locator("#job-tabs [aria-current]")
    before = count.inner_text()
    job = in_another_thread(_enqueue_mail())
    try:
        new = tab.locator(f'a[href="/admin/jobs/{job}"]')
        # The count above it goes on.
        expect(count).not_to_have_text(before)
        expect(new).to_be_hidden()
        box.uncheck()
        expect(new).to_be_visible()
    finally:
        in_another_thread(_forget(job))


def test_one_box_ticks_the_page(tab: Tab) -> None:
    tab.goto("/admin/jobs")
    boxes = tab.locator("#job-choice tbody input[type=checkbox]")
    tab.get_by_label("This page").check()
    assert all(box.is_checked() for box in boxes.all())
    boxes.first.uncheck()
    expect(tab.get_by_label("This page")).not_to_be_checked()


def test_where_no_stream_comes_through_the_page_asks(tab: Tab) -> None:
    tab.route(lambda url: "/admin/live" in url and "once=true" not in url, lambda route: route.abort())
    tab.goto("/admin/jobs?tab=waiting")

    job = in_another_thread(_enqueue_mail())
    try:
        expect(tab.locator(f'a[href="/admin/jobs/{job}"]')).to_be_visible(timeout=15_000)
    finally:
        in_another_thread(_forget(job))


def test_a_page_says_that_it_is_not_live_and_takes_that_back(tab: Tab) -> None:
    in_notices = {"HX-Retarget": "#notices", "HX-Reswap": "innerHTML"}
    tab.route(
        lambda url: "/admin/live" in url,
        lambda route: route.fulfill(status=503, headers=in_notices, body="<p>The database does not answer.</p>"),
    )
    tab.goto("/admin/jobs?tab=waiting")
    expect(tab.locator("[data-live]")).to_contain_text("Not live, last changed", timeout=10_000)
    expect(tab.locator("#notices")).to_contain_text("The database does not answer.")

    tab.unroute_all()
    expect(tab.locator("[data-live]")).to_contain_text("Live changed", timeout=15_000)
    expect(tab.locator("#notices")).to_be_empty()


def test_who_signs_out_elsewhere_is_shown_nothing_more(tab: Tab) -> None:
    tab.goto("/admin/jobs")
    in_another_thread(_end_sessions())
    expect(tab).to_have_url(re.compile("/sign-in$"), timeout=10_000)


def _hide(tab: Tab, hidden: str) -> None:
    tab.evaluate(
        f"Object.defineProperty(document, 'hidden', {{get: () => {hidden}, configurable: true}});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )


async def _enqueue_mail() -> UUID:
    from domain.ids import uuid7
    from domain.work.enqueue import enqueue
    from domain.work.works import SendMail

    job = await enqueue(SendMail(mail_id=uuid7()))
    await asyncio.sleep(0.1)
    return job


async def _forget(job: UUID) -> UUID:
    from domain.tables import Job

    await Job.delete().where(Job.id == job)
    return job


async def _end_sessions() -> UUID:
    from domain.ids import NIL
    from domain.tables import WebSession

    await WebSession.delete(force=True)
    return NIL
