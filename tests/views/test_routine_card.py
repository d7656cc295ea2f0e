"""The card of a routine fits into Slack's limits, whatever the routine."""

import pytest
from exercise_library import LIBRARY

from bot.domain.exercises import Exercise
from bot.domain.routines import Routine
from bot.views.card_payload import CardPayload
from bot.views.kit import kit_in_words
from bot.views.routine_card import RoutineCard, all_routines, routine_card, unpack_steps

SETS = [routine for routine in LIBRARY.routines if routine.steps]
LONGEST = sorted((e for e in LIBRARY.pool(None) if e.is_desk_friendly), key=lambda e: -len(e.slug))[:4]


def card(routine: Routine, exercises: tuple[Exercise, ...], **more: object) -> RoutineCard:
    payload = CardPayload(routine.slug, "shoulders", "0123456789abcdef")
    return RoutineCard(routine, exercises, payload, notes=("first_use",), **more)


@pytest.mark.parametrize("detail", ["none", "steps", "reasons"])
@pytest.mark.parametrize("routine", SETS, ids=lambda each: each.slug)
def test_a_sets_card_fits_into_a_message(routine: Routine, detail: str) -> None:
    message = routine_card(card(routine, LIBRARY.exercises_of(routine.steps), detail=detail), LIBRARY)
    texts = [block["text"]["text"] for block in message.payload()["blocks"] if "text" in block]
    assert all(len(text) <= 3000 for text in texts)
    assert sum(map(len, texts)) <= 10_000
    assert all(len(option.value) <= 150 for block in message.blocks for option in _options(block))


def _options(block: object) -> list[object]:
    return [option for element in getattr(block, "elements", []) for option in getattr(element, "options", [])]


def test_the_steps_that_were_picked_fit_into_the_block_id() -> None:
    routine = LIBRARY.routine("five-minutes")
    message = routine_card(card(routine, tuple(LONGEST)), LIBRARY)
    [row] = [block for block in message.payload()["blocks"] if block["type"] == "actions"]
    assert len(row["block_id"]) <= 255
    assert unpack_steps(row["block_id"]) == (("first_use",), tuple(exercise.slug for exercise in LONGEST))


def test_one_chair_will_do_for_all() -> None:
    exercises = LIBRARY.exercises_of(["seated-trunk-turn", "chair-spine-twist", "cat-arch", "chin-tuck"])
    assert kit_in_words(exercises) == "a firm chair without wheels or arms and a mat"
    assert kit_in_words(LIBRARY.exercises_of(["chin-tuck"])) == "no equipment needed"


def test_a_desk_does_for_what_a_desk_or_a_wall_does() -> None:
    assert kit_in_words(LIBRARY.exercises_of(["calf-stretch", "desk-cat-cow"])) == "a desk to hold"
    assert kit_in_words(LIBRARY.exercises_of(["calf-stretch"])) == "a desk or wall to hold"


def test_the_list_fits_into_a_message() -> None:
    message = all_routines(LIBRARY)
    assert len(message.blocks) <= 50
    assert sum(len(block["text"]["text"]) for block in message.payload()["blocks"] if "text" in block) < 10_000
