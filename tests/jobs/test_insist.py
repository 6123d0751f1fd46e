import asyncio

import pytest

from jobs import insist as module
from jobs.insist import insist, is_cancelled


class Server:
    """Is away for so many calls, and then answers when told to."""

    def __init__(self, away_for: int = 0) -> None:
        self.calls, self.away_for, self.answer = 0, away_for, asyncio.Event()

    def ask(self) -> asyncio.Future[str]:
        return asyncio.ensure_future(self._answer())

    async def _answer(self) -> str:
        self.calls += 1
        if self.calls <= self.away_for:
            raise ConnectionRefusedError
        await self.answer.wait()
        return "done"


async def test_a_server_that_is_away_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAUSE_SECONDS", 0.01)
    server = Server(away_for=2)
    server.answer.set()
    assert await insist("test", server.ask) == "done"
    assert server.calls == 3


async def test_an_answer_under_way_outlasts_a_cancellation() -> None:
    server = Server()

    async def caller() -> tuple[str, bool]:
        return await insist("test", server.ask), is_cancelled()

    calling = asyncio.create_task(caller())
    await asyncio.sleep(0.01)
    calling.cancel()
    await asyncio.sleep(0.01)
    assert not calling.done()
    server.answer.set()
    assert await calling == ("done", True)


async def test_another_error_is_not_waited_for() -> None:
    def fail() -> asyncio.Future[str]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await insist("test", fail)
    assert not is_cancelled()
