"""Ten thousand channels due in the same minute, beside the limit and beside the common design."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import Any

from aiohttp import ClientSession
from alone import alone, stand_in
from channels import OF_ONE_TEAM
from databases import POSTGRESQL, SQLITE, database
from figures import Aim, Figure, percentile
from posting_parts import message

from bot.services.breaks.lanes import MAX_IN_FLIGHT
from bot.store.cipher import new_key

TITLE = (
    f"posts: channels due in one minute, {OF_ONE_TEAM} a workspace, at a lean stand-in; each sender is a process\n"
    f"  The limit: a bare loop of chat_postMessage, one session, one ready message, {MAX_IN_FLIGHT} at once, too.\n"
    "  The peer: one APScheduler cron job a channel in its SQLAlchemy job store on SQLite, one session."
)
RUNS = 3
CHANNELS, QUICK_CHANNELS = 10_000, 300
SECONDS_TO_LOAD = 4.0
"""After so long each of several processes has loaded its code, and all of them begin at once."""
TWO = "PostgreSQL, two processes"
MANY, MANY_TWO = "as many workspaces", "as many workspaces, two processes"


@dataclass(frozen=True)
class Run:
    """What the senders said, and what the stand-in saw (seconds after all were due)."""

    said: list[dict[str, Any]]
    arrivals: list[float]
    channels: int
    set_up_seconds: float

    @property
    def rate(self) -> float:
        """Posts a second, up to the last."""
        return len(self.arrivals) / max(self.arrivals)

    @property
    def set_up(self) -> float:
        """Channels set up a second."""
        return self.channels / self.set_up_seconds


async def measure(quick: bool, folder: Path) -> list[Figure]:
    """Let each post to as many channels, one after the other; the limit is the mean of before and after."""
    said = json.dumps(message())
    count = QUICK_CHANNELS if quick else CHANNELS
    async with stand_in() as slack:
        before = await _bare(slack, said, count)
        sqlite = await _limber(SQLITE, folder / "sqlite", slack, count, processes=1)
        one = await _limber(POSTGRESQL, folder / "one", slack, count, processes=1)
        two = await _limber(POSTGRESQL, folder / "two", slack, count, processes=2)
        many = await _limber(POSTGRESQL, folder / "many", slack, count, processes=1, key=new_key())
        many_two = await _limber(POSTGRESQL, folder / "many2", slack, count, processes=2, key=new_key())
        after = await _bare(slack, said, count)
        peer = await _peer(f"sqlite:///{folder / 'jobs.db'}", slack, said, count)
    limit = (before.rate + after.rate) / 2
    more = Figure(f"{TWO}: posts a second", two.rate, "a second", "one process", one.rate, Aim(1.6, at_least=True))
    runs = ((SQLITE, sqlite), (POSTGRESQL, one))
    figures = [figure for name, run in runs for figure in _figures(name, run, limit, peer, count)]
    each = [*_many(MANY, many, one, count), *_many(MANY_TWO, many_two, one, count)]
    return [*figures, *_counts(TWO, two, count), more, *each]


async def _bare(slack: str, said: str, count: int) -> Run:
    return await _seen(slack, [await alone("posts_bare.py", slack, said, count, MAX_IN_FLIGHT)])


async def _peer(url: str, slack: str, said: str, count: int) -> Run:
    answer = await alone("posts_peer.py", url, slack, said, count)
    return await _seen(slack, [answer], answer["one_by_one"])


async def _limber(name: str, folder: Path, slack: str, count: int, processes: int, key: str = "") -> Run:
    """Let Limber post; with a secret key, each channel is in a workspace of its own that installed it."""
    with database(name, folder) as url:
        set_up = await alone("posts_set_up.py", url, count, 1 if key else OF_ONE_TEAM, key)
        begin_at = time() + SECONDS_TO_LOAD
        posting = (alone("posts_limber.py", url, slack, begin_at, f"bench {n}", key) for n in range(processes))
        return await _seen(slack, await asyncio.gather(*posting), set_up["at_once"])


async def _seen(slack: str, said: list[dict[str, Any]], set_up_seconds: float = 0) -> Run:
    async with ClientSession() as session, session.get(f"{slack}seen") as answer:
        seen = await answer.json()
    due = min(each["due"] for each in said)
    return Run(said, [at - due for _, at in seen], len({channel for channel, _ in seen}), set_up_seconds)


def _figures(name: str, run: Run, limit: float, peer: Run, count: int) -> Iterator[Figure]:
    yield from _counts(name, run, count)
    yield Figure(f"{name}: posts a second", run.rate, "a second", "the limit", limit, Aim(0.5, at_least=True))
    yield Figure(f"{name}: posts a second", run.rate, "a second", "the peer", peer.rate, Aim(3, at_least=True))
    for p in (50, 99):
        mine, theirs = (percentile(each.arrivals, p) for each in (run, peer))
        yield Figure(f"{name}: late, p{p}", mine, "s", "the peer", theirs)
    at_once = f"{name}: set up in one transaction"
    yield Figure(at_once, run.set_up, "a second", "the peer", peer.set_up, Aim(5, at_least=True))
    starts = peer.channels / (peer.said[0]["started"] - peer.said[0]["due"])
    yield Figure(f"{name}: posts a second", run.rate, "a second", "jobs that the peer starts", starts)
    yield Figure(f"{name}: peak memory", run.said[0]["peak"], "MB", "the peer", peer.said[0]["peak"])


def _many(name: str, run: Run, one: Run, count: int) -> Iterator[Figure]:
    yield from _counts(name, run, count)
    yield Figure(f"{name}: posts a second", run.rate, "a second", "one token", one.rate)
    yield Figure(f"{name}: late, p99", percentile(run.arrivals, 99), "s", "one token", percentile(one.arrivals, 99))
    peak = max(each["peak"] for each in run.said)
    yield Figure(f"{name}: peak memory", peak, "MB", "one token", one.said[0]["peak"], Aim(200, of_ratio=False))


def _counts(name: str, run: Run, count: int) -> Iterator[Figure]:
    yield Figure(f"{name}: channels that got their post", run.channels, "channels", "due", count, Aim(1, at_least=True))
    yield Figure(f"{name}: posts in all", len(run.arrivals), "posts", "due", count, Aim(1))
