"""What changed on an open page: one reading for all, only what changed, and an end to every stream."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack

import pytest
from litestar import Litestar

from domain.ids import uuid7
from domain.people.browser_sessions import close_session
from domain.tables import User
from domain.work.enqueue import enqueue
from domain.work.works import SendMail
from tests.cast import Cast
from tests.queries import counted_queries
from tests.web.admin.live.listener import Listener
from tests.web.visitor import Visitor
from web.admin.jobs.page import JOB_NAMES
from web.admin.live import readings as live_readings
from web.admin.live import stream as live_stream
from web.admin.live.handlers import Live

LIVE = "/admin/live?page=jobs"
# Five of the snapshot, one of rights, two of the page.
QUERIES_A_ROUND = 8


@pytest.fixture
def listen(site: Litestar, root: Visitor) -> Callable[..., Listener]:
    def make(path: str = LIVE, seen: str = "", is_stuck: bool = False) -> Listener:
        return Listener(site, path, dict(root.client.cookies), seen, is_stuck)

    return make


@pytest.fixture
def quick(site: Litestar, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readings without their pace, for tests that wait for several."""
    live: Live = site.state.live
    live.readings = live_readings.LiveReadings(live.streams.tokens, every_seconds=0.05)
    monkeypatch.setattr(live_readings, "BETWEEN_PAGES_SECONDS", 0.0)


async def seen_of(root: Visitor, path: str = "/admin/jobs") -> str:
    return (await root.get(path)).text.split('data-seen="')[1].split('"')[0]


async def test_only_the_regions_that_changed_are_sent(
    root: Visitor, listen: Callable[..., Listener], quick: None
) -> None:
    async with listen(seen=await seen_of(root)) as stream:
        await asyncio.sleep(0.3)
        assert [await stream.taken.get() for _ in range(stream.taken.qsize())] == [
            "retry: 1500\nevent: beat\ndata: \n\n"
        ]
        await enqueue(SendMail(mail_id=uuid7()))
        changed = ""
        while 'id="job-table"' not in changed or 'id="vitals"' not in changed:
            last = await stream.next_page()
            changed += last

    assert stream.headers["content-type"].startswith("text/event-stream")
    assert 'id="workers"' not in changed
    assert "<select" not in changed
    # What is sent back when the browser connects anew: a fingerprint of each region.
    assert last.split("\n")[0].count(".") == 4
    assert last.startswith("id: ")


async def test_a_browser_that_connects_anew_goes_on_from_what_it_saw(
    root: Visitor, listen: Callable[..., Listener], quick: None
) -> None:
    async with listen() as stream:
        everything = await stream.next_page()
    assert everything.count("hx-swap-oob") == 6
    seen = everything.split("id: ")[1].split("\n")[0]
    async with listen(seen=seen) as stream:
        with pytest.raises(TimeoutError):
            await stream.next_page(within_seconds=0.3)


async def test_a_hundred_pages_cost_the_database_no_more_than_one(
    listen: Callable[..., Listener], site: Litestar
) -> None:
    async with AsyncExitStack() as open_pages:
        streams = [await open_pages.enter_async_context(listen()) for _ in range(100)]
        for stream in streams:
            await stream.next_page(within_seconds=10)
        await asyncio.sleep(0.5)
        assert len(site.state.live.streams) == 100
        with counted_queries() as queries:
            await asyncio.sleep(4)

    assert QUERIES_A_ROUND <= len(queries) <= 3 * QUERIES_A_ROUND


async def test_nobody_reads_where_nobody_looks(listen: Callable[..., Listener], site: Litestar, quick: None) -> None:
    async with listen() as stream:
        await stream.next_page()
    with counted_queries() as queries:
        await asyncio.sleep(0.3)
    assert (queries, len(site.state.live.streams)) == ([], 0)


@pytest.mark.parametrize("how", ["signed out", "demoted", "made a reader"])
async def test_who_loses_their_rights_loses_the_stream(
    root: Visitor, cast: Cast, listen: Callable[..., Listener], quick: None, how: str
) -> None:
    async with listen() as stream:
        await stream.next_page()
        if how == "signed out":
            assert root.session_token
            await close_session(root.session_token)
        else:
            await User.update({User.admin: "none" if how == "demoted" else "read"}).where(User.id == cast.root)
        assert await stream.next_page() == "event: over\ndata: \n\n"
        await asyncio.wait_for(stream.task, 1)
    assert stream.has_ended


async def test_all_streams_end_when_the_process_stops(listen: Callable[..., Listener], site: Litestar) -> None:
    async with listen() as stream:
        await stream.taken.get()
        site.state.live.streams.stop()
        await asyncio.wait_for(stream.task, 0.5)
        assert stream.has_ended
    async with listen(seen="x") as late:
        await late.next_page()
    assert late.headers["content-type"].startswith("text/html")


async def test_where_streams_are_full_a_page_is_answered_once(
    root: Visitor, listen: Callable[..., Listener], site: Litestar, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_stream, "MOST_STREAMS", 1)
    seen = await seen_of(root)
    async with listen(seen=seen) as stream:
        await stream.taken.get()
        async with listen(seen="x") as one_too_many:
            assert 'id="vitals"' in await one_too_many.next_page()
            await asyncio.wait_for(one_too_many.task, 1)
            assert one_too_many.headers["content-type"].startswith("text/html")
            assert not stream.task.done()
    async with listen() as again:
        await again.next_page()
        assert again.headers["content-type"].startswith("text/event-stream")


async def test_a_stream_ends_after_a_while(
    listen: Callable[..., Listener], quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_stream, "LONGEST_SECONDS", 0.2)
    async with listen() as stream:
        await asyncio.wait_for(stream.task, 2)
        assert stream.has_ended


async def test_who_cannot_follow_is_let_go(
    listen: Callable[..., Listener], site: Litestar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_stream, "SLOWEST_SECONDS", 0.1)
    async with listen(is_stuck=True) as stream:
        await asyncio.wait_for(stream.task, 2)
        assert len(site.state.live.streams) == 0


async def test_who_can_have_no_stream_asks_once(root: Visitor, quick: None) -> None:
    seen = await seen_of(root)
    headers = {"HX-Request": "true", "Last-Event-ID": seen}
    assert (await root.get(f"{LIVE}&once=true", headers=headers)).status_code == 204

    await enqueue(SendMail(mail_id=uuid7()))
    changed = (await root.get(f"{LIVE}&once=true", headers=headers)).text
    assert changed.count("hx-swap-oob") == 5
    assert "<html" not in changed


@pytest.mark.parametrize("query", ["page=nothing", "page=jobs&colour=red", "page=jobs&tab=burning", ""])
async def test_a_page_that_is_not_there_is_refused(root: Visitor, query: str) -> None:
    assert (await root.get(f"/admin/live?{query}")).status_code == 400


async def test_pages_that_want_different_things_take_turns(listen: Callable[..., Listener]) -> None:
    wanted = [f"{LIVE}&tab={tab}&name={name}" for tab in ("all", "dead", "waiting", "running") for name in JOB_NAMES]
    async with AsyncExitStack() as open_pages:
        for path in wanted:
            await open_pages.enter_async_context(listen(path))
        await asyncio.sleep(0.5)
        with counted_queries() as queries:
            await asyncio.sleep(2)

    assert len(wanted) > 40
    assert len(queries) <= 2 * (QUERIES_A_ROUND + 2 * 12)
