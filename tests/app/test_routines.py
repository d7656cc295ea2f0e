"""Routines as people use them: by length, by name, from the list; started, exchanged, read and done."""

from typing import Any

import pytest
from quick_app import QuickApp
from sqlalchemy import select

from bot.domain.actor import Actor
from bot.domain.routines import slugs_of
from bot.domain.screens import routine_seconds
from bot.store.tables.of_people import sessions as stored_sessions
from bot.views import routine_card as views
from bot.views.routine_card import unpack_steps

Json = dict[str, Any]
ANA = Actor("T1", "U1")


def row(card: Json) -> Json:
    """The row with the buttons."""
    return next(block for block in card["blocks"] if block["type"] == "actions")


async def presses(app: QuickApp, card: Json, action: str, **more: Any) -> Json:
    """Press a button of a card, or choose this option of its menu."""
    element = next(each for each in row(card)["elements"] if each["action_id"] == action)
    clicked = {"action_id": action, "block_id": row(card)["block_id"], "value": element.get("value")}
    return await app.clicks(action, clicked | more)


def picked(card: Json) -> tuple[str, ...]:
    """The steps that a card has picked."""
    return unpack_steps(row(card)["block_id"])[1]


@pytest.mark.parametrize(("typed", "seconds"), [("30s", 30), ("1 minute", 60), ("2 minutes", 120), ("5 minutes", 300)])
async def test_a_length_gets_exercises_that_fit_it(app: QuickApp, typed: str, seconds: int) -> None:
    exercises = app.library.exercises_of(picked(await app.types(typed)))
    assert 0.5 * seconds <= routine_seconds(exercises) <= seconds
    assert all(exercise.is_desk_friendly for exercise in exercises)


async def test_a_length_comes_with_the_area_that_was_named_first(app: QuickApp) -> None:
    for _ in range(5):
        first, *_ = app.library.exercises_of(picked(await app.types("neck 2 minutes")))
        assert "neck" in first.areas


async def test_another_picks_anew_and_never_the_same(app: QuickApp) -> None:
    card = await app.types("2 minutes")
    other = await presses(app, card, views.ANOTHER_ACTION)
    assert other["replace_original"]
    assert not set(slugs_of(picked(card))) & set(slugs_of(picked(other)))


async def test_what_should_rest_is_not_picked(app: QuickApp) -> None:
    await app.store.dones.finish(ANA, "x", ["chair-spine-twist", "standing-back-bend"], app.clock())
    for _ in range(30):
        for exercise in app.library.exercises_of(picked(await app.types("5 minutes"))):
            assert exercise.movement not in ("twist", "arch")


@pytest.mark.parametrize("slug", ["back-full", "desk-seated", "gentle-pregnancy"])
async def test_a_set_lists_its_exercises_its_kit_and_whom_to_ask(app: QuickApp, slug: str) -> None:
    routine = app.library.routine(slug)
    card = await app.types(routine.name)
    assert all(exercise.name in card["text"] for exercise in app.library.exercises_of(routine.steps))
    assert routine.purpose in card["text"]
    assert not routine.caution or routine.caution.says in card["text"]
    assert [each["text"]["text"] for each in row(card)["elements"][:3]] == ["Start", "All routines", "Done"]


async def test_a_set_says_what_should_rest(app: QuickApp) -> None:
    await app.store.dones.finish(ANA, "x", ["chair-spine-twist"], app.clock())
    assert "within the last hour" in (await app.types("back, full"))["text"]


@pytest.mark.parametrize("detail", ["steps", "reasons", "none"])
async def test_what_should_rest_is_still_said_beside_the_details(app: QuickApp, detail: str) -> None:
    await app.store.dones.finish(ANA, "x", ["chair-spine-twist"], app.clock())
    card = await app.types("back, full")
    value = f"{detail} {row(card)['elements'][0]['value']}"
    read = await presses(app, card, views.MORE_ACTION, selected_option={"value": value})
    assert "within the last hour" in read["text"]


async def test_a_set_says_how_often_it_is_worth_doing(app: QuickApp) -> None:
    often = [routine for routine in app.library.routines if routine.often]
    assert often
    for routine in often:
        card = await app.types(routine.name)
        assert routine.often.says in card["text"]
        assert routine.often.says in str(card["blocks"])


async def test_done_counts_each_exercise_once_and_the_routine_as_one(app: QuickApp) -> None:
    card = await app.types("neck and shoulders")
    for _ in range(2):
        assert "first stretch this week" in (await presses(app, card, views.DONE_ACTION))["text"]
    [finished] = await app.store.dones.finished(ANA, app.clock().replace(hour=0))
    assert sorted(finished.slugs) == sorted(slugs_of(app.library.routine("neck-and-shoulders").steps))


async def test_start_guides_through_all_of_it_and_done_counts_it_once(app: QuickApp) -> None:
    card = await app.types("2 minutes")
    await presses(app, card, views.START_ACTION)
    assert app.window()["title"]["text"] == "Ready?"
    await app.finishes()
    [finished] = await app.store.dones.finished(ANA, app.clock().replace(hour=0))
    assert sorted(finished.slugs) == sorted(slugs_of(picked(card)))


async def test_a_long_routine_introduces_each_exercise_in_a_line(app: QuickApp) -> None:
    card = await app.types("back, full")
    await presses(app, card, views.START_ACTION)
    said = str(app.window())
    for exercise in app.library.exercises_of(app.library.routine("back-full").steps):
        assert f"*{exercise.name}:* skip it if {exercise.skip_if}." in said


@pytest.mark.parametrize(
    ("detail", "words"), [("steps", "To finish:"), ("reasons", "skip it if"), ("none", "Press Start.")]
)
async def test_the_details_are_shown_in_place(app: QuickApp, detail: str, words: str) -> None:
    card = await app.types("2 minutes")
    value = f"{detail} {row(card)['elements'][0]['value']}"
    read = await presses(app, card, views.MORE_ACTION, selected_option={"value": value})
    assert words in read["text"]
    assert (row(read)["block_id"], read["replace_original"]) == (row(card)["block_id"], True)


async def test_all_routines_are_listed_and_each_is_one_press_away(app: QuickApp) -> None:
    listed = await app.types("routines")
    assert all(routine.name in listed["text"] for routine in app.library.routines)
    for routine in app.library.routines:
        card = await app.clicks(f"{views.SHOW_ACTION_PREFIX}.{routine.slug}", routine.slug)
        assert card["text"].startswith(routine.name)
        assert card["replace_original"]


async def test_the_list_is_one_press_from_a_set(app: QuickApp) -> None:
    back = await presses(app, await app.types("evening"), views.LIST_ACTION)
    assert back["text"].startswith("Routines")


async def test_a_guide_that_ends_leaves_the_list_alone_that_took_its_cards_place(app: QuickApp) -> None:
    card = await app.types("evening")
    await presses(app, card, views.START_ACTION)
    [session] = await sessions(app)
    assert session["response_url"]
    await presses(app, card, views.LIST_ACTION)
    [session] = await sessions(app)
    assert session["response_url"] is None


async def sessions(app: QuickApp) -> list[Any]:
    """The sessions that are stored."""
    async with app.store.database.reading() as connection:
        return list((await connection.execute(select(stored_sessions))).mappings())


@pytest.mark.parametrize("value", ["", "gone any 1", "two-minutes any 1"])
async def test_a_button_that_has_lost_its_routine_says_so(app: QuickApp, value: str) -> None:
    answer = await app.clicks(
        views.DONE_ACTION, {"action_id": views.DONE_ACTION, "block_id": "routine - -", "value": value}
    )
    assert "Type `/stretch" in answer["text"] or "Type /stretch" in answer["text"]


async def test_a_button_without_its_steps_says_so(app: QuickApp) -> None:
    answer = await app.clicks(views.START_ACTION, "two-minutes any 1")
    assert "older version" in answer["text"]


async def test_a_choice_that_is_not_known_says_so(app: QuickApp) -> None:
    answer = await app.clicks(views.MORE_ACTION, {"action_id": views.MORE_ACTION, "selected_option": {"value": "x y"}})
    assert "older version" in answer["text"]


async def test_a_length_that_there_is_not_says_that_it_is_the_nearest(app: QuickApp) -> None:
    assert (await app.types("10 minutes"))["text"].startswith("The nearest I have to 10 minutes:\n5 minutes\n")
    assert (await app.types("45 seconds"))["text"].startswith("The nearest I have to 45 seconds:\n30 seconds\n")
    assert (await app.types("5 minutes"))["text"].startswith("5 minutes\n")


async def test_the_area_that_comes_first_is_named(app: QuickApp) -> None:
    assert (await app.types("neck 2 minutes"))["text"].startswith("2 minutes, neck first\n")
