"""Ten thousand channels due in the same minute, beside the limit and beside the common design."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from alone import alone, stand_in
from channels import OF_ONE_TEAM
from databases import POSTGRESQL, SQLITE, database
from figures import Aim, Figure, percentile
from posting_parts import message

from bot.services.breaks.poster import MAX_IN_FLIGHT

TITLE = (
    f"posts: channels due in one minute, {OF_ONE_TEAM} a workspace, at a lean stand-in; each sender is a process\n"
    f"  The limit: a bare loop of chat_postMessage, one session, one ready message, {MAX_IN_FLIGHT} at once, too.\n"
    "  The peer: one APScheduler cron job a channel in its SQLAlchemy job store on SQLite, one session."
)
CHANNELS, QUICK_CHANNELS = 10_000, 300


@dataclass(frozen=True)
class Run:
    """What one sender did: what it said itself, and what the stand-in saw (seconds after all were due)."""

    said: dict[str, Any]
    arrivals: list[float]
    channels: int

    @property
    def rate(self) -> float:
        """Posts a second, up to the last."""
        return len(self.arrivals) / max(self.arrivals)

    def set_up(self, how: str) -> float:
        """Channels set up a second, `one_by_one` (as by commands) or, where there is such a way, `at_once`."""
        return self.channels / self.said[how]


async def measure(quick: bool, folder: Path) -> list[Figure]:
    """Let each post to as many channels, one after the other; the limit is the mean of before and after."""
    said = json.dumps(message())
    count = QUICK_CHANNELS if quick else CHANNELS
    async with stand_in() as slack:
        before = await _run(slack, "posts_bare.py", slack, said, count, MAX_IN_FLIGHT)
        limber = {name: await _limber(name, folder / name, slack, count) for name in (SQLITE, POSTGRESQL)}
        after = await _run(slack, "posts_bare.py", slack, said, count, MAX_IN_FLIGHT)
        peer = await _run(slack, "posts_peer.py", f"sqlite:///{folder / 'jobs.db'}", slack, said, count)
    limit = (before.rate + after.rate) / 2
    return [figure for name, run in limber.items() for figure in _figures(name, run, limit, peer, count)]


async def _limber(name: str, folder: Path, slack: str, count: int) -> Run:
    with database(name, folder) as url:
        return await _run(slack, "posts_limber.py", url, slack, count)


async def _run(slack: str, script: str, *words: object) -> Run:
    said = await alone(script, *words)
    async with ClientSession() as session, session.get(f"{slack}seen") as answer:
        seen = await answer.json()
    return Run(said, [at - said["due"] for _, at in seen], len({channel for channel, _ in seen}))


def _figures(name: str, run: Run, limit: float, peer: Run, count: int) -> Iterator[Figure]:
    yield Figure(f"{name}: channels that got their post", run.channels, "channels", "due", count, Aim(1, at_least=True))
    yield Figure(f"{name}: posts in all", len(run.arrivals), "posts", "due", count, Aim(1))
    yield Figure(f"{name}: posts a second", run.rate, "a second", "the limit", limit, Aim(0.5, at_least=True))
    yield Figure(f"{name}: posts a second", run.rate, "a second", "the peer", peer.rate, Aim(1, at_least=True))
    for p in (50, 99):
        mine, theirs = (percentile(each.arrivals, p) for each in (run, peer))
        yield Figure(f"{name}: late, p{p}", mine, "s", "the peer", theirs)
    jobs = peer.set_up("one_by_one")
    for words, how in (("one by one", "one_by_one"), ("in one transaction", "at_once")):
        yield Figure(f"{name}: set up {words}", run.set_up(how), "a second", "the peer", jobs, Aim(5, at_least=True))
    starts = peer.channels / (peer.said["started"] - peer.said["due"])
    yield Figure(f"{name}: posts a second", run.rate, "a second", "jobs that the peer starts", starts)
    yield Figure(f"{name}: peak memory", run.said["peak"], "MB", "the peer", peer.said["peak"])
