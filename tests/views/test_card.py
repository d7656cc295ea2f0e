"""The card: its buttons and words in each state."""

from typing import Any

import pytest

from bot.content import load
from bot.core.settings import EXERCISES
from bot.domain.errors import UserError
from bot.slack.blocks import Message
from bot.views import card as views
from bot.views.card import CardExtras, CardPayload, Resting

LIBRARY = load(EXERCISES)
CAT, TWIST = LIBRARY.routine(["cat-arch", "chair-spine-twist"])
PAYLOAD = CardPayload("cat-arch", "lower", "ref1")


def buttons(message: Message) -> list[dict[str, Any]]:
    rows = [block["elements"] for block in message.payload()["blocks"] if block["type"] == "actions"]
    return [button for row in rows for button in row]


def labels(message: Message) -> list[str]:
    return [button["text"]["text"] for button in buttons(message)]


def shown(**extras: Any) -> Message:
    return views.card(CAT, PAYLOAD, LIBRARY, CardExtras(**extras))


def test_a_card_can_be_guided_exchanged_or_done() -> None:
    assert labels(shown()) == ["Guide me", "Another", "Done"]
    assert {CardPayload.unpack(button["value"]) for button in buttons(shown())} == {PAYLOAD}


def test_a_card_in_place_of_one_that_rests_says_why_and_offers_that_one_anyway() -> None:
    message = shown(resting=Resting(TWIST, "Once is plenty."))
    assert labels(message) == ["Guide me", "Another", "Done", "Show it anyway"]
    assert CardPayload.unpack(buttons(message)[-1]["value"]) == CardPayload("chair-spine-twist", "lower", "ref1")
    assert message.text.startswith("Once is plenty.\n")


def test_the_first_use_note_takes_the_place_of_the_usual_one() -> None:
    assert "Slow and easy." in shown().text
    assert "Slow and easy." not in shown(first_use_note="A first note.").text
    assert "A first note." in shown(first_use_note="A first note.").text


def test_a_picture_is_an_image_with_the_instruction_as_its_alternative_text() -> None:
    images = [
        block for block in shown(picture_url="https://x.example/c.png").payload()["blocks"] if block["type"] == "image"
    ]
    assert [image["alt_text"] for image in images] == [CAT.holds[0].picture]
    assert "image" not in {block["type"] for block in shown().payload()["blocks"]}


def test_the_text_has_every_step_and_no_marks() -> None:
    text = shown().text
    assert all(line in text for hold in CAT.holds for line in hold.lines)
    assert f"To finish: {CAT.finish}" in text
    assert "*" not in text


def test_rounds_are_told_only_if_there_is_more_than_one() -> None:
    once = next(exercise for exercise in LIBRARY.exercises if exercise.rounds == 1)
    assert "4 rounds in all" in shown().text
    assert "rounds in all" not in views.card(once, PAYLOAD, LIBRARY).text


def test_a_question_comes_with_the_gentler_exercise_and_a_way_to_go_on() -> None:
    edge, gentler = LIBRARY.routine(["bed-edge-full", "bed-edge-stretch"])
    payload = CardPayload(edge.slug, "bed", "ref2")
    message = views.safety_question(edge, gentler, payload)
    assert labels(message) == ["Gentler version", "I have checked: show it"]
    values = [CardPayload.unpack(button["value"]) for button in buttons(message)]
    assert values == [CardPayload(gentler.slug, "bed", "ref2"), payload]
    assert labels(views.safety_question(edge, None, payload)) == ["I have checked: show it"]


@pytest.mark.parametrize(
    ("count", "end"), [(0, "Cat arch."), (1, "Your first stretch this week."), (2, "That makes 2 this week.")]
)
def test_thanks_count_the_week_unless_nothing_was_counted(count: int, end: str) -> None:
    message = views.thanks(count, (CAT,))
    assert message.text.startswith("Nicely done: Cat arch.")
    assert message.text.endswith(end)


def test_thanks_offer_another_stretch_from_the_same_area() -> None:
    message = views.thanks(1, (CAT,))
    assert labels(message) == ["Another stretch"]
    assert CardPayload.unpack(buttons(message)[0]["value"]).area == CAT.areas[0]


def test_thanks_for_exercises_that_no_longer_exist_have_no_button() -> None:
    message = views.thanks(1, ())
    assert message.text == "Nicely done: Your stretch. Your first stretch this week."
    assert labels(message) == []


def test_a_card_whose_guide_did_not_open_stays_with_its_buttons() -> None:
    message = views.guide_not_opened(shown(), "Guide me")
    assert message.text.startswith("The guide did not open in time")
    assert labels(message) == labels(shown())


def test_a_walk_is_all_that_is_left_when_everything_rests() -> None:
    assert (
        views.walk_instead("Enough.").text == "Enough. A short walk and a glass of water would be just the thing now."
    )


@pytest.mark.parametrize("value", [None, "", "cat-arch", "cat-arch lower", "a b c d", 7])
def test_values_that_cannot_be_read_are_refused_kindly(value: object) -> None:
    with pytest.raises(UserError, match="older version"):
        CardPayload.unpack(value)


def test_a_payload_survives_the_value_of_a_button() -> None:
    assert CardPayload.unpack(PAYLOAD.pack()) == PAYLOAD
