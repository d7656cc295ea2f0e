"""From opening Home to the published view, beside a bare Bolt app that publishes a constant one; and its calls."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bots import BARE_BOLT, LIMBER, connected, crowd, pretend_slack
from figures import Figure, percentile

from bot.playground import Playground

TITLE = "home: opened by people with four weeks behind them, `limber run` on SQLite beside a bare Bolt app's constant"
PEOPLE, QUICK_PEOPLE = 100, 10
BURSTS, QUICK_BURSTS = 5, 1
RUNS = 3
PATIENCE = 30.0
DAYS_AGO = (0, 1, 3, 4, 7, 9, 10, 14, 16, 18, 21, 24, 40)
"""When each of them stretched."""
METHODS = ("views.publish", "users.info")
Times = dict[str, list[float]]


async def measure(quick: bool, folder: Path) -> list[Figure]:
    """Let both publish the same Homes, in turns."""
    people = crowd(QUICK_PEOPLE if quick else PEOPLE)
    async with (
        pretend_slack(len(people)) as slack,
        pretend_slack(len(people)) as other,
        connected(slack, folder / "limber", *LIMBER),
        connected(other, folder / "bare", *BARE_BOLT),
    ):
        _fill(folder / "limber" / "limber.db", slack.workspace.team.id, people)
        mine, theirs = Opening(slack), Opening(other)
        first = await _calls(mine, people)
        times: list[Times] = [{}, {}]
        bursts = QUICK_BURSTS if quick else BURSTS
        for place, opening in enumerate((mine, theirs)):
            times[place] = await _times(opening, people, bursts)
        return [*_call_figures(first, await _calls(mine, people), len(people)), *_time_figures(*times)]


class Opening:
    """Opens Homes and waits until they are published."""

    def __init__(self, slack: Playground) -> None:
        self.slack = slack
        self._awaited: dict[str, asyncio.Future[float]] = {}
        slack.workspace.listeners.add(self._hear)

    async def open(self, user: str) -> float:
        """Open one and return the seconds until it was published."""
        loop = asyncio.get_running_loop()
        awaited = self._awaited[user] = loop.create_future()
        began = loop.time()
        await self.slack.open_home(user)
        return await asyncio.wait_for(awaited, PATIENCE) - began

    async def all_at_once(self, users: list[str]) -> list[float]:
        """Open those of all of them in the same moment."""
        return await asyncio.gather(*(self.open(user) for user in users))

    def _hear(self, kind: str, thing: Any) -> None:
        awaited = self._awaited.get(thing) if kind == "home" else None
        if awaited and not awaited.done():
            awaited.set_result(asyncio.get_running_loop().time())


async def _times(opening: Opening, people: list[str], bursts: int) -> Times:
    await opening.all_at_once(people)  # warm up
    alone = [await opening.open(user) for user in people * 2]
    together = [seconds for _ in range(bursts) for seconds in await opening.all_at_once(people)]
    return {"one at a time": alone, f"{len(people)} at once": together}


async def _calls(opening: Opening, people: list[str]) -> dict[str, int]:
    """Return how often Slack was called while each of these opened their Home once."""
    before = {method: len(opening.slack.calls(method)) for method in METHODS}
    await opening.all_at_once(people)
    await asyncio.sleep(1)  # for calls beyond those that are wanted
    return {method: len(opening.slack.calls(method)) - before[method] for method in METHODS}


def _fill(database: Path, team: str, people: list[str]) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    dones = [
        (team, user, f"r{ago}", "chin-tuck", f"{now - timedelta(days=ago):%Y-%m-%d %H:%M:%S.%f}")
        for user in people
        for ago in DAYS_AGO
    ]
    with closing(sqlite3.connect(database, timeout=PATIENCE)) as connection:
        connection.executemany('INSERT INTO dones (team, "user", ref, slug, at) VALUES (?, ?, ?, ?, ?)', dones)
        connection.commit()


def _call_figures(first: dict[str, int], later: dict[str, int], people: int) -> Iterator[Figure]:
    for method in METHODS:
        yield Figure(f"{method}, {people} people, the first time", first[method], "calls", "one each", people)
        yield Figure(f"{method}, {people} people, from then on", later[method], "calls", "one each", people)


def _time_figures(mine: Times, theirs: Times) -> Iterator[Figure]:
    for how, times in mine.items():
        for p in (50, 99):
            one, other = (1000 * percentile(all_, p) for all_ in (times, theirs[how]))
            yield Figure(f"published, {how}, p{p} of {len(times):,}", one, "ms", "bare Bolt", other)
