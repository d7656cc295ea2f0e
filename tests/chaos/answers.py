"""Answers that are none: closed connections, pages, and requests to slow down."""

from collections import Counter
from random import Random

from tests.chaos.oracle import Found, account, differs, states, told, with_state
from tests.chaos.slack import CLOSES, CLOSES_HALFWAY, FINE, SLOWS_DOWN, html, refused, text
from tests.chaos.world import World

UNCLEAR = (
    html(500, taken=True), html(500, taken=False), html(502, taken=True), html(503, taken=True), html(503, taken=False),
    text("ok", "text/html"), text('{"ok": tr', "application/json"), text("[]", "application/json"),
)  # fmt: skip
"""After these, nobody knows whether the post was taken."""
LATER = (refused("service_unavailable", status=503), SLOWS_DOWN)
"""After these it was not taken."""


async def closed_after_the_post(world: World, rng: Random, due: int, percent: int) -> Found:
    """Close the connection after a share of the posts, before the answer or in the middle of it."""
    await world.plan(due)
    chosen = set(rng.sample(sorted(world.teams), due * percent // 100))
    fates = {channel: rng.choice((CLOSES, CLOSES_HALFWAY)) for channel in sorted(chosen)}
    world.slack.fate = lambda channel: fates.get(channel, FINE)
    await world.start()
    await world.settle()
    faults = differs("unknown", with_state(await states(world), "unknown"), chosen)
    halfway = len(world.slack.called(CLOSES_HALFWAY.name))
    notes = [f"{halfway} of them in the middle of the answer"]
    return Found("connection closed", len(chosen), await account(world), notes, faults)


async def answers_that_are_none(world: World, rng: Random, due: int, fresh: int) -> Found:
    """Answer each first post otherwise than Slack should; later ones as it should.

    `fresh`: what waits is posted by another process at its start, and not at the next minute.
    """
    await world.plan(due)
    first = {channel: rng.choice((*UNCLEAR, *LATER, FINE)) for channel in sorted(world.teams)}
    world.slack.fate = lambda channel: FINE if channel in world.slack.called() else first[channel]
    bot = await world.started()
    if fresh:
        await world.until_called(set(world.teams))
        await world.until_not_held()
        await world.replace(bot)
    await world.settle()
    unclear = {channel for channel, fate in first.items() if fate in UNCLEAR}
    faults = differs("unknown", with_state(await states(world), "unknown"), unclear)
    calls = Counter(call.channel for call in world.slack.calls)
    again = {channel for channel in world.teams if calls[channel] != 1 + (first[channel] in LATER)}
    faults += told("called too often or not often enough", again)
    kinds = Counter(fate.name for fate in first.values() if fate is not FINE)
    notes = [", ".join(f"{count} x {name}" for name, count in sorted(kinds.items()))]
    return Found("other answers", kinds.total(), await account(world), notes, faults)
