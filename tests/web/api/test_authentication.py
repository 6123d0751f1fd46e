"""Who may use the API: whoever comes with a token, and no one else."""

from datetime import timedelta
from uuid import UUID

import pytest

from domain.clock import utc_now
from domain.people.api_tokens import issue_token, withdraw_tokens
from domain.settings import Settings
from domain.tables import User
from tests.cast import Cast
from tests.web.api.client import ORACLE, SESSIONS, ApiClient, example
from tests.web.visitor import Visitor

pytestmark = pytest.mark.usefixtures("cast")


@pytest.mark.parametrize("path", ORACLE)
@pytest.mark.parametrize("header", ["", "Basic cm9vdDpyb290", "Bearer", "Bearer ", "Token abc"])
async def test_without_a_token_the_scheme_is_asked_for(api: ApiClient, path: str, header: str) -> None:
    answer = await api.post(path, {}, headers={"Authorization": header})

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer realm="hallway"'
    assert answer.json()["detail"] == "Send a token with each request, in a header: Authorization: Bearer TOKEN."


async def test_a_token_that_is_not_valid_is_told_apart(api: ApiClient, settings: Settings) -> None:
    key = settings.secret_key.get_secret_value()
    expired = await issue_token(key, "ada@demo.example", utc_now() - timedelta(days=1))
    for token, reason in ((expired, "This token has expired."), ("a.b.c", "This token is not one of Hallway's.")):
        answer = await api.post(SESSIONS, {}, headers={"Authorization": f"Bearer {token}"})

        assert answer.status_code == 401
        challenge = f'Bearer realm="hallway", error="invalid_token", error_description="{reason}"'
        assert answer.headers["www-authenticate"] == challenge
        assert answer.json()["detail"].startswith(reason)


async def test_the_scheme_may_be_written_in_any_case(api: ApiClient) -> None:
    answer = await api.post(SESSIONS, example("sessions"), headers={"Authorization": f"bearer  {api.token} "})

    assert answer.status_code == 200


async def test_whoever_is_deleted_or_withdrawn_from_is_out_at_once(api: ApiClient, cast: Cast) -> None:
    assert (await api.post(SESSIONS, example("sessions"))).status_code == 200
    await withdraw_tokens("ada@demo.example")
    assert (await api.post(SESSIONS, example("sessions"))).status_code == 401


async def test_the_token_of_a_deleted_person_is_refused(api: ApiClient, cast: Cast) -> None:
    await User.delete().where(User.id == cast.ada)

    assert (await api.post(SESSIONS, example("sessions"))).status_code == 401


async def test_who_is_refused_is_told_nothing_of_their_body(api: ApiClient) -> None:
    for options in ({"content": b"{"}, {"content": b"x" * 9_000_000}, {"body": {"sessions": 7}}):
        answer = await api.post(SESSIONS, headers={"Authorization": "Bearer x.y.z"}, **options)

        assert answer.status_code == 401


async def test_a_token_in_the_address_or_in_the_body_is_none(api: ApiClient) -> None:
    answer = await api.post(
        f"{SESSIONS}?access_token={api.token}",
        example("sessions") | {"access_token": api.token},
        headers={"Authorization": ""},
    )

    assert answer.status_code == 401


async def test_a_token_opens_no_page(api: ApiClient, cast: Cast, settings: Settings) -> None:
    token = await issue_token(settings.secret_key.get_secret_value(), "root@demo.example", utc_now())

    answer = await api.http.get("/admin/jobs", headers={"Authorization": f"Bearer {token}"})

    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


async def test_the_cookie_of_a_session_does_not_count_beside_a_token(
    api: ApiClient, visitor: Visitor, cast: Cast
) -> None:
    await visitor.be(cast.root)
    headers = {"Authorization": "Bearer a.b.c"}

    assert (await visitor.client.post(SESSIONS, json=example("sessions"), headers=headers)).status_code == 401


async def test_no_token_of_a_form_is_asked_for_and_other_origins_are_not_invited(api: ApiClient) -> None:
    answer = await api.post(SESSIONS, example("sessions"), headers={"Origin": "https://elsewhere.example"})

    assert answer.status_code == 200
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert "set-cookie" not in answer.headers


async def test_an_answer_carries_the_security_headers_and_is_not_stored(api: ApiClient) -> None:
    answer = await api.post(SESSIONS, example("sessions"), headers={"X-Request-ID": "abc"})

    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-request-id"] == "abc"


async def test_each_person_asks_six_hundred_times_a_minute(api: ApiClient, cast: Cast, settings: Settings) -> None:
    other = await issue_token(settings.secret_key.get_secret_value(), "sam@demo.example", utc_now())
    await count(api, cast.ada, 600)

    refused = await api.post(SESSIONS, example("sessions"))

    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 60
    assert refused.json()["detail"].startswith("Too many requests. Try again in ")
    assert (
        await api.post(SESSIONS, example("sessions"), headers={"Authorization": f"Bearer {other}"})
    ).status_code == 200


async def count(api: ApiClient, user_id: UUID, requests: int) -> None:
    """As if they had asked so often within this minute."""
    await api.state.redis.set(f"hallway:rate:api:{user_id}", requests, ex=60)


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "HEAD"])
async def test_another_method_is_405_with_what_is_allowed(api: ApiClient, method: str) -> None:
    answer = await api.http.request(method, SESSIONS, headers={"Authorization": f"Bearer {api.token}"})

    assert answer.status_code == 405
    assert answer.headers["allow"] == "OPTIONS, POST"
