"""`/stretch` as people use it: the card, another, Done, and the kind words around them."""

from datetime import timedelta
from itertools import pairwise

import pytest
from exercise_library import LIBRARY
from user_steps import ANA, BEN, GENERAL, presses, replaced, says

from bot.cli.play import Play
from bot.playground import Message


def card_value(card: Message) -> str:
    """The value of the card's first button."""
    return next(block for block in card.blocks if block["type"] == "actions")["elements"][0]["value"]


LOWER = {exercise.name for exercise in LIBRARY.pool("lower")}
AT_A_DESK = {exercise.name for exercise in LIBRARY.pool("lower") if exercise.is_desk_friendly}


def name(text: str) -> str:
    """The exercise that a card is about: its first line that is a name."""
    return next(line for line in text.splitlines() if line[:1].isupper() and line[-1:].isalpha())


async def test_lower_gives_what_a_desk_allows_then_asks_for_a_mat_and_never_the_one_seen_last(play: Play) -> None:
    answers = [(await says(play, "/stretch lower")).text for _ in LOWER]
    cards, questions = answers[: len(AT_A_DESK)], answers[len(AT_A_DESK) :]
    assert {name(text) for text in cards} == AT_A_DESK
    assert all("done on the floor" in text for text in questions)
    assert all(any(each in text for text in questions) for each in LOWER - AT_A_DESK)
    assert all(one != other for one, other in pairwise(answers))


async def test_a_stretch_on_the_floor_is_shown_to_whoever_has_room_and_another_to_the_rest(play: Play) -> None:
    for _ in AT_A_DESK:
        await says(play, "/stretch lower")
    question = await says(play, "/stretch lower")
    await presses(play, question, "card.anyway")
    shown = await replaced(play, question, "Press Start.")
    assert name(shown.text) in LOWER - AT_A_DESK
    again = await says(play, "/stretch lower")
    await presses(play, again, "card.another")
    assert name((await replaced(play, again, "Press Start.")).text) in AT_A_DESK


async def test_a_variant_takes_the_place_of_the_card(play: Play) -> None:
    card = await says(play, "/stretch cat")
    menu = next(block for block in card.blocks if block["type"] == "actions")["elements"][-1]["options"]
    seated = next(option["value"] for option in menu if option["text"]["text"] == "Easier: seated cat-cow")
    await play.slack.click(ANA, card, "card.more", value=seated)
    assert name((await replaced(play, card, "Seated cat-cow")).text) == "Seated cat-cow"


async def test_the_answer_is_seen_by_nobody_else(play: Play) -> None:
    card = await says(play, "/stretch upper")
    assert card.ephemeral
    assert card not in play.slack.messages(GENERAL, BEN)


async def test_the_text_is_short_and_the_steps_are_one_press_away(play: Play) -> None:
    card = await says(play, "/stretch cat")
    lines = play.bot.dependencies.library.find("cat-arch").holds[0].lines
    assert not any(line in card.text for line in lines)
    steps = f"steps {card_value(card)}"
    await play.slack.click(ANA, card, "card.more", value=steps)
    read = await replaced(play, card, "Take care")
    assert all(line in read.text for line in lines)


@pytest.mark.parametrize("typed", ["LOWER", "  lower  ", "lowr", "low back", "Lower Back"])
async def test_case_blanks_and_small_typing_errors_are_forgiven(play: Play, typed: str) -> None:
    assert name((await says(play, f"/stretch {typed}")).text) in LOWER


async def test_an_exercise_is_found_by_its_alias(play: Play) -> None:
    assert name((await says(play, "/stretch butterfly")).text) == "Butterfly stretch"


async def test_what_is_not_understood_gets_one_sentence_and_the_nearest_word(play: Play) -> None:
    text = (await says(play, "/stretch toe holding stretch")).text
    assert "I don't know “toe holding stretch”. Did you mean /stretch toe hold stretch?" in text


async def test_what_someone_typed_cannot_ring_the_channel(play: Play) -> None:
    answer = await says(play, "/stretch <!channel> @everyone")
    assert "<!channel>" not in answer.text
    assert "<!channel>" not in str(answer.blocks)


async def test_the_first_use_note_is_shown_once(play: Play) -> None:
    assert "not medical advice" in (await says(play, "/stretch lower")).text
    assert "not medical advice" not in (await says(play, "/stretch lower")).text


async def test_help_says_when_to_see_a_doctor(play: Play) -> None:
    assert "numbness between the legs" in (await says(play, "/stretch help")).text


async def test_someone_who_types_a_symptom_is_pointed_to_a_professional(play: Play) -> None:
    answer = await says(play, "/stretch numb after my back hurt a lot")
    assert "professional" in answer.text
    assert "I don't know" not in answer.text


async def test_the_bare_command_offers_every_area_as_a_button(play: Play) -> None:
    menu = await says(play, "/stretch")
    await presses(play, menu, "menu.area.bed")
    card = await replaced(play, menu, "Press Start.")
    assert name(card.text) in {exercise.name for exercise in play.bot.dependencies.library.pool("bed")}


async def test_another_puts_another_exercise_in_place_of_the_card(play: Play) -> None:
    card = await says(play, "/stretch lower")
    await presses(play, card, "card.another")
    first = name(card.text)
    await play.slack.until(lambda: name(play.slack.ephemerals(ANA)[-1].text) != first)
    assert name(play.slack.ephemerals(ANA)[-1].text) in AT_A_DESK


async def test_done_on_the_card_is_counted_once_however_often_it_is_pressed(play: Play) -> None:
    card = await says(play, "/stretch butterfly")
    await presses(play, card, "card.done")
    thanks = await replaced(play, card, "Nicely done")
    assert "first stretch this week" in thanks.text
    again = await says(play, "/stretch me")
    assert "1 stretch this week" in again.text


async def test_the_bed_edge_is_asked_about_first_and_the_pillow_version_is_the_default(play: Play) -> None:
    check = await says(play, "/stretch bed edge full")
    assert "not for everyone" in check.text
    await presses(play, check, "card.instead")
    pillow = await replaced(play, check, "Press Start.")
    assert "pillow" in pillow.text


async def test_the_same_twist_within_the_hour_gets_a_kind_sentence_and_something_else(play: Play) -> None:
    card = await says(play, "/stretch chair spine twist")
    await presses(play, card, "card.done")
    await replaced(play, card, "Nicely done")
    second = await says(play, "/stretch chair spine twist")
    assert "within the last hour" in second.text
    assert name(second.text.split("\n", 1)[1]) != "Chair spine twist"
    await presses(play, second, "card.anyway")
    await replaced(play, second, "Chair spine twist\n")


async def test_the_fourth_time_in_a_day_gets_an_alternative(play: Play) -> None:
    for _ in range(3):
        card = await says(play, "/stretch butterfly")
        await presses(play, card, "card.done")
        await replaced(play, card, "Nicely done")
    fourth = await says(play, "/stretch butterfly")
    assert "three times today" in fourth.text
    play.clock.jump(play.clock() + timedelta(hours=25))
    assert "today" not in (await says(play, "/stretch butterfly")).text


async def test_nothing_that_was_sent_troubles_slack(play: Play) -> None:
    for area in play.bot.dependencies.library.areas:
        await says(play, f"/stretch {area.slug}")
    for exercise in play.bot.dependencies.library.exercises:
        await says(play, f"/stretch {exercise.name}", user=BEN)
    assert play.slack.problems == []
