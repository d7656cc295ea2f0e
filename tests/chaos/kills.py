"""Processes that are killed at random moments while breaks are due."""

from asyncio import sleep
from random import Random

from tests.chaos.oracle import Found, account, differs, states, told, with_state
from tests.chaos.world import World

MOST_UNKNOWN_A_KILL = 100
"""Fifty calls at once, and as many whose outcomes were being written."""


async def killed_again_and_again(world: World, rng: Random, due: int, kills: int) -> Found:
    """Kill one process after the other; only what was in the very call may be in question, the rest is posted."""
    await world.plan(due, people_too=True)
    in_call: set[str] = set()
    faults: list[str] = []
    too_late = 0
    for _ in range(kills):
        too_late += await world.tables.is_settled()
        await _kill_at_random(world, rng, due // (kills + 1))
        now = await states(world)
        called_before = world.slack.called() & with_state(now, "claimed", "waiting")
        faults += told("called before the tables said so", called_before)
        in_call |= with_state(now, "sending")
    await world.start()
    await world.settle()
    found = await account(world)
    faults += differs("unknown", with_state(await states(world), "unknown"), in_call)
    if found.unknown > kills * MOST_UNKNOWN_A_KILL:
        faults.append(f"more than {MOST_UNKNOWN_A_KILL} unknown a kill")
    arrived = len(in_call & world.slack.called())
    notes = [f"of the unknown, Slack had {arrived}; {too_late} kills came when nothing was due any more"]
    return Found("kill -9", kills, found, notes, faults)


async def one_of_several_killed(world: World, rng: Random, due: int, processes: int, fresh: int) -> Found:
    """Let processes share the work and kill one of them; the others do its part, at the next minute.

    `fresh`: not at the next minute, but at the start of another process.
    """
    await world.plan(due, people_too=True)
    world.slack.may_answer.clear()
    for _ in range(processes):
        await world.start()
    everybody = await world.until_alive(processes)
    await world.until_claimed_by(processes)
    world.slack.may_answer.set()
    await world.until_calls(rng.randrange(due // 4, due // 2))
    await sleep(rng.uniform(0, 0.05))
    await rng.choice(world.bots).kill()
    left = await world.until_alive(processes - 1)
    rows = await world.tables.breaks()
    theirs = {name: row["state"] for name, row in rows.items() if row["claimed_by"] in everybody - left}
    in_call, claimed = with_state(theirs, "sending"), with_state(theirs, "claimed")
    if fresh:
        await world.start()
    await world.settle()
    by = [row["claimed_by"] for row in (await world.tables.breaks()).values()]
    shares = ", ".join(str(by.count(name)) for name in sorted(set(by) - {None}))
    notes = [f"the killed one had {len(claimed)} before their call, {len(in_call)} in it; shares in the end: {shares}"]
    faults = differs("unknown", with_state(await states(world), "unknown"), in_call)
    return Found(f"kill -9 of one of {processes}", 1, await account(world), notes, faults)


async def _kill_at_random(world: World, rng: Random, step: int) -> None:
    """Start a process, and kill it at its start, or after some of its posts."""
    before = len(world.slack.calls)
    bot = await world.start()
    if rng.random() < 0.25:
        await sleep(rng.uniform(0.2, 1.5))
    else:
        await world.until_calls_or_settled(before + rng.randrange(1, step + 1))
        await sleep(rng.uniform(0, 0.05))
    await bot.kill()
    if world.tables.is_shared:
        await world.until_alive(0)
