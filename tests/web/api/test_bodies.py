"""What a body may not be, and how that is said."""

from typing import Any

import pytest

from tests.web.api.client import ORACLE, SESSIONS, ApiClient, Json, example
from web.api.bodies import BODY_LIMIT_BYTES

DEEP = b'{"x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"


@pytest.mark.parametrize("path", ORACLE)
@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"not json", b'{"a": 1} {"b": 2}', b'{"a": NaN}', b"\xef\xbb\xbf{}", b'"\\ud800"', b'"\xff"', DEEP],
    ids=lambda body: repr(body[:20]),
)
async def test_what_is_no_json_is_400(api: ApiClient, path: str, body: bytes) -> None:
    answer = await api.post(path, content=body)

    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


async def test_text_that_is_none_is_refused_in_fields_that_nobody_reads_too(api: ApiClient) -> None:
    for field in (b'"\xff"', b'"\\ud83d"'):
        assert (
            await api.post(SESSIONS, content=b'{"user_profile": {}, "sessions": [], "x": ' + field + b"}")
        ).status_code == 400


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
async def test_another_type_than_json_is_415(api: ApiClient, content_type: str) -> None:
    answer = await api.post(SESSIONS, example("sessions"), headers={"Content-Type": content_type})

    assert answer.status_code == 415
    assert answer.json()["detail"] == "Send the body as JSON, with the header Content-Type: application/json."


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "Application/JSON"])
async def test_json_may_be_declared_in_any_spelling(api: ApiClient, content_type: str) -> None:
    assert (await api.post(SESSIONS, example("sessions"), headers={"Content-Type": content_type})).status_code == 200


async def test_a_body_beyond_eight_mebibytes_is_413_without_being_read_to_its_end(api: ApiClient) -> None:
    answer = await api.post(SESSIONS, content=b'{"x": "' + b"x" * BODY_LIMIT_BYTES)

    assert answer.status_code == 413
    assert answer.json()["detail"] == "A request may have 8 MiB at most."


@pytest.mark.parametrize(
    ("path", "value", "pointer", "detail"),
    [
        ((), [], "#", "This must be an object, and is a list."),
        (("user_profile",), None, "#/user_profile", "This must be an object, and is null."),
        (("user_profile", "role"), 7, "#/user_profile/role", "This must be a string or null, and is a whole number."),
        (("user_profile", "goals"), "LEARN", "#/user_profile/goals", "This must be a list or null, and is a string."),
        (("user_profile", "goals"), [None], "#/user_profile/goals/0", "This must be a string, and is null."),
        (("user_profile", "interests"), ["x"] * 101, "#/user_profile/interests", "This must have at most 100 entries."),
        (("sessions", 0, "id"), "", "#/sessions/0/id", "This must have at least 1 character."),
        (("sessions", 0, "id"), "x" * 201, "#/sessions/0/id", "This must have at most 200 characters."),
        (("sessions", 0, "id"), 7, "#/sessions/0/id", "This must be a string, and is a whole number."),
        (("sessions", 0), {}, "#/sessions/0", "The field id is missing."),
        (("sessions", 0, "title"), "x" * 501, "#/sessions/0/title", "This must have at most 500 characters."),
        (("sessions", 0, "tags"), ["x", "x" * 201], "#/sessions/0/tags/1", "This must have at most 200 characters."),
        (
            ("sessions", 0, "speakers", 0, "expertise"),
            {},
            "#/sessions/0/speakers/0/expertise",
            "This must be a list or null, and is an object.",
        ),
        (("max_matches",), 0, "#/max_matches", "This must be at least 1."),
        (("max_matches",), 101, "#/max_matches", "This must be at most 100."),
        (("max_matches",), -(10**30), "#/max_matches", "This must be at least 1."),
        (("max_matches",), "10", "#/max_matches", "This must be a whole number or null, and is a string."),
        (("use_llm",), "false", "#/use_llm", "This must be true or false or null, and is a string."),
    ],
    ids=lambda value: str(value)[:30],
)
async def test_a_wrong_field_is_422_and_named(
    api: ApiClient, path: tuple[str | int, ...], value: Any, pointer: str, detail: str
) -> None:
    answer = await api.post(SESSIONS, changed(example("sessions"), path, value))

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"] == [{"pointer": pointer, "detail": detail}]
    assert answer.json()["detail"] == f"{pointer}: {detail}"


def changed(body: Json, path: tuple[str | int, ...], value: Any) -> Any:
    if not path:
        return value
    place: Any = body
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return body
