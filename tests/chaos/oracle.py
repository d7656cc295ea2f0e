"""The account of an attack: what Slack received on the wire and what the tables say, compared with one another."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.chaos.tables import PERSON
from tests.chaos.world import World

KNOWN = frozenset({"unknown", "failed", "missed"})
"""The states that say that a break was not posted, or perhaps not."""
IN_QUESTION = ("may have been posted, so it won't be posted again", "ended while posting a break")
"""What the log says of a break whose posting is in question."""
SHOWN = 3


@dataclass(frozen=True)
class Account:
    """What became of the breaks that were due; `faults` are the sentences for what should not be."""

    due: int
    posted: int
    twice: int = 0
    lost: int = 0
    unknown: int = 0
    lines: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """What an attack did and how often, the account of it, and what else was measured or is wrong."""

    injected: str
    times: int
    account: Account
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


async def account(world: World, expected: Collection[str] = ("posted", "unknown")) -> Account:
    """Compare each due channel's messages with its row; `expected` are the states in which they may be."""
    rows, taken, lines = await world.tables.breaks(), world.slack.taken(), world.lines()
    states = {channel: rows[channel]["state"] if channel in rows else "not claimed" for channel in world.teams}
    posted = {channel for channel in world.teams if taken.get(channel)}
    twice = {channel for channel, stamps in taken.items() if len(stamps) > 1}
    lost = {channel for channel, state in states.items() if channel not in posted and state not in KNOWN}
    unknown = with_state(states, "unknown")
    in_question = [line for line in lines if any(words in line for words in IN_QUESTION)]
    named = {word.partition("=")[2] for line in in_question for word in line.split() if word.startswith("channel=")}
    faults = [
        *told("posted twice", twice),
        *told("lost", lost),
        *told("unknown without a line in the log", unknown - named - {name for name in unknown if name[0] == PERSON}),
        *told("people named in the log", {line for line in lines if f"channel={PERSON}" in line}),
        *told("with another message in the tables than on the wire", _mistaken(rows, taken)),
        *told("taken by Slack, but not so in the tables", posted - with_state(states, "posted", "unknown")),
        *told(f"neither {' nor '.join(expected)}", set(states) - with_state(states, *expected)),
        *told("calls that are not right", set(world.slack.odd)),
        *told("tracebacks in the log", {line for line in lines if line.startswith("Traceback")}),
    ]
    return Account(len(states), len(posted), len(twice), len(lost), len(unknown), len(in_question), faults)


def with_state(states: Mapping[str, str], *which: str) -> set[str]:
    """The channels whose breaks are in one of these states."""
    return {channel for channel, state in states.items() if state in which}


async def states(world: World) -> dict[str, str]:
    """The states of the breaks that there are."""
    return {channel: row["state"] for channel, row in (await world.tables.breaks()).items()}


def told(what: str, channels: Iterable[str]) -> list[str]:
    """A sentence that these are so, if there are any."""
    found = sorted(channels)
    more = " …" if len(found) > SHOWN else ""
    return [f"{len(found)} {what}: {', '.join(found[:SHOWN])}{more}"] if found else []


def differs(what: str, found: Collection[str], expected: Collection[str]) -> list[str]:
    """Sentences for what was found and not expected, and the other way round."""
    surplus, missing = set(found) - set(expected), set(expected) - set(found)
    return [*told(f"{what}, unexpectedly", surplus), *told(f"not {what}", missing)]


def _mistaken(rows: Mapping[str, Mapping[str, Any]], taken: Mapping[str, list[str]]) -> set[str]:
    posted = {channel: row["ts"] for channel, row in rows.items() if row["state"] == "posted"}
    return {channel for channel, ts in posted.items() if [ts] != taken.get(channel, [])[:1]}
