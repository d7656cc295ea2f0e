"""The roster storm: five hundred people press I'm in within ten seconds."""

import asyncio
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from random import Random

from bots import GENERAL, LIMBER, connected, crowd, pretend_slack
from figures import Aim, Figure, percentile

from bot.playground import Message, Playground

RUNS = 1
TITLE = "roster: people press I'm in within ten seconds on one break, `limber run` on SQLite"
PEOPLE, QUICK_PEOPLE = 500, 30
WITHIN, QUICK_WITHIN = 10.0, 2.0
PATIENCE = 30.0
SLACKS_PATIENCE = 3000.0
"""Milliseconds after which Slack shows a person an error instead of an acknowledgement."""


async def measure(quick: bool, folder: Path) -> list[Figure]:
    """Ask for a break, let everybody press at a moment of their own, and look at what is left."""
    people, within = (QUICK_PEOPLE, QUICK_WITHIN) if quick else (PEOPLE, WITHIN)
    async with pretend_slack(people) as slack, connected(slack, folder / "limber", *LIMBER):
        message = await _break(slack)
        rng = Random(500)
        acks = await asyncio.gather(*(_joins(slack, user, message, rng.uniform(0, within)) for user in crowd(people)))
        with suppress(TimeoutError):  # then the table says what is shown instead
            await slack.until(lambda: _shown(slack, message) == people, PATIENCE)
        await asyncio.sleep(2)  # for edits beyond the last that is needed
        edits = [call for call in slack.calls("chat.update") if call.args.get("ts") == message.ts]
        return list(_figures(people, acks, _recorded(folder / "limber" / "limber.db"), edits, _shown(slack, message)))


async def _break(slack: Playground) -> Message:
    await slack.command("U0ANA", GENERAL, "/stretch now")
    return (await slack.until(lambda: slack.messages(GENERAL), PATIENCE))[-1]


async def _joins(slack: Playground, user: str, message: Message, after: float) -> float:
    await asyncio.sleep(after)
    return (await slack.click(user, message, "break.join")).seconds


def _shown(slack: Playground, message: Message) -> int:
    """How many people the message says are in: those it names, and how many more."""
    text = next(each.text for each in slack.messages(GENERAL) if each.ts == message.ts)
    line = next((line for line in text.splitlines() if line.startswith("In: ")), "")
    more = re.search(r"(\d+) more", line)
    return line.count("<@") + (int(more[1]) if more else 0)


def _recorded(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT count(*) FROM joins").fetchone()[0]


def _figures(people: int, acks: list[float], recorded: int, edits: list, shown: int) -> Iterator[Figure]:
    second = Aim(1000, of_ratio=False)
    yield Figure("recorded as joined", recorded, "people", "pressed", people, Aim(1, at_least=True))
    yield Figure("shown as joined in the end", shown, "people", "pressed", people, Aim(1, at_least=True))
    for name, seconds in (("p99", percentile(acks, 99)), ("slowest", max(acks))):
        yield Figure(f"ack of {len(acks)}, {name}", 1000 * seconds, "ms", "Slack waits", SLACKS_PATIENCE, second)
    yield Figure("chat.update calls", len(edits), "calls", "one a press", people, Aim(12, of_ratio=False))
