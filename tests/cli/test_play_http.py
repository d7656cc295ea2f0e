"""`limber play --http`: the real bot over HTTP, in two workspaces that know nothing of each other."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession
from user_steps import ANA, presses, says, submits, window

from bot.cli.play import Play, playing
from bot.domain.actor import Actor
from bot.views.form_inputs import ZONE_ACTION

EVA, HALL = "U0EVA", "C0HALL"

pytestmark = pytest.mark.slow


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Play]:
    async with playing(tmp_path, http=True) as opened:
        yield opened


@pytest.fixture
async def bakery(play: Play) -> Play:
    """The second workspace, which has added the bot."""
    second = Play(play.slack.workspaces["T0BAKERY"], play.bot, play.clock)
    assert play.bot.server
    page = await second.slack.add_to_slack(f"http://127.0.0.1:{play.bot.server.port}/slack/install")
    assert "Limber is in your workspace" in page.text
    assert f"{play.slack.url}/app_redirect?" in page.text
    return second


async def turned_on(play: Play, channel: str) -> None:
    await play.slack.until(lambda: any("turned on" in message.text for message in play.slack.messages(channel)))


async def test_after_adding_it_a_button_leads_to_that_workspace(bakery: Play) -> None:
    url = f"{bakery.slack.workspace.url}/app_redirect?app=A0&team=T0BAKERY"
    async with ClientSession() as browser, browser.get(url, allow_redirects=False) as answer:
        assert answer.headers["Location"] == "/?as=U0EVA"


async def test_commands_buttons_windows_and_home_work_over_http(play: Play) -> None:
    card = await says(play, "/stretch trunk turn")
    assert "/pictures/" in str(card.blocks)
    await presses(play, card, "card.guide")
    view = await play.slack.until(lambda: play.slack.view(ANA))
    await submits(play, view)
    await play.slack.until(lambda: "Hold 1 of" in play.slack.view(ANA).words)
    await play.slack.open_home(ANA)
    assert "Stretch now" in (await play.slack.until(lambda: play.slack.home(ANA))).words
    assert play.slack.problems == []


async def test_the_choices_of_a_menu_come_over_http(play: Play) -> None:
    await play.slack.command(ANA, "C0GENERAL", "/stretch daily")
    form = await window(play, "Stretch breaks")
    assert "Europe/Berlin" in str(await play.slack.suggest(ANA, form, ZONE_ACTION, "berlin"))


async def test_each_workspace_has_its_own_breaks_in_its_own_name(play: Play, bakery: Play) -> None:
    preview = await says(bakery, "/stretch daily 15:00", EVA, HALL)
    await presses(bakery, preview, "timetable.preview.turn_on", EVA)
    await turned_on(bakery, HALL)
    store = play.bot.dependencies.store
    assert await store.timetables.get("T0BAKERY", HALL)
    play.clock.jump((await store.timetables.get("T0BAKERY", HALL)).next.at)
    await play.bot.dependencies.break_engine.post_due()
    await bakery.slack.until(lambda: "Stretch break" in bakery.slack.messages(HALL)[-1].text)
    assert not any("Stretch break" in message.text for message in play.slack.messages("C0GENERAL"))


async def test_a_workspace_that_removes_it_loses_its_data_and_can_add_it_again(play: Play, bakery: Play) -> None:
    await says(bakery, "/stretch lower", EVA, HALL)
    await says(play, "/stretch lower")
    store, now = play.bot.dependencies.store, play.clock
    await bakery.slack.uninstall()
    for _ in range(200):
        if await store.installations.find_for_team("T0BAKERY") is None:
            break
        await play.bot.in_flight.drain(0.05)
    assert (await store.histories.get(Actor("T0BAKERY", EVA), now())).seen == ()
    assert (await store.histories.get(Actor("T0PLAY", ANA), now())).seen != ()
    assert play.bot.server
    await bakery.slack.add_to_slack(f"http://127.0.0.1:{play.bot.server.port}/slack/install")
    assert "/stretch" in (await says(bakery, "/stretch help", EVA, HALL)).text


async def test_a_token_that_is_refused_in_one_workspace_stops_no_other(play: Play, bakery: Play) -> None:
    for place, user, channel in ((play, ANA, "C0GENERAL"), (bakery, EVA, HALL)):
        preview = await says(place, "/stretch daily 15:00", user, channel)
        await presses(place, preview, "timetable.preview.turn_on", user)
        await turned_on(place, channel)
    store = play.bot.dependencies.store
    bakery.slack.fail("chat.postMessage", "token_revoked", times=1)
    times = [(await store.timetables.get(*where)).next.at for where in (("T0PLAY", "C0GENERAL"), ("T0BAKERY", HALL))]
    for at in sorted(times):
        play.clock.jump(at)
        await play.bot.dependencies.break_engine.post_due()
    assert [stopped.team for stopped in await store.workspaces.stopped()] == ["T0BAKERY"]
    assert any("Stretch break" in message.text for message in play.slack.messages("C0GENERAL"))
