"""Holds of the guide whose process ends while another one runs."""

from asyncio import sleep
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from random import Random
from time import time

from tests.chaos.oracle import Account, Found, told
from tests.chaos.slack import TEAM
from tests.chaos.world import World

STRETCH = "neck-turn"
"""A stretch of several holds, each of which takes longer than this attack."""
APART_SECONDS = 0.4
"""Between the ends of the holds."""


async def process_of_a_hold_killed(world: World, rng: Random, holds: int, within: int) -> Found:
    """Kill the process that has the timers of running holds; another one moves them on."""
    return await _attacked(world, rng, holds, within, is_killed=True)


async def process_of_a_hold_told_to_end(world: World, rng: Random, holds: int, within: int) -> Found:
    """Send SIGTERM to the process that has the timers of running holds; another one moves them on."""
    return await _attacked(world, rng, holds, within, is_killed=False)


async def _attacked(world: World, rng: Random, holds: int, within: int, is_killed: bool) -> Found:
    began = time()
    await world.started()
    first_end = time() + 1.5 * (time() - began) + 2
    ends = {f"V{number}": first_end + number * APART_SECONDS for number in range(holds)}
    await world.tables.open_sessions(TEAM, STRETCH, {view: _moment(at) for view, at in ends.items()})
    timed = await world.started()  # restores their timers; the other one has none of them
    end_at = rng.uniform(first_end - 1, first_end + holds * APART_SECONDS)
    await sleep(max(end_at - time(), 0))
    ended_at = time()
    await (timed.kill() if is_killed else timed.told_to_end())
    with suppress(TimeoutError):
        seconds = max(ends.values()) + within + 1 - time()
        await world.slack.until(lambda: {shown.view for shown in world.slack.shown} >= ends.keys(), seconds)
    late = {view: _shown_at(world, view) - at for view, at in ends.items()}
    orphans = {view: seconds for view, seconds in late.items() if ends[view] > ended_at}
    counts = await _account(world, late, within)
    notes = [
        f"{len(orphans)} holds had not ended by then; their windows went on {_range(orphans)} s after their ends, "
        f"the others {_range({view: late[view] for view in late.keys() - orphans.keys()})} s"
    ]
    return Found("kill -9" if is_killed else "SIGTERM", 1, counts, notes)


async def _account(world: World, late: Mapping[str, float], within: int) -> Account:
    on_time = {view for view, seconds in late.items() if seconds <= within}
    steps = await world.tables.steps()
    moved_twice = {shown.view for shown in world.slack.shown if shown.step > 2} | {v for v, s in steps.items() if s > 2}
    lost = late.keys() - on_time
    faults = [
        *told("holds moved on twice", moved_twice),
        *told(f"windows not on the next hold within {within} s", lost),
        *told("calls that are not right", set(world.slack.odd)),
        *told("tracebacks in the log", {line for line in world.lines() if line.startswith("Traceback")}),
    ]
    return Account(len(late), len(on_time), len(moved_twice), len(lost), faults=faults)


def _shown_at(world: World, view: str) -> float:
    """When a window first showed the next hold."""
    return min((shown.at for shown in world.slack.shown if (shown.view, shown.step) == (view, 2)), default=float("inf"))


def _moment(at: float) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=at)


def _range(seconds: Mapping[str, float]) -> str:
    return f"{min(seconds.values()):.1f} to {max(seconds.values()):.1f}" if seconds else "-"
