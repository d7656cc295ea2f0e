"""The rotation: exercises for work, two to three minutes, the one not used for longest first."""

from random import Random

import pytest

from bot import content
from bot.core.settings import EXERCISES
from bot.domain.break_rotation import Rotation
from bot.domain.exercises import STRAINS, Exercise
from bot.domain.library import Library
from bot.domain.screens import routine_seconds


@pytest.fixture(scope="module")
def library() -> Library:
    return content.load(EXERCISES)


def month(library: Library, days: int = 22, **wishes) -> list[tuple[Exercise, ...]]:
    """The breaks of a month."""
    rotation, rng, recent, breaks = Rotation(library), Random(5), [], []
    for _ in range(days):
        chosen = rotation.choose(recent, rng, **wishes)
        recent[:0] = [exercise.slug for exercise in chosen]
        breaks.append(chosen)
    return breaks


def test_every_break_is_for_work_and_lasts_two_to_three_minutes(library: Library) -> None:
    for chosen in month(library):
        assert 1 <= len(chosen) <= 2
        assert all(exercise.is_desk_friendly and not exercise.ask_first for exercise in chosen)
        assert 90 <= routine_seconds(chosen) <= 180


def test_nothing_repeats_before_almost_everything_had_its_turn(library: Library) -> None:
    fit = sum(e.is_desk_friendly and routine_seconds([e]) <= 180 for e in library.pool(None))
    slugs = [exercise.slug for chosen in month(library) for exercise in chosen]
    for place, slug in enumerate(slugs):
        assert slug not in slugs[max(0, place - fit // 2) : place]


def test_two_twists_or_two_arches_never_come_together(library: Library) -> None:
    for chosen in month(library, days=200):
        movements = [exercise.movement for exercise in chosen if exercise.movement in STRAINS]
        assert len(movements) == len(set(movements))


@pytest.mark.parametrize("area", ["neck", "shoulders", "wrists", "lower", "hips"])
def test_an_area_comes_first_in_each_of_its_breaks(library: Library, area: str) -> None:
    assert all(area in chosen[0].areas for chosen in month(library, area=area))


def test_an_area_without_anything_for_work_gets_what_there_is(library: Library) -> None:
    assert all(chosen for chosen in month(library, area="bed"))


def test_seated_breaks_leave_everybody_in_the_chair(library: Library) -> None:
    assert all(exercise.is_seated for chosen in month(library, seated=True) for exercise in chosen)


def test_an_empty_library_gives_nothing() -> None:
    assert Rotation(Library((), ())).choose([], Random(1)) == ()
