"""Work in flight: a shutdown waits for it, however it ends, and no longer than it may."""

import asyncio

import pytest

from bot.core.in_flight import InFlight, ListenerCompleted, ListenerStarted


async def test_nothing_in_flight_is_waited_for_no_moment() -> None:
    assert await InFlight().drain(20)


async def test_all_of_it_is_waited_for_however_it_ends() -> None:
    in_flight, ends = InFlight(), [asyncio.Event(), asyncio.Event()]

    async def work(end: asyncio.Event) -> None:
        with in_flight.track():
            await end.wait()
            raise ValueError

    tasks = [asyncio.create_task(work(end)) for end in ends]
    draining = asyncio.create_task(in_flight.drain(20))
    for end, task in zip(ends, tasks, strict=True):
        await asyncio.sleep(0)
        assert not draining.done()
        end.set()
        with pytest.raises(ValueError):
            await task
    assert await draining


async def test_what_takes_too_long_is_not_waited_for() -> None:
    in_flight = InFlight()
    in_flight.begin()
    assert not await in_flight.drain(0)
    in_flight.end()
    assert await in_flight.drain(1)


async def test_what_begins_in_this_very_moment_is_waited_for() -> None:
    in_flight = InFlight()
    asyncio.get_running_loop().call_soon(in_flight.begin)
    assert not await in_flight.drain(0.001)


async def test_bolts_listeners_count() -> None:
    in_flight = InFlight()
    await ListenerStarted(in_flight).handle(None, None)
    assert not await in_flight.drain(0)
    await ListenerCompleted(in_flight).handle(None, None)
    assert await in_flight.drain(1)
