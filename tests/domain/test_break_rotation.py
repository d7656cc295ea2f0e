"""The rotation: exercises for work that fit the time, the one not used for longest first."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from exercise_library import LIBRARY

from bot.domain.break_rotation import Rotation, Wish
from bot.domain.exercises import Exercise
from bot.domain.library import Library
from bot.domain.screens import routine_seconds

LENGTHS = (30, 60, 120, 300)


@pytest.fixture(scope="module")
def library() -> Library:
    return LIBRARY


def month(library: Library, days: int = 22, **wishes) -> list[tuple[Exercise, ...]]:
    """The breaks of a month."""
    rotation, rng, recent, breaks = Rotation(library), Random(5), [], []
    for _ in range(days):
        chosen = rotation.choose(recent, rng, Wish(**wishes))
        recent[:0] = [exercise.slug for exercise in chosen]
        breaks.append(chosen)
    return breaks


def chairs(breaks: Iterable[Iterable[Exercise]]) -> list[bool]:
    """Whether each break needs a chair."""
    return [any(exercise.needs_chair for exercise in chosen) for chosen in breaks]


@pytest.mark.parametrize("seconds", LENGTHS)
def test_every_break_is_for_work_and_fits_its_length(library: Library, seconds: int) -> None:
    for chosen in month(library, days=100, seconds=seconds):
        assert 1 <= len(chosen) <= 4
        assert all(exercise.is_desk_friendly and not exercise.ask_first for exercise in chosen)
        assert 0.5 * seconds <= routine_seconds(chosen) <= seconds


def test_the_usual_break_has_two_exercises_at_most(library: Library) -> None:
    assert {len(chosen) for chosen in month(library, days=100)} <= {1, 2}


def test_rounds_are_only_ever_cut(library: Library) -> None:
    for chosen in month(library, days=100, seconds=30):
        assert all(1 <= exercise.rounds <= library.find(exercise.slug).rounds for exercise in chosen)


def test_nothing_repeats_before_half_of_everything_had_its_turn(library: Library) -> None:
    fit = sum(exercise.is_desk_friendly for exercise in library.pool(None))
    slugs = [exercise.slug for chosen in month(library, days=100) for exercise in chosen]
    for place, slug in enumerate(slugs):
        assert slug not in slugs[max(0, place - fit // 2) : place]


def test_two_of_the_same_strain_never_come_together(library: Library) -> None:
    for chosen in month(library, days=200, seconds=300):
        movements = [exercise.movement for exercise in chosen if exercise.strains]
        assert len(movements) == len(set(movements))


@pytest.mark.parametrize(("load", "count"), [(3, 1), (2, 2)])
def test_two_deep_bends_never_come_together_and_two_light_ones_may(library: Library, load: int, count: int) -> None:
    one = replace(library.find("seated-cat-cow"), movement="round", load=load, rounds=1)
    bends = Library((), (one, replace(one, slug="other")))
    assert len(Rotation(bends).choose([], Random(1), Wish(seconds=300))) == count


@pytest.mark.parametrize("seconds", LENGTHS)
def test_of_two_breaks_in_a_row_one_needs_no_chair(library: Library, seconds: int) -> None:
    needed = chairs(month(library, days=200, seconds=seconds))
    assert not any(one and other for one, other in pairwise(needed))
    assert any(needed)


@pytest.mark.parametrize("area", ["neck", "shoulders", "wrists", "lower", "hips"])
def test_an_area_comes_first_in_each_of_its_breaks(library: Library, area: str) -> None:
    assert all(area in chosen[0].areas for chosen in month(library, area=area))


def test_an_area_without_anything_for_work_gets_what_there_is(library: Library) -> None:
    assert all(chosen for chosen in month(library, area="bed"))


def test_seated_breaks_leave_everybody_in_the_chair(library: Library) -> None:
    assert all(exercise.is_seated for chosen in month(library, seated=True) for exercise in chosen)


def test_what_should_be_left_out_is(library: Library) -> None:
    without = frozenset(exercise.slug for exercise in library.pool("neck"))
    assert not {exercise.slug for chosen in month(library, without=without) for exercise in chosen} & without


def test_an_empty_library_gives_nothing() -> None:
    assert Rotation(Library((), ())).choose([], Random(1)) == ()


def test_what_is_too_long_for_the_time_is_done_in_one_round(library: Library) -> None:
    twist = library.find("chair-spine-twist")
    [only] = Rotation(Library((), (twist,))).choose([], Random(1), Wish(seconds=30))
    assert (only.slug, only.rounds) == (twist.slug, 1)
