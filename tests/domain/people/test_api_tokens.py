"""Bearer tokens: what is accepted, and everything that is not."""

import base64
import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import jwt
import pytest

from domain.clock import utc_now
from domain.errors import NotFound
from domain.people.api_tokens import (
    LONGEST_LIFETIME,
    ApiCaller,
    TokenRefused,
    find_caller,
    issue_token,
    withdraw_tokens,
)
from domain.tables import User
from tests.cast import make_person

SECRET = "a secret of more than thirty-two characters"
HOUR = timedelta(hours=1)


@pytest.fixture
async def ada(database: None) -> UUID:
    return await make_person("Ada", "ada@demo.example", None, None)


async def issue(now: datetime | None = None, lifetime: timedelta = HOUR) -> str:
    return await issue_token(SECRET, "ada@demo.example", now or utc_now(), lifetime)


def claims_of(token: str) -> dict[str, Any]:
    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return claims


async def forged(changes: dict[str, Any], *, key: bytes | None = None) -> str:
    """Ada's token with other claims; None leaves one out. Signed with our key where no other is given."""
    from domain.people.api_tokens import _signing_key

    claims = {name: value for name, value in (claims_of(await issue()) | changes).items() if value is not None}
    return jwt.encode(claims, key or _signing_key(SECRET), algorithm="HS256")


async def test_a_token_says_who_calls_and_what_they_are_now(ada: UUID) -> None:
    token = await issue()
    await User.update({User.admin: "full"}).where(User.id == ada)

    assert await find_caller(SECRET, token) == ApiCaller(ada, "full")


async def test_the_address_is_taken_in_any_case_and_with_spaces_around(ada: UUID) -> None:
    token = await issue_token(SECRET, " Ada@Demo.Example ", utc_now())

    assert (await find_caller(SECRET, token)).id == ada


async def test_an_unknown_address_is_named(database: None) -> None:
    with pytest.raises(NotFound, match=r"Nobody here has the e-mail address eve@demo\.example"):
        await issue_token(SECRET, "Eve@demo.example", utc_now())
    with pytest.raises(NotFound, match=r"eve@demo\.example"):
        await withdraw_tokens("eve@demo.example")


async def test_a_token_lives_as_long_as_was_asked_for_and_no_longer_than_thirty_days(ada: UUID) -> None:
    for asked, given in ((HOUR, HOUR), (timedelta(days=400), LONGEST_LIFETIME)):
        claims = claims_of(await issue(lifetime=asked))

        assert claims["exp"] - claims["iat"] == given.total_seconds()


async def test_an_expired_token_is_refused_as_such(ada: UUID) -> None:
    token = await issue(utc_now() - HOUR - timedelta(seconds=11))

    with pytest.raises(TokenRefused, match="expired"):
        await find_caller(SECRET, token)


async def test_clocks_may_differ_by_some_seconds(ada: UUID) -> None:
    for now in (utc_now() - HOUR - timedelta(seconds=5), utc_now() + timedelta(seconds=5)):
        assert (await find_caller(SECRET, await issue(now))).id == ada


async def test_a_deleted_persons_token_is_refused(ada: UUID) -> None:
    token = await issue()
    await User.delete().where(User.id == ada)

    with pytest.raises(TokenRefused, match="withdrawn"):
        await find_caller(SECRET, token)


async def test_withdrawing_ends_all_tokens_so_far_and_none_of_the_later_or_of_others(ada: UUID) -> None:
    sam = await make_person("Sam", "sam@demo.example", None, None)
    of_sam = await issue_token(SECRET, "sam@demo.example", utc_now())
    earlier = [await issue(), await issue()]
    await withdraw_tokens("ADA@demo.example")
    later = await issue()

    for token in earlier:
        with pytest.raises(TokenRefused, match="withdrawn"):
            await find_caller(SECRET, token)
    assert (await find_caller(SECRET, later)).id == ada
    assert (await find_caller(SECRET, of_sam)).id == sam


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "elsewhere"},
        {"iss": None},
        {"aud": "another-service"},
        {"aud": ["hallway-api", "another-service"]},
        {"aud": None},
        {"sub": None},
        {"sub": "root"},
        {"exp": None},
        {"iat": None},
        {"iat": 4_000_000_000},
        {"jti": None},
        {"generation": None},
        {"generation": "0"},
    ],
    ids=str,
)
async def test_a_signature_alone_is_not_enough(ada: UUID, changes: dict[str, Any]) -> None:
    assert (await find_caller(SECRET, await forged({}))).id == ada

    with pytest.raises(TokenRefused, match=r"not one of Hallway's"):
        await find_caller(SECRET, await forged(changes))


async def test_another_key_signs_nothing_not_even_the_secret_itself(ada: UUID) -> None:
    for key in (b"x" * 32, SECRET.encode()):
        with pytest.raises(TokenRefused, match=r"not one of Hallway's"):
            await find_caller(SECRET, await forged({}, key=key))


async def test_another_installations_token_is_worth_nothing(ada: UUID) -> None:
    with pytest.raises(TokenRefused):
        await find_caller("another secret of more than thirty characters", await issue())


async def test_the_algorithm_is_ours_to_choose(ada: UUID) -> None:
    unsigned = jwt.encode(claims_of(await issue()), "", algorithm="none")
    header = base64.urlsafe_b64encode(json.dumps({"alg": "none"}).encode()).rstrip(b"=").decode()
    _, payload, signature = (await issue()).split(".")

    for token in (unsigned, f"{header}.{payload}.", f"{header}.{payload}.{signature}"):
        with pytest.raises(TokenRefused, match=r"not one of Hallway's"):
            await find_caller(SECRET, token)


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é.è.ê", "." * 9, "\x00", "A" * 10_000])
async def test_what_is_no_token_is_refused_and_no_error(database: None, token: str) -> None:
    with pytest.raises(TokenRefused, match=r"not one of Hallway's"):
        await find_caller(SECRET, token)
