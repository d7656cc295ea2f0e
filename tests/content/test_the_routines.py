"""What the real routines promise to whoever does them."""

from itertools import pairwise
from pathlib import Path

import pytest

from bot.content import load
from bot.domain.break_choice import is_for_breaks
from bot.domain.exercises import STRAINS, Exercise
from bot.domain.screens import routine_seconds

LIBRARY = load(Path(__file__).parent.parent.parent / "exercises")
SETS = [routine for routine in LIBRARY.routines if routine.steps]
NINE = {
    "seated-lower-back-rotation", "cat-arch", "trunk-rotation", "upper-back-chair-lean", "side-lying-toe-hold",
    "rocking-floor-stretch", "butterfly-stretch", "chair-spine-twist", "bed-edge-stretch",
}  # fmt: skip


def exercises(slug: str) -> tuple[Exercise, ...]:
    return LIBRARY.exercises_of(LIBRARY.routine(slug).steps)


def test_the_full_routine_has_the_nine_founding_stretches() -> None:
    assert {exercise.slug for exercise in exercises("back-full")} == NINE


def test_there_are_four_lengths() -> None:
    assert [r.seconds for r in LIBRARY.routines if not r.steps] == [30, 60, 120, 300]


def test_two_twists_or_arches_are_never_next_to_each_other(subtests: pytest.Subtests) -> None:
    for routine in SETS:
        with subtests.test(routine.slug):
            for one, other in pairwise(LIBRARY.exercises_of(routine.steps)):
                assert not {one.movement, other.movement} <= STRAINS


def test_a_set_takes_three_to_five_minutes_but_for_the_full_one(subtests: pytest.Subtests) -> None:
    for routine in SETS:
        with subtests.test(routine.slug):
            longest = 600 if routine.slug == "back-full" else 330
            assert 170 <= routine_seconds(LIBRARY.exercises_of(routine.steps)) <= longest


def test_a_set_says_what_it_is_for_in_few_words(subtests: pytest.Subtests) -> None:
    for routine in SETS:
        with subtests.test(routine.slug):
            assert len(routine.purpose.split()) <= 14


@pytest.mark.parametrize("slug", ["desk-standing", "desk-seated", "no-kit", "after-a-call", "hands-and-wrists"])
def test_what_is_for_the_office_is_for_a_whole_team(slug: str) -> None:
    assert is_for_breaks(LIBRARY.routine(slug), LIBRARY)


def test_seated_stays_seated_standing_needs_no_chair_and_no_kit_needs_nothing() -> None:
    assert all(exercise.is_seated for exercise in exercises("desk-seated"))
    assert not any(exercise.needs_chair for exercise in exercises("desk-standing"))
    assert {exercise.kit for exercise in exercises("no-kit")} == {"nothing"}


def test_the_set_for_pregnancy_is_gentle_upright_and_asks_a_professional_first() -> None:
    assert all(e.load == 1 and e.is_desk_friendly and e.movement not in STRAINS for e in exercises("gentle-pregnancy"))
    assert "Ask your midwife or doctor first" in str(LIBRARY.routine("gentle-pregnancy").caution)


def test_the_set_for_a_wheelchair_needs_no_other_chair_and_no_legs() -> None:
    assert all(e.place == "anywhere" and e.movement not in ("leg", "hip") for e in exercises("wheelchair"))
    assert "Brakes on first" in str(LIBRARY.routine("wheelchair").caution)


def test_twice_a_day_is_said_where_a_source_says_it() -> None:
    often = [routine.often for routine in LIBRARY.routines if routine.often]
    assert often
    assert all(claim.sources for claim in often)
