"""Pictures in cards and in the guide: shown where they can be, never at the price of a message."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from user_steps import ANA, guided, presses, says, shown, submits, window

from bot.cli.play import Play, playing
from bot.pictures.picture_store import PictureStore
from bot.playground import View

pytestmark = pytest.mark.slow


def images(blocks: list[dict]) -> list[dict]:
    return [block for block in blocks if block["type"] == "image"]


@pytest.fixture
async def drawn(tmp_path: Path) -> AsyncIterator[Play]:
    """The bot with its pictures."""
    async with playing(tmp_path, pictures=tmp_path / "pictures") as opened:
        yield opened


@pytest.fixture
async def unfetchable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Play]:
    """The bot with addresses of pictures under which nothing is served."""
    for method in ("cached_path", "path"):
        monkeypatch.setattr(PictureStore, method, lambda *_: None)
    async with playing(tmp_path, pictures=tmp_path / "pictures") as opened:
        yield opened


@pytest.fixture
async def without_timers(tmp_path: Path) -> AsyncIterator[Play]:
    """The bot that cannot keep timers: where they should be kept there is a file."""
    (tmp_path / "pictures").write_text("in the way")
    async with playing(tmp_path, pictures=tmp_path / "pictures") as opened:
        yield opened


async def test_the_card_and_the_guide_show_the_hold_with_its_instruction_as_alt_text(drawn: Play) -> None:
    hold = drawn.bot.dependencies.library.find("butterfly-stretch").holds[0]
    card = await says(drawn, "/stretch butterfly")
    view = await guided(drawn, "/stretch butterfly")
    for blocks in (card.blocks, view.blocks):
        assert [image["alt_text"] for image in images(blocks)] == [hold.picture]
    assert drawn.slack.problems == []


async def pictured(play: Play, title: str) -> View:
    """Wait until the window has this title and its picture, which follows if it has to be drawn."""

    def now() -> View | None:
        view = play.slack.view(ANA)
        return view if view and view.title["text"] == title and images(view.blocks) else None

    return await play.slack.until(now, 20)


async def test_the_guides_picture_moves_and_a_paused_one_stands_still(drawn: Play) -> None:
    await submits(drawn, await guided(drawn, "/stretch butterfly"))
    moving = await pictured(drawn, "Hold 1 of 5")
    assert ".gif?" in images(moving.blocks)[0]["image_url"]
    await presses(drawn, moving, "guide.pause")
    paused = await drawn.slack.until(lambda: (v := drawn.slack.view(ANA)) and "Paused" in shown(v) and v)
    assert images(paused.blocks)[0]["image_url"].endswith(".png")


async def test_every_round_has_a_picture_address_of_its_own_so_that_it_starts_anew(drawn: Play) -> None:
    await submits(drawn, await guided(drawn, "/stretch butterfly"))
    addresses = []
    for number in range(1, 6):
        view = await pictured(drawn, f"Hold {number} of 5")
        addresses.append(images(view.blocks)[0]["image_url"])
        await submits(drawn, view)
    assert len(set(addresses)) == 5


async def test_a_picture_that_slack_cannot_fetch_costs_neither_card_nor_window(unfetchable: Play) -> None:
    card = await says(unfetchable, "/stretch butterfly")
    assert "Butterfly" in card.text
    assert images(card.blocks) == []
    await presses(unfetchable, card, "card.guide")
    await submits(unfetchable, await window(unfetchable, "Ready?"))
    view = await window(unfetchable, "Hold 1 of 5")
    assert images(view.blocks) == []


async def test_a_timer_that_cannot_be_composed_costs_no_window(without_timers: Play) -> None:
    card = await says(without_timers, "/stretch butterfly")
    assert images(card.blocks)
    await presses(without_timers, card, "card.guide")
    await submits(without_timers, await window(without_timers, "Ready?"))
    view = await window(without_timers, "Hold 1 of 5")
    assert images(view.blocks) == []


async def test_without_an_address_messages_have_no_pictures_and_read_well(play: Play) -> None:
    card = await says(play, "/stretch butterfly")
    assert images(card.blocks) == []
    assert "elbows" in card.text
