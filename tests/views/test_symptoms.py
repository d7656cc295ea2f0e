"""Answers to somebody who says how they feel."""

from typing import Any

from exercise_library import LIBRARY

from bot.domain.stretch_kinds import gentle_moves
from bot.views import symptoms as views


def buttons(message: Any) -> list[tuple[str, str | None]]:
    rows = [block["elements"] for block in message.payload()["blocks"] if block["type"] == "actions"]
    return [(button["text"]["text"], button.get("value")) for row in rows for button in row]


def test_a_worrying_symptom_is_answered_by_a_doctor_and_no_exercise() -> None:
    message = views.see_a_doctor()
    assert buttons(message) == []
    assert "See a doctor soon" in message.text
    assert "Emergency:" in message.text


def test_a_condition_is_answered_without_an_exercise() -> None:
    message = views.ask_a_professional_first()
    assert buttons(message) == []
    assert "ask your doctor, midwife or physio first" in message.text


def test_gentle_moves_are_buttons_above_one_line_on_when_to_see_somebody() -> None:
    moves = gentle_moves(LIBRARY)
    message = views.gentle_moves(moves)
    assert buttons(message) == [(move.name, move.slug) for move in moves]
    assert message.payload()["blocks"][-1]["elements"][0]["text"] == views.WHEN_TO_SEE_SOMEBODY
    assert all(words in message.text for words in (*(move.name for move in moves), views.WHEN_TO_SEE_SOMEBODY))


def test_without_gentle_moves_the_line_stays() -> None:
    assert buttons(views.gentle_moves(())) == []


def test_pain_is_asked_about_with_the_area_that_was_named() -> None:
    assert buttons(views.stiff_or_severe(LIBRARY.area("neck"))) == [
        ("Everyday stiffness", "neck"),
        ("New or severe", None),
    ]
    assert buttons(views.stiff_or_severe(None))[0] == ("Everyday stiffness", None)
