"""A token that is refused for a while, and channels that refuse for good."""

from asyncio import sleep
from random import Random
from time import time

from tests.chaos.oracle import Found, account, differs, states, told, with_state
from tests.chaos.slack import FINE, TEAM, refused
from tests.chaos.world import World, until

GOES_ON_WITHIN_SECONDS = 80
"""The token is tried a minute after it was refused, at the next full minute."""
POSTS_A_SECOND, MORE_SECONDS = 5, 20
"""How fast one workspace is posted to, and what a busy machine may add."""


async def token_refused_for_a_while(world: World, rng: Random, due: int, fresh: int) -> Found:
    """Refuse the token after some posts and accept it again within the first minute; the breaks go on by themselves.

    `fresh`: accept it at once, and let another process go on at its start, instead of the next minutes.
    """
    await world.plan(due, TEAM)
    bot = await world.start()
    await world.until_calls(rng.randrange(1, due // 2))
    world.slack.token_works = False
    await until(lambda: _is_stopped(world), "the workspace is stopped")
    await sleep(1 if fresh else rng.uniform(45, 55))
    before = world.slack.called("fine")
    world.slack.token_works, accepted_at = True, time()
    if fresh:
        await world.replace(bot)
    await world.settle()
    after = [call.at for call in world.slack.calls if call.channel not in before and call.fate == "fine"]
    first, last = (pick(after, default=time()) - accepted_at for pick in (min, max))
    turned_away = world.slack.called("invalid_auth")
    faults = differs("failed", with_state(await states(world), "failed"), turned_away)
    faults += [] if first <= GOES_ON_WITHIN_SECONDS else ["it did not go on in time"]
    faults += [] if last - first <= due / POSTS_A_SECOND + MORE_SECONDS else ["it did not go on without a pause"]
    notes = [f"{len(turned_away)} failed; the others came {first:.1f} to {last:.1f} s after the token worked again"]
    return Found("invalid_auth", 1, await account(world, ("posted", "failed")), notes, faults)


async def archived_channels(world: World, rng: Random, due: int, archived: int) -> Found:
    """Let some channels refuse every post; another process, later, says nothing more about it."""
    await world.plan(due)
    chosen = set(rng.sample(sorted(world.teams), archived))
    world.slack.fate = lambda channel: refused("is_archived") if channel in chosen else FINE
    bot = await world.started()
    await world.settle()
    await until(lambda: _are_told(world, archived), "all owners are told")
    await world.replace(bot)
    stopped = await world.tables.stopped()
    faults = differs("failed", with_state(await states(world), "failed"), chosen)
    faults += differs("stopped", [name for name, (why, _) in stopped.items() if why == "is_archived"], chosen)
    faults += differs("without a next break", [name for name, (_, has_next) in stopped.items() if not has_next], chosen)
    faults += differs("told", world.slack.told, [world.owners[name] for name in chosen])
    faults += told("told twice", [owner for owner, said in world.slack.told.items() if len(said) > 1])
    notes = [f"{sum(map(len, world.slack.told.values()))} messages to {len(world.slack.told)} owners"]
    return Found("is_archived", archived, await account(world, ("posted", "failed")), notes, faults)


async def _is_stopped(world: World) -> bool:
    return bool(await world.tables.rows("SELECT team FROM workspaces"))


async def _are_told(world: World, owners: int) -> bool:
    return len(world.slack.told) >= owners
