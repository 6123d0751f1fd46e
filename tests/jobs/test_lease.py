import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from domain.ids import uuid7
from domain.work.transitions import HeldJob, Lease
from jobs.lease import Leases


@pytest.fixture(autouse=True)
def short_leases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobs.lease.LEASE", timedelta(milliseconds=30))
    monkeypatch.setattr("jobs.loops.PAUSE_SECONDS", 0.01)


def held() -> HeldJob:
    return HeldJob(uuid7(), "Nap", "{}", 1, 5, timedelta(minutes=1), 1, uuid7(), None)


class Ledger:
    """Says of each lease what it is told to say."""

    def __init__(self, fate: Lease = Lease.KEPT) -> None:
        self.fate, self.asked, self.away_for = fate, 0, 0

    async def renew(self, jobs: Sequence[HeldJob]) -> list[Lease]:
        self.asked += 1
        if self.asked <= self.away_for:
            raise ConnectionRefusedError
        return [self.fate for _ in jobs]


async def run_for(seconds: float, ledger: Ledger) -> Lease:
    """What becomes of the lease of a job that takes so long."""
    leases = Leases(ledger.renew)
    renewing = asyncio.create_task(leases.keep_renewing())
    try:
        with leases.kept(held()) as holding:
            await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        assert holding.fate is not Lease.KEPT
    finally:
        renewing.cancel()
    return holding.fate


async def test_a_kept_lease_is_renewed_while_the_job_runs() -> None:
    ledger = Ledger()
    assert await run_for(0.1, ledger) is Lease.KEPT
    assert ledger.asked >= 3


@pytest.mark.parametrize("fate", [Lease.LOST, Lease.UNWANTED])
async def test_a_job_that_is_lost_or_unwanted_is_stopped(fate: Lease) -> None:
    async with asyncio.timeout(5):
        assert await run_for(60, Ledger(fate)) is fate


async def test_a_database_that_is_away_stops_nothing_and_is_asked_again() -> None:
    ledger = Ledger()
    ledger.away_for = 2
    assert await run_for(0.1, ledger) is Lease.KEPT
    assert ledger.asked > 2


async def test_a_job_that_ended_while_the_answer_was_on_its_way_is_left_alone() -> None:
    answer = asyncio.Event()

    async def renew(jobs: Sequence[HeldJob]) -> list[Lease]:
        await answer.wait()
        return [Lease.LOST for _ in jobs]

    leases = Leases(renew)
    renewing = asyncio.create_task(leases.keep_renewing())
    with leases.kept(held()) as holding:
        await asyncio.sleep(0.05)
    answer.set()
    await asyncio.sleep(0.05)
    renewing.cancel()
    assert holding.fate is Lease.KEPT
