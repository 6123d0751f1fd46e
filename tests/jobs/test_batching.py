import asyncio
from collections.abc import Sequence

import pytest

from jobs.batching import LARGEST, Batch


class Doubler:
    """Doubles numbers, and remembers in which batches they came."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []

    async def __call__(self, numbers: Sequence[int]) -> list[int]:
        self.batches.append(list(numbers))
        await asyncio.sleep(0)
        return [2 * number for number in numbers]


async def test_calls_of_one_turn_are_one_statement_and_each_gets_its_own_answer() -> None:
    doubler = Doubler()
    double = Batch(doubler)
    assert await asyncio.gather(*(double(number) for number in range(5))) == [0, 2, 4, 6, 8]
    assert doubler.batches == [[0, 1, 2, 3, 4]]


async def test_calls_soon_after_another_wait_for_company() -> None:
    doubler = Doubler()
    double = Batch(doubler)
    await double(1)
    second = double(2)
    await asyncio.sleep(0)
    third = double(3)
    assert (await second, await third) == (4, 6)
    assert doubler.batches == [[1], [2, 3]]


async def test_a_full_batch_goes_at_once() -> None:
    doubler = Doubler()
    double = Batch(doubler)
    await asyncio.gather(*(double(number) for number in range(LARGEST + 1)))
    assert [len(batch) for batch in doubler.batches] == [LARGEST, 1]


async def test_one_that_cannot_be_done_spoils_no_other() -> None:
    async def invert(numbers: Sequence[int]) -> Sequence[float]:
        return [1 / number for number in numbers]

    inverted = Batch(invert)
    half, bad, quarter = inverted(2), inverted(0), inverted(4)
    assert (await half, await quarter) == (0.5, 0.25)
    with pytest.raises(ZeroDivisionError):
        await bad


async def test_the_absence_of_a_server_reaches_every_caller() -> None:
    async def fail(_numbers: Sequence[int]) -> Sequence[int]:
        raise OSError("away")

    broken = Batch(fail)
    for answer in (broken(1), broken(2)):
        with pytest.raises(OSError, match="away"):
            await answer


async def test_a_caller_that_went_away_disturbs_nobody() -> None:
    double = Batch(Doubler())
    gone, there = double(1), double(2)
    gone.cancel()
    assert await there == 4
