"""The web process: it stops at once although pages are open."""

import asyncio
import os
import socket
import sys
import time

import httpx

from domain.clock import utc_now
from domain.people.browser_sessions import open_session
from domain.settings import Settings
from local.data_directory import CHECKOUT
from local.web_answer import answers
from tests.cast import Cast
from web.security.cookies import cookie_name


async def test_a_stop_ends_open_streams_and_does_not_wait_for_them(cast: Cast, settings: Settings) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    cookies = {cookie_name(settings, "session"): await open_session(cast.root, utc_now())}
    environment = {**os.environ, "HALLWAY_PORT": str(port), "HALLWAY_BASE_URL": address}
    web = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "web.serve", cwd=CHECKOUT, env=environment, stdout=asyncio.subprocess.PIPE
    )
    try:
        deadline = time.monotonic() + 30
        while not await asyncio.to_thread(answers, f"{address}/health/ready"):
            assert time.monotonic() < deadline
        async with (
            httpx.AsyncClient(cookies=cookies) as client,
            client.stream("GET", f"{address}/admin/live?page=jobs") as stream,
        ):
            chunks = stream.aiter_text()
            assert "event: beat" in await anext(chunks)
            web.terminate()
            stopped = time.monotonic()
            async for _ in chunks:
                pass
        output, _ = await asyncio.wait_for(web.communicate(), 10)
        assert time.monotonic() - stopped < 1.5
        assert b"Cancel" not in output
        assert b"Traceback" not in output
    finally:
        if web.returncode is None:
            web.kill()
