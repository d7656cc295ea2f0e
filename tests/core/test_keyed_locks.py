"""Locks by key: one holder a key, first come, first served; nothing stays behind."""

import asyncio

from bot.core.keyed_locks import KeyedLocks


async def test_whoever_came_first_goes_first() -> None:
    locks, order = KeyedLocks[str](), []

    async def hold(name: str) -> None:
        async with locks.hold("key"):
            order.append(f"{name} in")
            await asyncio.sleep(0)
            order.append(f"{name} out")

    await asyncio.gather(hold("one"), hold("two"), hold("three"))
    assert order == ["one in", "one out", "two in", "two out", "three in", "three out"]


async def test_keys_do_not_wait_for_one_another() -> None:
    locks = KeyedLocks[str]()
    async with locks.hold("one"), locks.hold("two"):
        assert len(locks) == 2


async def test_a_lock_that_nobody_holds_is_gone() -> None:
    locks = KeyedLocks[str]()
    async with locks.hold("key"):
        assert len(locks) == 1
    assert len(locks) == 0
