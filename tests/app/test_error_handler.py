"""The three middlewares and the one funnel: everything is acknowledged, every error has a sentence."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from tcp_proxy import TcpProxy, proxied
from user_steps import ANA, BEN, GENERAL, guided, presses, replaced, says, shown, submits, window

from bot.cli.play import Play, playing
from bot.domain.actor import Actor
from bot.domain.safety import History
from bot.playground import payloads


@asynccontextmanager
async def missing(tmp_path: Path, table: str) -> AsyncIterator[None]:
    """Take a table away for a while: what asks for it is then an error in our SQL."""
    await asyncio.to_thread(_rename, tmp_path / "limber.db", table, f"{table}_away")
    yield
    await asyncio.to_thread(_rename, tmp_path / "limber.db", f"{table}_away", table)


def _rename(file: Path, table: str, name: str) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute(f"ALTER TABLE {table} RENAME TO {name}")


@pytest.fixture
async def cut_off(postgres_url: str, tmp_path: Path) -> AsyncIterator[tuple[Play, TcpProxy]]:
    """The bot on a PostgreSQL that a test can cut off."""
    async with proxied(postgres_url) as (proxy, url), playing(tmp_path, database_url=url) as play:
        yield play, proxy


async def test_a_database_that_is_away_gets_a_sentence_and_nothing_is_lost(cut_off: tuple[Play, TcpProxy]) -> None:
    play, proxy = cut_off
    card = await says(play, "/stretch butterfly")
    assert await play.bot.in_flight.drain(5)
    proxy.cut()
    before = len(play.slack.ephemerals(ANA))
    await presses(play, card, "card.done")
    sorry = (await play.slack.until(lambda: play.slack.ephemerals(ANA)[before:]))[0]
    assert "can't reach my database" in sorry.text
    proxy.mend()
    await presses(play, card, "card.done")
    await replaced(play, card, "Nicely done")


async def test_an_error_in_our_sql_is_no_absence_and_has_a_reference(
    play: Play, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    card = await says(play, "/stretch butterfly")
    before = len(play.slack.ephemerals(ANA))
    async with missing(tmp_path, "dones"):
        await presses(play, card, "card.done")
        await presses(play, card, "card.done")
        found = await play.slack.until(lambda: play.slack.ephemerals(ANA)[before + 1 :] and play.slack.ephemerals(ANA))
    references = [message.text.rpartition(": ")[2].removesuffix(".") for message in found[before:]]
    assert len(set(references)) == 2
    assert all(f"unexpected error {reference}" in caplog.messages for reference in references)


async def test_done_in_the_guide_survives_a_database_that_is_away(cut_off: tuple[Play, TcpProxy]) -> None:
    play, proxy = cut_off
    view = await guided(play, "/stretch side-lying toe hold")
    await submits(play, view)
    total = int((await play.slack.until(lambda: _holds(play))).title["text"].split()[-1])
    for number in range(1, total + 1):
        await submits(play, await window(play, f"Hold {number} of {total}"))
    end = await window(play, "All done")
    assert await play.bot.in_flight.drain(5)
    proxy.cut()
    await play.slack.submit(ANA, end)
    again = await window(play, "Sorry")
    assert "Nothing is lost" in shown(again)
    proxy.mend()
    await play.slack.submit(ANA, again)
    await window(play, "Nicely done")


def _holds(play: Play):
    view = play.slack.view(ANA)
    return view if view and view.title["text"].startswith("Hold") else None


async def test_slack_refusing_a_call_is_said_with_its_reason(play: Play) -> None:
    card = await says(play, "/stretch cat")
    play.slack.fail("views.open", "ekm_access_denied")
    before = len(play.slack.ephemerals(ANA))
    await presses(play, card, "card.guide")
    sorry = (await play.slack.until(lambda: play.slack.ephemerals(ANA)[before:]))[0]
    assert "ekm_access_denied" in sorry.text


@pytest.mark.parametrize("value", ["", "one two", "no-such-exercise lower abc", "x" * 500])
async def test_a_button_of_an_older_version_gets_a_kind_sentence(play: Play, value: str) -> None:
    card = await says(play, "/stretch cat")
    action = {"type": "button", "action_id": "card.done", "block_id": "card", "value": value}
    before = len(play.slack.ephemerals(ANA))
    await play.slack.send("interactive", payloads.block_actions(play.slack.workspace, ANA, card, action))
    sorry = (await play.slack.until(lambda: play.slack.ephemerals(ANA)[before:]))[0]
    assert "/stretch" in sorry.text


async def test_what_no_listener_is_for_is_acknowledged(play: Play) -> None:
    for kind, payload in (
        ("interactive", {"type": "block_actions", "actions": [{"action_id": "nobody", "block_id": "b"}]}),
        ("interactive", {"type": "shortcut", "callback_id": "nobody", "user": {"id": ANA}, "team": {"id": "T0PLAY"}}),
        ("events_api", {"type": "event_callback", "team_id": "T0PLAY", "event": {"type": "reaction_added"}}),
        ("slash_commands", {"command": "/other", "team_id": "T0PLAY", "user_id": ANA, "text": ""}),
        ("interactive", {"type": "view_submission", "view": {"callback_id": "nobody"}}),
        ("interactive", {}),
    ):
        assert await play.slack.send(kind, payload) is not None, payload


async def test_a_request_that_names_no_workspace_writes_nothing(play: Play) -> None:
    space = play.slack.workspace
    payload = payloads.command(space, BEN, space.channels[GENERAL], "/stretch", "lower")
    del payload["team_id"]
    assert await play.slack.send("slash_commands", payload) is not None
    await says(play, "/stretch help")
    assert await play.bot.dependencies.store.histories.get(Actor("T0PLAY", BEN), play.clock()) == History()


async def test_a_workspace_that_takes_the_bot_out_is_forgotten(play: Play) -> None:
    for _ in range(2):  # what the first one was shown is written by the time of the second answer
        await says(play, "/stretch lower")
    store = play.bot.dependencies.store
    assert await store.histories.get(Actor("T0PLAY", ANA), play.clock()) != History()
    await play.slack.event({"type": "app_uninstalled"})
    for _ in range(50):
        if await store.histories.get(Actor("T0PLAY", ANA), play.clock()) == History():
            break
    assert await store.histories.get(Actor("T0PLAY", ANA), play.clock()) == History()


async def test_the_help_button_of_the_home_tab_opens_a_window(play: Play) -> None:
    await play.slack.open_home(ANA)
    home = await play.slack.until(lambda: play.slack.home(ANA))
    await presses(play, home, "menu.help")
    assert "see a doctor" in shown(await window(play, "Limber"))


async def test_an_area_on_the_home_tab_opens_the_guide_at_once(play: Play) -> None:
    await play.slack.open_home(ANA)
    home = await play.slack.until(lambda: play.slack.home(ANA))
    await presses(play, home, "home.area.lower")
    assert "Skip it if" in shown(await window(play, "Ready?"))
