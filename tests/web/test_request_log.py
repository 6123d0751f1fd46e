"""Request ids and the log."""

from uuid import UUID

import pytest
from structlog.testing import capture_logs

from domain.tables import Job
from tests.cast import Cast
from tests.web.visitor import Visitor


async def test_a_request_gets_an_id_of_its_own(visitor: Visitor) -> None:
    first, second = [(await visitor.get("/health/live")).headers["x-request-id"] for _ in range(2)]

    assert UUID(first).version == UUID(second).version == 7
    assert first != second


async def test_a_callers_id_is_kept(visitor: Visitor) -> None:
    answer = await visitor.get("/health/live", headers={"X-Request-ID": "proxy-7.a_B"})

    assert answer.headers["x-request-id"] == "proxy-7.a_B"


@pytest.mark.parametrize("forged", ["", "two words", "new\tline", "x" * 65, "{}", "ä"])
async def test_an_id_that_could_forge_the_log_is_replaced(visitor: Visitor, forged: str) -> None:
    answer = await visitor.get("/health/live", headers={"X-Request-ID": forged.encode("latin-1")})

    assert UUID(answer.headers["x-request-id"]).version == 7


async def test_a_job_carries_the_id_of_the_request_that_asked_for_it(visitor: Visitor, cast: Cast) -> None:
    await visitor.token()
    await visitor.post("/sign-in", {"email": "ada@demo.example"}, headers={"X-Request-ID": "asked-here"})

    assert await Job.select(Job.request_id) == [{"request_id": "asked-here"}]


async def test_probes_and_files_do_not_fill_the_log_unless_they_fail(visitor: Visitor) -> None:
    with capture_logs() as lines:
        await visitor.get("/health/live")
        await visitor.get("/static/0/missing.css")

    written = [(line["route"], line["status"]) for line in lines if line["log_level"] == "info"]
    assert written == [("/static/{digest}/{path}", 404)]


async def test_the_log_names_the_route_and_never_the_secret_in_the_path(visitor: Visitor) -> None:
    with capture_logs() as lines:
        await visitor.get("/sign-in/links/a-secret-token")

    assert [line["route"] for line in lines if line["event"] == "request"] == ["/sign-in/links/{token}"]
    assert "a-secret-token" not in str(lines)
