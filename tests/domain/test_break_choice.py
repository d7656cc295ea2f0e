"""What a break consists of."""

from dataclasses import replace
from random import Random

import pytest

from bot.content import load
from bot.core.settings import EXERCISES
from bot.domain.break_choice import (
    BreakChooser,
    BreakContent,
    break_lengths,
    break_sets,
    chosen_set,
    is_for_breaks,
    is_seated,
)
from bot.domain.exercises import Claim
from bot.domain.library import Library
from bot.domain.routines import Routine
from bot.domain.screens import routine_seconds

FULL = load(EXERCISES)
HANDS = Routine(slug="hands", name="Hands", purpose="For hands.", steps=("wrist-stretches", "chin-tuck:2"))
MINUTE = Routine(slug="one-minute", name="1 minute", purpose="Short.", seconds=60)
LIBRARY = Library(FULL.areas, FULL.exercises, routines=(HANDS, MINUTE))


def steps(*recent: str, **content: object) -> tuple[str, ...]:
    return BreakChooser(LIBRARY, Random(3)).steps(recent, BreakContent(**content))


def test_a_routine_with_steps_is_always_the_same() -> None:
    assert steps(routine="hands") == steps("wrist-stretches", routine="hands") == HANDS.steps


@pytest.mark.parametrize(("routine", "seconds"), [(None, 120), ("one-minute", 60), ("gone", 120)])
def test_a_length_is_filled_and_never_exceeded(routine: str | None, seconds: int) -> None:
    for seed in range(50):
        chosen = BreakChooser(LIBRARY, Random(seed)).steps((), BreakContent(routine=routine))
        assert 0.5 * seconds <= routine_seconds(LIBRARY.exercises_of(chosen)) <= seconds


def test_an_area_and_a_length_go_together() -> None:
    for seed in range(20):
        chosen = BreakChooser(LIBRARY, Random(seed)).steps((), BreakContent(routine="one-minute", area="neck"))
        assert "neck" in LIBRARY.exercises_of(chosen)[0].areas


def test_seated_breaks_stay_seated() -> None:
    for seed in range(50):
        chosen = BreakChooser(LIBRARY, Random(seed)).steps((), BreakContent(seated=True))
        assert all(exercise.is_seated for exercise in LIBRARY.exercises_of(chosen))


@pytest.mark.parametrize(
    ("more", "fits"),
    [({}, True), ({"steps": ("cat-arch",)}, False), ({"caution": Claim(says="Ask your midwife first.")}, False)],
)
def test_a_break_is_neither_on_the_floor_nor_only_for_some(more: dict[str, object], fits: bool) -> None:
    routine = Routine(**{"slug": "x", "name": "X", "purpose": "For X.", "steps": ("chin-tuck",)} | more)
    assert is_for_breaks(routine, LIBRARY) is fits


def test_breaks_may_have_every_length_and_be_every_set_that_a_team_can_do() -> None:
    floor = Routine(slug="floor", name="Floor", purpose="For all.", steps=("cat-arch",))
    library = replace(LIBRARY, routines=(replace(MINUTE, slug="long", seconds=300), HANDS, MINUTE, floor))
    assert [each.seconds for each in break_lengths(library)] == [60, 300]
    assert break_sets(library) == [HANDS]
    assert [chosen_set(slug, library) for slug in ("hands", "one-minute", "gone", None)] == [HANDS, None, None, None]


@pytest.mark.parametrize(
    ("step", "seated"), [("chin-tuck", True), ("seated-figure-four", True), ("standing-back-bend", False)]
)
def test_a_set_is_seated_if_all_of_it_is(step: str, seated: bool) -> None:
    assert is_seated(replace(HANDS, steps=("wrist-stretches", step)), LIBRARY) is seated
