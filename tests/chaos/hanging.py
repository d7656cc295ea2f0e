"""A Slack that takes calls and never answers, while the process is told to end."""

from asyncio import sleep
from random import Random

from tests.chaos.oracle import Found, account, differs, states, with_state
from tests.chaos.slack import FINE, Fate, hanging
from tests.chaos.world import World

ENDS_WITHIN_SECONDS = 25


async def told_to_end_while_slack_hangs(world: World, rng: Random, due: int, before: int, seconds: int) -> Found:
    """Let Slack hang after some posts, send SIGTERM up to so many seconds later, and let another process go on."""
    await world.plan(due)

    def fate(_channel: str) -> Fate:
        if len(world.slack.calls) < before:
            return FINE
        world.slack.all_hangs = True
        return hanging(taken=rng.random() < 0.5)

    world.slack.fate = fate
    bot = await world.start()
    await world.until_calls(before + 1)
    await sleep(rng.uniform(0.3, seconds))
    took = await bot.told_to_end()
    faults = [] if took <= ENDS_WITHIN_SECONDS else [f"it ended after {took:.1f} s"]
    faults += [] if bot.process.returncode == 0 else [f"it ended with {bot.process.returncode}"]
    world.slack.all_hangs, world.slack.fate = False, lambda _channel: FINE
    await world.start()
    await world.settle()
    hung = world.slack.called("hangs")
    faults += differs("unknown", with_state(await states(world), "unknown"), hung)
    notes = [f"{len(hung)} calls hung; the process ended {took:.1f} s after SIGTERM"]
    return Found("SIGTERM, Slack hangs", 1, await account(world), notes, faults)
