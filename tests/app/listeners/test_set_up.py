"""My set-up in the playground: opened, saved, opened again; why something is hidden is in no table and no log line."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from user_steps import ANA, GENERAL, window

from bot.cli.play import Play
from bot.domain.actor import Actor
from bot.domain.preferences import KITS
from bot.playground import View

HERE = Actor("T0PLAY", ANA)


async def opened(play: Play) -> View:
    """Type what opens the form."""
    await play.slack.command(ANA, GENERAL, "/stretch set-up")
    return await window(play, "My set-up")


async def closed(play: Play, view: View) -> None:
    """Read what was saved, and close it."""
    await play.slack.close(ANA, view)
    await play.slack.until(lambda: play.slack.view(ANA) is None)


def chosen(play: Play, view: View, block: str) -> list[str]:
    """What a field of the form holds."""
    values = play.slack.workspace.views.to_dict(view)["state"]["values"][block]
    return [option["value"] for option in next(iter(values.values()))["selected_options"]]


async def test_what_is_saved_is_shown_and_there_again(play: Play) -> None:
    form = await opened(play)
    assert sorted(chosen(play, form, "kit")) == sorted(KITS)
    ack = await play.slack.submit(ANA, form, {"kit": {"setup.kit": ["mat"]}, "hidden": {"setup.hidden": ["cat-arch"]}})
    assert ack.errors == {}
    saved = await play.slack.until(lambda: _saying(play, "Saved."))
    assert "I've hidden 1 stretch: Cat arch" in saved.words
    await closed(play, saved)
    store = play.bot.dependencies.store.preferences
    assert (await store.get(HERE)).kit == {"mat"}
    again = await opened(play)
    assert (chosen(play, again, "kit"), chosen(play, again, "hidden")) == (["mat"], ["cat-arch"])
    await play.slack.submit(ANA, again, {"bring_back": {"setup.bring_back": ["all"]}})
    await play.slack.until(lambda: _saying(play, "I'll offer 1 stretch again: Cat arch"))
    assert await store.hidden(HERE) == frozenset()


async def test_more_settings_are_on_top_of_what_is_entered_which_is_saved_after_them(play: Play) -> None:
    form = await opened(play)
    await play.slack.click(ANA, form, "setup.more")
    more = await window(play, "More settings")
    groups = await play.slack.suggest(ANA, more, "timetable.country", "bava")
    assert groups[0]["options"][0]["value"] == "DE-BY"
    await play.slack.submit(ANA, more, {"goal": {"setup.goal": "5"}})
    saved = await play.slack.until(lambda: _saying(play, "Your goal is 5 days a week."))
    await play.slack.close(ANA, saved)
    assert await play.slack.until(lambda: play.slack.view(ANA)) == form
    await play.slack.submit(ANA, form, {"hidden": {"setup.hidden": ["cat-arch"]}})
    await play.slack.until(lambda: _saying(play, "I've hidden 1 stretch: Cat arch"))
    assert (await play.bot.dependencies.store.preferences.get(HERE)).goal_days == 5


async def test_a_situation_is_in_no_table_and_no_log_line(
    play: Play, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0, "limber")
    await play.slack.submit(ANA, await opened(play), {"situations": {"setup.situations": ["pregnant"]}})
    saved = await play.slack.until(lambda: _saying(play, "Ask your midwife or doctor"))
    assert "knee-roll" in await play.bot.dependencies.store.preferences.hidden(HERE)
    await closed(play, saved)
    assert chosen(play, await opened(play), "situations") == []
    with closing(sqlite3.connect(tmp_path / "limber.db")) as file:
        kept = "\n".join(file.iterdump())
    assert "knee-roll" in kept
    assert "pregnan" not in kept.casefold() + caplog.text.casefold()


def _saying(play: Play, words: str) -> View | None:
    view = play.slack.view(ANA)
    return view if view and words in view.words else None
