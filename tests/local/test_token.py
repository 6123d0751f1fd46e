"""`./hallway token EMAIL`: the token alone on the standard output, for scripts."""

import asyncio
import os
import subprocess
from collections.abc import Iterator
from datetime import timedelta

import jwt
import pytest

from domain.errors import NotFound
from domain.people.api_tokens import TokenRefused, find_caller
from domain.piccolo_conf import DB
from domain.settings import load_settings
from domain.tables import ALL, Event
from local.data_directory import CHECKOUT
from local.servers import temporary_data_directory
from local.token_run import issue, withdraw_all
from tests.cast import make_person


@pytest.fixture
def ada(migrated: None) -> Iterator[str]:
    asyncio.run(add("ada@demo.example"))
    yield "ada@demo.example"
    asyncio.run(truncate())


async def add(email: str) -> None:
    await make_person("Ada", email, None, None)


async def truncate() -> None:
    await Event.raw(f"TRUNCATE {', '.join(table._meta.tablename for table in ALL)} CASCADE")


def open_with(token: str) -> None:
    asyncio.run(opened(token))


async def opened(token: str) -> None:
    await DB.start_connection_pool()
    try:
        await find_caller(load_settings().secret_key.get_secret_value(), token)
    finally:
        await DB.close_connection_pool()


def test_a_token_is_good_until_all_are_withdrawn(ada: str) -> None:
    token = issue(ada, timedelta(hours=2))
    open_with(token)

    assert withdraw_all(ada) == "All tokens of ada@demo.example are refused from now on."
    with pytest.raises(TokenRefused):
        open_with(token)
    open_with(issue(ada, timedelta(hours=2)))


def test_it_lasts_as_long_as_was_asked_for(ada: str) -> None:
    claims = jwt.decode(issue(ada, timedelta(hours=2)), options={"verify_signature": False})

    assert claims["exp"] - claims["iat"] == 7_200


def test_an_unknown_address_is_refused(ada: str) -> None:
    with pytest.raises(NotFound, match="Nobody here has the e-mail address"):
        issue("eve@demo.example", timedelta(hours=1))
    with pytest.raises(NotFound, match="Nobody here has the e-mail address"):
        withdraw_all("eve@demo.example")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [CHECKOUT / "hallway", "token", *arguments],
        env={**os.environ, "HALLWAY_LOG_FORMAT": "json"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_terminal_shows_the_token_and_nothing_else(ada: str) -> None:
    with temporary_data_directory() as data:
        good = run("--data-dir", str(data.path), ada)
        unknown = run("--data-dir", str(data.path), "eve@demo.example")
        too_long = run("--data-dir", str(data.path), ada, "--hours", "721")

    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout.count("\n") == 1
    open_with(good.stdout.strip())
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert unknown.stderr == "Error: Nobody here has the e-mail address eve@demo.example.\n"
    assert (too_long.returncode, too_long.stdout) == (2, "")
