"""The message of a private reminder, and the question after three that nobody answered."""

import pytest

from bot.domain.library import Library
from bot.views.personal_reminder import STILL_WANTED, reminder, skipped, still_wanted


def words(text: str) -> int:
    return len(text.split())


def test_every_exercise_makes_a_short_reminder_whose_text_says_what_it_shows(library: Library) -> None:
    for exercise in library.exercises:
        message = reminder([exercise], "b1", "https://pictures.example/it.png")
        section, picture, buttons = (block.to_dict() for block in message.blocks)
        labels = [each["text"]["text"] for each in buttons["elements"]]
        assert section["text"]["text"].replace("*", "") == message.text
        assert picture["alt_text"]
        assert words(message.text) + words(" ".join(labels)) <= 45
        assert {each["value"] for each in buttons["elements"]} == {"b1"}
        assert labels == ["Start", "In 15 minutes", "Skip today", "Stop these"]


def test_what_was_put_off_often_enough_cannot_be_again(library: Library) -> None:
    *_, buttons = reminder(library.exercises[:1], "b1", can_wait=False).blocks
    assert "nudge.later" not in [each["action_id"] for each in buttons.to_dict()["elements"]]


def test_a_routine_has_its_name_or_those_of_its_exercises(library: Library) -> None:
    routine = library.exercises[:2]
    assert "Hands and wrists" in reminder(routine, "b1", name="Hands and wrists").text
    assert routine[0].name in reminder(routine, "b1").text


def test_one_that_takes_the_place_of_another_says_for_when_it_is(library: Library) -> None:
    moved, section, _ = reminder(library.exercises[:1], "b1", moved_to="today at 11:00").blocks
    sentence = moved.to_dict()["elements"][0]["text"]
    assert sentence == "For today at 11:00: the last one was still open, so I've updated it."
    message = reminder(library.exercises[:1], "b1", moved_to="today at 11:00")
    assert message.text == f"{sentence}\n{section.to_dict()['text']['text']}".replace("*", "")


@pytest.mark.parametrize("more", [["Just once a day"], []])
def test_the_question_says_that_nothing_comes_until_it_is_answered(more: list[str]) -> None:
    message = still_wanted("b1", can_be_fewer=bool(more))
    assert message.text == STILL_WANTED
    labels = [each.to_dict()["text"]["text"] for each in message.blocks[-1].elements]
    assert labels == ["Keep them", *more, "Stop these"]


def test_what_is_left_of_the_one_before_it_is_a_line() -> None:
    assert [block.to_dict()["type"] for block in skipped().blocks] == ["section"]
