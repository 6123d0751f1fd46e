"""Allowed hosts."""

import pytest

from tests.web.visitor import Visitor


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "[::1]:8000"])
async def test_our_own_hosts_are_answered(visitor: Visitor, host: str) -> None:
    assert (await visitor.get("/sign-in", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "[", ""])
async def test_any_other_host_is_refused(visitor: Visitor, host: str) -> None:
    answer = await visitor.get("/sign-in", headers={"Host": host})

    assert answer.status_code == 400
