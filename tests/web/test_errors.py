"""What goes wrong is answered in a sentence, in the form that was asked for, and never with a traceback."""

import time
from collections.abc import AsyncIterator, Callable

import pytest
from litestar import Litestar, get, post
from litestar.params import URLEncodedBody
from msgspec import Struct

from domain.errors import Forbidden, NotFound
from domain.piccolo_conf import DB
from domain.settings import Settings
from domain.tables import User
from tests.cast import Cast
from tests.web.visitor import Visitor
from web.app import create_app

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
JSON = {"Accept": "application/json"}


class Note(Struct):
    text: str = ""


@get("/breaks")
async def break_down() -> None:
    raise ValueError("a secret of the inside")


@get("/forbids")
async def forbid() -> None:
    raise Forbidden("Only Omar may open this.")


@get("/lacks")
async def lack() -> None:
    raise NotFound("There is no such session.")


@post("/notes")
async def store_note(data: URLEncodedBody[Note]) -> None:
    await User(name=data.text).save()


@pytest.fixture(autouse=True)
def failing_routes(site: Litestar) -> None:
    for handler in (break_down, forbid, lack, store_note):
        site.register(handler)


async def test_what_nobody_expected_is_a_page_with_a_reference_and_without_details(visitor: Visitor) -> None:
    answer = await visitor.get("/breaks", headers={"X-Request-ID": "abc-123"})

    assert answer.status_code == 500
    assert "This page did not open" in answer.text
    assert "<code>abc-123</code>" in answer.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


async def test_htmx_gets_a_notice_that_leaves_the_page_as_it_was(visitor: Visitor) -> None:
    for path, status in (("/breaks", 500), ("/forbids", 403), ("/lacks", 404), ("/nowhere", 404)):
        answer = await visitor.get(path, headers=HTMX)

        assert answer.status_code == status
        assert answer.headers["hx-retarget"] == "#notices"
        assert answer.text.startswith('<div class="banner bad" role="alert">')
        assert "<html" not in answer.text


async def test_machines_get_problem_json(visitor: Visitor) -> None:
    answer = await visitor.get("/lacks", headers={**JSON, "X-Request-ID": "abc-123"})

    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json() == {
        "type": "about:blank",
        "title": "No door here",
        "status": 404,
        "detail": "There is no such session.",
        "instance": "/lacks",
        "request_id": "abc-123",
    }


@pytest.mark.parametrize(
    ("accept", "is_json"),
    [
        ("application/problem+json", True),
        ("application/json; charset=utf-8", True),
        ("application/*", True),
        ("application/json, text/plain, */*", True),
        ("text/html;q=0.5, application/json", True),
        ("application/json;q=0", False),
        ("application/json;q=0, */*", False),
        ("application/json;q=many", False),
        ("text/html, application/json;q=0.9", False),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", False),
        ("*/*", False),
        ("", False),
    ],
)
async def test_the_form_of_an_answer_is_what_the_client_likes_best(
    visitor: Visitor, accept: str, is_json: bool
) -> None:
    answer = await visitor.get("/lacks", headers={"Accept": accept})

    assert answer.headers["content-type"].startswith("application/problem+json" if is_json else "text/html")


async def test_everything_below_the_api_is_answered_in_json(visitor: Visitor) -> None:
    answer = await visitor.get("/api/v1/nowhere", headers={"Accept": "text/html"})

    assert answer.headers["content-type"].startswith("application/problem+json")


async def test_who_is_signed_in_is_told_as_whom_something_is_not_theirs(visitor: Visitor, cast: Cast) -> None:
    await visitor.be(cast.ada)

    answer = await visitor.get("/forbids")

    assert answer.status_code == 403
    assert "Only Omar may open this." in answer.text
    assert "You are signed in as Ada Björkqvist." in answer.text


async def test_an_unknown_address_is_a_designed_page(visitor: Visitor) -> None:
    for path in ("/nowhere", "/events", "/sign-in/links", "/static/0/nothing.css", "/admin/jobs/not-a-uuid/attempts"):
        answer = await visitor.get(path)

        assert answer.status_code == 404, path
        assert "No door here" in answer.text


async def test_a_way_that_an_address_does_not_go_is_refused(visitor: Visitor) -> None:
    answer = await visitor.post("/inbox")

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert "Not that way" in answer.text


@pytest.mark.parametrize("with_length", [True, False])
async def test_a_form_of_ten_megabytes_is_refused_before_it_is_read(visitor: Visitor, with_length: bool) -> None:
    async def trickle() -> AsyncIterator[bytes]:  # an announced length can lie, or be missing
        for _ in range(160):
            yield b"x" * 65536

    body = b"x" * 10_485_760 if with_length else trickle()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}

    answer = await visitor.client.post("/sign-in", content=body, headers=headers)

    assert answer.status_code == 413
    assert "64 KiB" in answer.text


async def test_a_form_that_is_not_text_is_refused_with_a_sentence(visitor: Visitor) -> None:
    token = (await visitor.token()).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    for body in (b"&email=%ff%fe", b"&email=\xff", b"&email=%ed%a0%80"):
        answer = await visitor.client.post("/sign-in", content=b"_csrf_token=" + token + body, headers=headers)

        assert answer.status_code in (400, 422), body
        assert "Traceback" not in answer.text


async def test_text_that_the_database_cannot_store_is_the_senders_error(visitor: Visitor) -> None:
    answer = await visitor.post("/notes", {"text": "nul\x00character"})

    assert answer.status_code == 400
    assert "That cannot be read" in answer.text


async def test_without_a_database_each_page_says_so_quickly(
    visit: Callable[[], Visitor], cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = visit()
    await visitor.be(cast.ada)
    monkeypatch.setattr(DB, "pool", None)
    monkeypatch.setitem(DB.config, "dsn", "postgresql://nobody@127.0.0.1:1/nowhere")
    started = time.monotonic()

    page, notice, problem = [await visitor.get("/", headers=headers) for headers in ({}, HTMX, JSON)]

    assert time.monotonic() - started < 2
    assert [page.status_code, notice.status_code, problem.status_code] == [503, 503, 503]
    assert page.headers["retry-after"] == "5"
    assert "The database does not answer." in page.text
    assert problem.json()["title"] == "Hallway is catching its breath"


async def test_without_valkey_people_still_sign_in(settings: Settings, cast: Cast) -> None:
    site = create_app(settings.model_copy(update={"redis_url": "redis://127.0.0.1:1/0"}))
    visitor = Visitor(site, settings)
    started = time.monotonic()

    answer = await visitor.post("/sign-in", {"email": "ada@demo.example"})

    assert answer.headers["location"] == "/sign-in/sent"
    assert time.monotonic() - started < 3
