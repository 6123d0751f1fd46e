"""Failures of one cause have one fingerprint, and those of two have two."""

import asyncio

import pytest

from domain.errors import InvalidInput, NotFound
from domain.tables import Job
from domain.work.ending import RETURNED, UNWANTED, Ending, ended_by, succeeded
from domain.work.fingerprint import WORKER_DIED, fingerprint_of, innermost_own_frame, without_variables
from domain.work.outcomes import Cancelled
from domain.work.transitions import rescue
from tests.domain.work.ledger import end, fail, hold, new_job, read


def raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


def raised_elsewhere(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("no mailbox ada@demo.example", "no mailbox sam@demo.example"),
        (
            "session 01a206e6-8f37-70b1-b736-8a79bb65b196 is gone",
            "session 01A206E6-8f37-70b1-b736-8a79bb65b197 is gone",
        ),
        ("took 30 s, at most 20.5", "took 31.75 s, at most 9"),
        ("no column 'a b' in \"people\"", "no column 'it' in \"events\""),
        ("commit 9f86d081884c7d65 at 0x7f001", "commit 60303ae22b998861 at 0xa"),
        ("two\n  lines", "two lines"),
        ("answered 503: “busy 1”", "answered 502: “off”"),
    ],
)
def test_what_varies_does_not_tell_failures_apart(first: str, second: str) -> None:
    assert fingerprint_of(raised(ValueError(first))) == fingerprint_of(raised(ValueError(second)))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (raised(ValueError("no mailbox")), raised(ValueError("no network"))),
        (raised(InvalidInput("no")), raised(NotFound("no"))),
        (raised(ValueError("no")), raised_elsewhere(ValueError("no"))),
        (raised(ValueError("it can't be")), raised(ValueError("it won't be"))),
    ],
)
def test_another_message_class_or_function_is_another_failure(first: Exception, second: Exception) -> None:
    assert fingerprint_of(first) != fingerprint_of(second)


def test_apostrophes_quote_nothing() -> None:
    assert without_variables("Ada's list isn't Sam's") == "Ada's list isn't Sam's"


def test_the_place_is_the_innermost_of_our_own_functions_without_its_line() -> None:
    try:
        asyncio.run(_hang())
    except TimeoutError as error:
        assert innermost_own_frame(error) == "tests/domain/work/test_fingerprint.py:_wait"
    assert innermost_own_frame(ValueError("never raised")) == ""


async def _hang() -> None:
    async with asyncio.timeout(0.01):
        await _wait()


async def _wait() -> None:
    await asyncio.sleep(10)


async def test_a_failed_run_leaves_its_fingerprint_with_the_job(database: None) -> None:
    error = raised(ValueError("no mailbox 5"))
    waiting, dead = await fail(error, for_good=False), await fail(error)
    assert [(await read(job)).fingerprint for job in (waiting, dead)] == [fingerprint_of(error)] * 2


@pytest.mark.parametrize("ending", [succeeded(None), RETURNED, UNWANTED, ended_by(Cancelled("no"), 1, 5)])
async def test_any_other_end_leaves_none(database: None, ending: Ending) -> None:
    job_id = await fail(raised(ValueError("no")), for_good=False)
    held = await hold(job_id)
    assert (await read(job_id)).fingerprint is None
    await end(held, ending)
    assert (await read(job_id)).fingerprint is None


async def test_a_worker_that_died_has_a_fingerprint_of_its_own(database: None) -> None:
    held = await hold(await new_job())
    await Job.raw("UPDATE job SET lease_until = now() - interval '1 s' WHERE id = {}", held.id)
    await rescue()
    assert (await read(held.id)).fingerprint == WORKER_DIED
