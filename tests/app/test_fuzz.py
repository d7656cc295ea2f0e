"""Ten thousand random and mutated envelopes at the running bot: it neither falls over nor keeps Slack waiting."""

import asyncio
import copy
import json
import logging
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from sqlalchemy import select
from user_steps import ANA, BEN, guided, says, submits, window

from bot.cli.play import Play
from bot.playground import payloads
from bot.store.tables import metadata

ENVELOPES = 2_500
AT_ONCE = 10
TEAM = "T0PLAY"
NASTY: tuple[Any, ...] = (
    None, True, -1, 10**30, 0.5, "", " ", [], {}, [[]], {"id": None}, "x" * 40_000, "🧘" * 2000, "שלום \u202e עולם",
    "'; DROP TABLE sessions; --", "<script>alert(1)</script>", "<!channel> @everyone", "\x00", "\ud800", "{}", "..",
    "%s%n", "T" * 60, "U0BEN", "lower", "menu.area.", "menu.area.lower", "guide.next", "card.guide", "block_actions",
    "view_submission",
)  # fmt: skip


@pytest.fixture
def silence() -> Iterator[None]:
    """Keep thousands of deserved warnings out of the report."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.slow
@pytest.mark.no_cover  # thousands of times the same branches
@pytest.mark.timeout(300)  # half a minute on an idle machine
@pytest.mark.usefixtures("silence")
async def test_thousands_of_random_envelopes_are_all_acknowledged_and_write_nothing_elsewhere(play: Play) -> None:
    rng = Random(20261122)
    samples = await _samples(play)
    named: set[str] = {TEAM}
    silent: list[str] = []

    async def throw() -> None:
        kind, payload = copy.deepcopy(rng.choice(samples))
        _by_somebody(payload, rng)
        _for_the_first_time(payload, rng)
        for _ in range(rng.randint(0, 4)):
            payload = changed if isinstance(changed := _mutated(payload, rng), dict) else payload
        named.update(_strings(payload))
        if await play.slack.send(kind, payload) is None:
            silent.append(f"{kind}: {json.dumps(payload, default=str)[:300]}")

    for _ in range(ENVELOPES // AT_ONCE):
        await asyncio.gather(*(throw() for _ in range(AT_ONCE)))

    assert silent == []
    assert await _teams(play) <= named
    # Everything was acknowledged at once; what it asked for may take longer, but comes to its end.
    assert await play.bot.in_flight.drain(60)
    assert "/stretch daily" in (await says(play, "/stretch help", BEN)).text


async def _samples(play: Play) -> list[tuple[str, Any]]:
    """One true envelope of each kind that the bot gets, from everyday use."""
    space, hears = play.slack.workspace, []
    await says(play, "/stretch")
    card = await says(play, "/stretch lower")
    await play.slack.open_home(ANA)
    home = await play.slack.until(lambda: play.slack.home(ANA))
    await play.slack.command(ANA, "C0GENERAL", "/stretch set-up")
    form = await window(play, "My set-up")
    await play.slack.click(ANA, form, "setup.more")
    more = await window(play, "More settings")
    sent = [payloads.view_submission(space, ANA, each) for each in (form, more)]
    await play.slack.close(ANA, more, whole_stack=True)
    view = await guided(play)
    await submits(play, view)
    hold = await window(play, "Hold 1 of 6")
    general = space.channels["C0GENERAL"]
    for text in (
        "",
        "lower",
        "chair twist",
        "daily 15:00",
        "breaks",
        "pause 2h",
        "now",
        "off",
        "help",
        "me",
        "set-up",
        "zzz",
    ):
        hears.append(("slash_commands", payloads.command(space, ANA, general, "/stretch", text)))
    for where in (card, hold, home):
        hears.extend(("interactive", payloads.block_actions(space, ANA, where, action)) for action in _actions(where))
    hears.append(("interactive", payloads.view_submission(space, ANA, hold)))
    hears.extend(("interactive", each) for each in sent)
    hears.append(("interactive", payloads.view_closed(space, ANA, space.views.to_dict(hold), False)))
    hears.append(("events_api", payloads.home_opened(space, ANA)))
    return hears


def _by_somebody(payload: Any, rng: Random) -> None:
    """Let it come from any of a few hundred people."""
    who = f"U0SOME{rng.randrange(300)}"
    if "user_id" in payload:
        payload["user_id"] = who
    elif isinstance(payload.get("user"), dict):
        payload["user"]["id"] = who


def _for_the_first_time(payload: Any, rng: Random) -> None:
    """Let it be no repetition, on which the bot would not act."""
    for name in ("trigger_id", "event_id"):
        if name in payload:
            payload[name] = str(rng.random())


def _actions(where: Any) -> list[dict[str, Any]]:
    buttons = [e | {"block_id": b["block_id"]} for b in where.blocks if b["type"] == "actions" for e in b["elements"]]
    kept = ("type", "action_id", "block_id", "value", "text")
    chosen = [{"selected_option": b["options"][0]} if "options" in b else {} for b in buttons]
    return [{key: b[key] for key in kept if key in b} | more for b, more in zip(buttons, chosen, strict=True)]


def _mutated(payload: Any, rng: Random) -> Any:
    """Change, remove or add something at a random depth (the payload itself stays an object, as Slack's always are)."""
    if not isinstance(payload, dict | list) or not payload or rng.random() < 0.05:
        return _nasty(rng)
    key = rng.choice(list(payload) if isinstance(payload, dict) else range(len(payload)))
    match rng.random():
        case luck if luck < 0.6:
            payload[key] = _mutated(payload[key], rng)
        case luck if luck < 0.75:
            del payload[key]
        case luck if luck < 0.9:
            payload[key] = _nasty(rng)
        case _ if isinstance(payload, dict):
            payload[str(_nasty(rng))] = _nasty(rng)
    return payload


def _nasty(rng: Random) -> Any:
    return copy.deepcopy(rng.choice(NASTY))


def _strings(payload: Any) -> Iterator[str]:
    if isinstance(payload, dict | list):
        for value in payload.values() if isinstance(payload, dict) else payload:
            yield from _strings(value)
    elif isinstance(payload, str):
        yield payload


async def _teams(play: Play) -> set[str]:
    found: set[str] = set()
    async with play.bot.dependencies.store.database.reading() as connection:
        for table in (each for each in metadata.sorted_tables if "team" in each.columns):
            found.update((await connection.scalars(select(table.c.team))).all())
    return found
