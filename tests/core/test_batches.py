"""Batches: all that came meanwhile is handled in one call, each item has its own result."""

import asyncio
from collections.abc import Sequence

import pytest
from waiting import until

from bot.core.batches import MAX_AT_ONCE, Batches


class Doubling:
    """Doubles numbers, many at a time, when it may."""

    def __init__(self) -> None:
        self.calls: list[list[int]] = []
        self.may_go = asyncio.Event()
        self.may_go.set()

    async def __call__(self, numbers: Sequence[int]) -> Sequence[int]:
        self.calls.append(list(numbers))
        await self.may_go.wait()
        if 13 in numbers:
            raise ValueError("an unlucky number")
        return [2 * number for number in numbers]


async def test_what_comes_together_is_one_call_and_each_gets_its_own_result() -> None:
    doubling = Doubling()
    batches = Batches(doubling)
    assert await asyncio.gather(*(batches.add(number) for number in (1, 2, 3))) == [2, 4, 6]
    assert doubling.calls == [[1, 2, 3]]


async def test_what_comes_during_a_call_is_in_the_next_one() -> None:
    doubling = Doubling()
    doubling.may_go.clear()
    batches = Batches(doubling)
    first = asyncio.create_task(batches.add(1))
    await until(lambda: doubling.calls)
    later = asyncio.gather(batches.add(2), batches.add(3))
    doubling.may_go.set()
    assert (await first, await later) == (2, [4, 6])
    assert doubling.calls == [[1], [2, 3]]


async def test_an_error_is_raised_to_all_of_its_batch_and_to_no_other() -> None:
    batches = Batches(Doubling())
    together = await asyncio.gather(batches.add(1), batches.add(13), return_exceptions=True)
    assert [str(each) for each in together] == ["an unlucky number"] * 2
    assert await batches.add(4) == 8


@pytest.mark.parametrize("number", [1, 13])
async def test_who_no_longer_waits_keeps_nobody_else_waiting(number: int) -> None:
    batches = Batches(Doubling())
    impatient, patient = asyncio.create_task(batches.add(number)), asyncio.create_task(batches.add(2))
    await asyncio.sleep(0)
    impatient.cancel()
    [result] = await asyncio.gather(patient, return_exceptions=True)
    assert result == 4 if number == 1 else isinstance(result, ValueError)


async def test_no_call_gets_more_than_a_database_takes() -> None:
    doubling = Doubling()
    batches = Batches(doubling)
    numbers = [100 + number for number in range(MAX_AT_ONCE + 3)]
    assert await asyncio.gather(*(batches.add(number) for number in numbers)) == [2 * number for number in numbers]
    assert list(map(len, doubling.calls)) == [MAX_AT_ONCE, 3]
