"""HEAD."""

import asyncio

import pytest

from domain.settings import Settings
from tests.cast import Cast
from tests.web.visitor import Visitor
from web.app import create_app


@pytest.mark.parametrize("path", ["/sign-in", "/", "/health/ready", "/nowhere", "/events/harbour/for-you", "/admin"])
async def test_it_is_answered_like_get_without_a_body(settings: Settings, cast: Cast, path: str) -> None:
    visitor = Visitor(create_app(settings), settings)
    await visitor.be(cast.ada)

    read, asked = await visitor.get(path), await visitor.client.head(path)

    assert asked.status_code == read.status_code
    assert asked.content == b""
    differing = {name for name in read.headers if asked.headers.get(name) != read.headers[name]}
    assert differing <= {"x-request-id", "set-cookie"}


async def test_a_stream_ends_with_its_headers(settings: Settings, cast: Cast) -> None:
    visitor = Visitor(create_app(settings), settings)
    await visitor.be(cast.root)

    asked = await asyncio.wait_for(visitor.client.head("/admin/live?page=jobs"), 2)

    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["content-type"].startswith("text/event-stream")


async def test_its_line_in_the_log_names_method_and_route(
    settings: Settings, database: None, capsys: pytest.CaptureFixture[str]
) -> None:
    await Visitor(create_app(settings), settings).client.head("/sign-in/sent")

    assert "method=HEAD" in (line := capsys.readouterr().out)
    assert "route=/sign-in/sent" in line
