"""Somebody says how they feel, and what the buttons below the answers do."""

from typing import Any

import pytest
from quick_app import QuickApp

from bot.domain.actor import Actor
from bot.domain.exercises import Exercise
from bot.views.card import NOTES
from bot.views.symptoms import WHEN_TO_SEE_SOMEBODY

AREA_WORDS = [("my neck is stiff", "neck"), ("tight shoulders", "shoulders"), ("lower back aches", "lower")]


async def shown(app: QuickApp) -> list[Exercise]:
    history = await app.store.histories.get(Actor("T1", "U1"), app.clock())
    return [app.library.find(slug) for slug in history.seen]


def pressed(answer: dict[str, Any], label: str) -> tuple[str, str]:
    elements = [element for block in answer["blocks"] for element in block.get("elements", ())]
    [button] = [each for each in elements if each["type"] == "button" and each["text"]["text"] == label]
    return button["action_id"], button.get("value", "")


@pytest.mark.parametrize(("typed", "area"), AREA_WORDS)
async def test_stiffness_gets_a_card_with_one_line_on_when_to_see_somebody(
    app: QuickApp, typed: str, area: str
) -> None:
    answer = await app.types(typed)
    [exercise] = await shown(app)
    assert area in exercise.areas
    below = [block["elements"][0]["text"] for block in answer["blocks"][-2:]]
    assert below == [WHEN_TO_SEE_SOMEBODY, NOTES["first_use"]]
    assert WHEN_TO_SEE_SOMEBODY in answer["text"]


async def test_a_gentle_move_shows_its_card_and_leaves_the_others_there(app: QuickApp) -> None:
    answer = await app.types("so stiff")
    assert await shown(app) == []
    card = await app.clicks(*pressed(answer, "Butterfly stretch"))
    assert [exercise.slug for exercise in await shown(app)] == ["butterfly-stretch"]
    assert (card["replace_original"], "Butterfly stretch" in card["text"]) == (False, True)


async def test_a_gentle_move_that_is_gone_is_told(app: QuickApp) -> None:
    assert "is gone" in (await app.clicks("symptoms.move.gone", "gone"))["text"]


async def test_pain_that_is_everyday_stiffness_gets_the_area_that_was_named(app: QuickApp) -> None:
    card = await app.clicks(*pressed(await app.types("my neck hurts"), "Everyday stiffness"))
    [exercise] = await shown(app)
    assert ("neck" in exercise.areas, card["replace_original"]) == (True, True)


async def test_pain_nowhere_in_particular_gets_gentle_moves(app: QuickApp) -> None:
    moves = await app.clicks(*pressed(await app.types("it hurts"), "Everyday stiffness"))
    assert ("gentle stretches" in moves["text"], moves["replace_original"]) == (True, True)


@pytest.mark.parametrize("typed", ["I have a slipped disc", "osteoporosis", "numb legs"])
async def test_what_a_professional_should_see_gets_no_stretch(app: QuickApp, typed: str) -> None:
    answer = await app.types(typed)
    assert not [block for block in answer["blocks"] if block["type"] == "actions"]
    assert await shown(app) == []


async def test_new_or_severe_pain_gets_the_clear_page(app: QuickApp) -> None:
    page = await app.clicks(*pressed(await app.types("pain"), "New or severe"))
    assert ("professional" in page["text"], page["replace_original"]) == (True, True)
