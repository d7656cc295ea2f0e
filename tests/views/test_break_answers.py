"""What one person is told about a break."""

from datetime import UTC, datetime

import pytest

from bot.domain.breaks import Break
from bot.domain.exercises import Exercise
from bot.domain.library import Library
from bot.domain.substitutes import Fitted
from bot.slack.blocks import Message
from bot.views import break_answers as views

THREE = datetime(2026, 11, 2, 14, tzinfo=UTC)


@pytest.fixture
def routine(library: Library) -> tuple[Exercise, ...]:
    return library.exercises_of(["chin-tuck", "neck-turn"])


def given(set_by: str = "U0ANA") -> Break:
    slot = "now 2026-11-02T14:00"
    return Break(id="b1", team="T1", channel="C1", slot=slot, slugs=(), due_at=THREE, state="posted", set_by=set_by)


def buttons(message: Message) -> list[tuple[str, str, str]]:
    row = next(block for block in message.payload()["blocks"] if block["type"] == "actions")
    return [(element["text"]["text"], element["action_id"], element["value"]) for element in row["elements"]]


START_AND_DONE = [("Start", "break.start", "b1"), ("Done", "break.done_alone", "b1")]


def test_a_reminder_is_one_line_with_start_and_done(routine: tuple[Exercise, ...]) -> None:
    message = views.reminder(given(), routine)
    assert message.text == "Your stretch reminder: Chin tuck and neck turn, 2 minutes."
    assert buttons(message) == START_AND_DONE


def test_a_reminder_of_exercises_that_are_gone_still_reads_well() -> None:
    assert views.reminder(given(), ()).text == "Your stretch reminder: a short stretch."


def test_a_reminder_of_a_set_names_it(routine: tuple[Exercise, ...]) -> None:
    assert views.reminder(given(), routine, "No kit").text == "Your stretch reminder: No kit, 2 minutes."


def test_whoever_asked_to_be_reminded_hears_when(routine: tuple[Exercise, ...]) -> None:
    assert views.reminder_set(THREE).text == "I'll remind you at <!date^1793628000^{time}|14:00 UTC>."


def test_steps_as_text_come_with_the_buttons_that_the_guide_would_have_had(routine: tuple[Exercise, ...]) -> None:
    message = views.steps_without_guide(given(), Fitted(routine))
    assert buttons(message) == START_AND_DONE
    assert all(exercise.finish in message.text for exercise in routine)


def test_steps_as_text_say_for_what_they_stand_in(routine: tuple[Exercise, ...]) -> None:
    message = views.steps_without_guide(given(), Fitted(routine[:1], ("cat-arch",)))
    said = f"Today's stretch doesn't fit your set-up, so here's {routine[0].name}."
    assert said in message.text
    assert said in str(message.payload()["blocks"])


def test_steps_as_text_tell_of_each_stretch_what_its_card_tells(library: Library) -> None:
    for exercise in library.exercises:
        message = views.steps_without_guide(given(), Fitted((exercise,)))
        paragraph = message.blocks[1].to_dict()["text"]["text"]
        for said in (exercise.start, *map(str, exercise.cautions), *map(str, exercise.not_for)):
            assert said in paragraph
        assert (f"{exercise.rounds} rounds" in paragraph) == (exercise.rounds > 1)
        assert len(paragraph) <= 3000


def test_a_break_at_once_tells_who_asked_for_it_and_how(routine: tuple[Exercise, ...]) -> None:
    assert views.about_manual(given()).text.startswith("<@U0ANA> asked for this break.")
    assert views.about_manual(given(set_by="")).text.startswith("Someone, or a workflow, asked for this break")


def test_whoever_set_breaks_up_that_stopped_hears_why_and_what_to_type() -> None:
    text = views.posting_stopped("C1", "not_in_channel").text
    assert all(words in text for words in ("I've stopped the stretch breaks in <#C1>.", "/invite", "/stretch resume"))


@pytest.mark.parametrize("sentence", [views.UNKNOWN_BREAK, views.BREAK_OVER, views.LAST_CHANCE, views.EXERCISES_GONE])
def test_every_dead_end_offers_a_stretch_of_ones_own(sentence: str) -> None:
    assert "`/stretch`" in sentence
