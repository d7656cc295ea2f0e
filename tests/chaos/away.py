"""A database that goes away in the middle of posting, and comes back."""

from asyncio import sleep
from contextlib import suppress
from random import Random

from tests.chaos.oracle import Found, account, states, with_state
from tests.chaos.world import NotReached, World, until
from tests.support.tcp_proxy import proxied

SECONDS_TO_RECORD = 15
"""A process that has its database again notices within five seconds."""


async def database_away(world: World, rng: Random, due: int, cuts: int, seconds: int, fresh: int) -> Found:
    """Cut the only process off from its database, each time for up to so many seconds; the rest is posted later.

    `fresh`: by another process at its start, and not by the same one at the next minute.
    """
    await world.plan(due)
    async with proxied(world.url) as (proxy, url):
        bot = await world.started(url)
        lengths = [rng.uniform(0.1, seconds) for _ in range(cuts)]
        for length in lengths:
            calls = len(world.slack.calls)
            await world.until_calls(calls + rng.randrange(1, max((due - calls) // 2, 2)))
            proxy.cut()
            await sleep(length)
            proxy.mend()
        if fresh:
            await world.until_not_held()
            await bot.told_to_end()
            await world.started(url)
        await world.settle()
    notes = [f"away for {', '.join(f'{length:.1f}' for length in lengths)} s"]
    return Found("database cut off", cuts, await account(world), notes)


async def database_away_for_one_of_two(world: World, rng: Random, due: int, fresh: int) -> Found:
    """Cut one process off while Slack has its calls, until another one has taken its breaks over.

    `fresh`: the other one starts after the cut, and need not wait for the next minute.
    """
    await world.plan(due)
    world.slack.may_answer.clear()
    async with proxied(world.url) as (proxy, url):
        await world.started(url)
        others = [] if fresh else [await world.started()]
        await world.until_calls(rng.randrange(20, 50))
        await world.until_claimed_by(1 + len(others))
        proxy.cut()
        await world.until_alive(len(others))
        world.slack.may_answer.set()
        if fresh:
            await world.started()
        await until(lambda: _is_taken_over(world), "its breaks are taken over")
        taken_over = with_state(await states(world), "unknown")
        if rng.random() < 0.5:
            await world.settle()
        proxy.mend()
        with suppress(NotReached):
            await until(lambda: _is_recorded(world), "it has recorded what it posted", SECONDS_TO_RECORD)
        await sleep(1)
        await world.settle()
    notes = [f"{len(taken_over)} were in its calls when it was cut off"]
    return Found("one of 2 cut off", 1, await account(world), notes)


async def _is_taken_over(world: World) -> bool:
    return any("ended before it posted a break" in line for line in world.lines())


async def _is_recorded(world: World) -> bool:
    return "unknown" not in (await states(world)).values()
