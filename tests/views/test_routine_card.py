"""The card of a routine fits into Slack's limits, whatever the routine."""

from datetime import UTC, datetime
from random import Random

import pytest
from exercise_library import LIBRARY

from bot.domain.exercises import Exercise
from bot.domain.preferences import Fit
from bot.domain.rest import Rest
from bot.domain.routines import Routine
from bot.domain.safety import History
from bot.domain.substitutes import fitted
from bot.views.card_payload import CardPayload
from bot.views.kit import kit_in_words
from bot.views.routine_card import RoutineCard, all_routines, routine_card, unpack_detail, unpack_steps

SETS = [routine for routine in LIBRARY.routines if routine.steps]
LONGEST = sorted((e for e in LIBRARY.pool(None) if e.is_desk_friendly), key=lambda e: -len(e.slug))[:4]


def card(routine: Routine, exercises: tuple[Exercise, ...], **more: object) -> RoutineCard:
    payload = CardPayload(routine.slug, "shoulders", "0123456789abcdef")
    return RoutineCard(routine, exercises, payload, notes=("first_use",), **more)


@pytest.mark.parametrize("detail", ["none", "steps", "reasons"])
def test_a_sets_card_fits_into_a_message(detail: str, subtests: pytest.Subtests) -> None:
    for routine in SETS:
        with subtests.test(routine.slug):
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


def test_the_menu_of_a_short_routine_hides_each_of_its_stretches_within_slacks_limits(
    subtests: pytest.Subtests,
) -> None:
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            routine = LIBRARY.routine("thirty-seconds")
            for exercises in ((exercise,), (exercise, *LONGEST[:2]), (exercise, *LONGEST)):
                message = routine_card(card(routine, exercises), LIBRARY)
                options = [option for block in message.blocks for option in _options(block)]
                hiding = [option for option in options if option.value.startswith("hide:")]
                assert len(hiding) == (len(exercises) if len(exercises) <= 3 else 0)
                assert len(options) <= 5
                assert all(len(option.value) <= 150 and len(option.text) <= 75 for option in options)
                assert all(unpack_detail(option.value)[1].slug == routine.slug for option in hiding)


def test_a_set_that_was_fitted_to_somebody_is_in_its_buttons_as_it_is_shown(subtests: pytest.Subtests) -> None:
    for routine in SETS:
        for seed in range(20):
            with subtests.test(routine=routine.slug, seed=seed):
                usual, rng = LIBRARY.exercises_of(routine.steps), Random(seed)
                gone = frozenset(each.slug for each in rng.sample(usual, rng.randrange(1, len(usual) + 1)))
                rest = Rest(LIBRARY, History(fit=Fit(hidden=gone)), datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
                exercises = fitted(usual, rest).exercises
                message = routine_card(card(routine, exercises), LIBRARY)
                [row] = [block for block in message.payload()["blocks"] if block["type"] == "actions"]
                assert len(row["block_id"]) <= 255
                assert LIBRARY.exercises_of(unpack_steps(row["block_id"])[1]) == exercises


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


def test_how_often_a_set_is_done_is_said_only_where_nothing_of_it_is_left_out() -> None:
    routine = next(each for each in SETS if each.often)
    exercises = LIBRARY.exercises_of(routine.steps)
    said = [
        str(routine.often) in routine_card(card(routine, some), LIBRARY).text for some in (exercises, exercises[1:])
    ]
    assert said == [True, False]


def test_a_routine_without_the_area_that_was_asked_for_says_so() -> None:
    routine, shoulders = LIBRARY.routine("two-minutes"), LIBRARY.exercises_of(["shoulder-rolls"])
    assert routine_card(card(routine, shoulders), LIBRARY).text.count("shoulders first") == 1
    elsewhere = routine_card(card(routine, LIBRARY.exercises_of(["calf-stretch"])), LIBRARY).text
    assert elsewhere.startswith("Nothing for your shoulders fits right now, so here's something else.")
