"""Picking the next exercise, and looking exercises up."""

from dataclasses import replace
from random import Random

import pytest
from exercise_library import LIBRARY

from bot import content
from bot.core.settings import EXERCISES
from bot.domain.exercises import Exercise, Place
from bot.domain.library import Area, Library, latest_index
from bot.domain.picking import pick

ANY = content.load(EXERCISES).exercises[0]
DICE = range(20)


def exercise(slug: str, place: Place = "chair", **changes: object) -> Exercise:
    return replace(ANY, slug=slug, place=place, ask_first=None, **changes)


ONE, TWO, THREE = exercise("one"), exercise("two"), exercise("three")
FLOOR = exercise("floor", "floor")


def picked(pool: list[Exercise], *seen: str) -> set[str]:
    """The slugs that are picked, whatever the dice."""
    return {pick(pool, seen, Random(seed)).slug for seed in DICE}


def test_what_was_seen_last_is_not_picked_again() -> None:
    assert "one" not in picked([ONE, TWO, THREE], "one")


def test_the_only_exercise_of_a_pool_is_picked_again() -> None:
    assert picked([ONE], "one") == {"one"}


def test_what_can_be_done_at_a_desk_comes_before_the_floor() -> None:
    assert picked([FLOOR, ONE, TWO]) == {"one", "two"}
    assert picked([FLOOR, ONE, TWO], "two") == {"one"}


def test_the_floor_comes_once_all_that_can_be_done_at_a_desk_was_seen() -> None:
    assert picked([FLOOR, ONE, TWO], "two", "one") == {"floor"}
    assert picked([FLOOR, ONE, TWO], "floor", "two", "one") == {"one"}


def test_every_exercise_of_an_area_is_dealt_within_one_draw_more_than_there_are(subtests: pytest.Subtests) -> None:
    for area in LIBRARY.areas:
        with subtests.test(area.slug):
            pool, seen = LIBRARY.pool(area.slug), []
            for _ in range(len(pool) + 1):
                seen.insert(0, pick(pool, seen, Random(len(seen))).slug)
            assert set(seen) == {exercise.slug for exercise in pool}


def test_one_of_the_strongest_never_follows_another_where_there_is_a_milder_one() -> None:
    strong, stronger, mild = exercise("a", load=3), exercise("b", load=3), exercise("c", load=2)
    assert picked([strong, stronger, mild], "a", "c") == {"c"}
    assert picked([strong, stronger], "a") == {"b"}


def test_what_was_never_seen_comes_before_what_was() -> None:
    assert picked([ONE, TWO, THREE], "one", "two") == {"three"}


def test_of_what_was_seen_the_least_recent_is_picked() -> None:
    assert picked([ONE, TWO, THREE], "two", "one", "three", "one", "two") == {"three"}


def test_the_dice_decide_between_equals() -> None:
    assert picked([ONE, TWO, THREE]) == {"one", "two", "three"}


def test_the_same_dice_pick_the_same() -> None:
    assert pick([ONE, TWO, THREE], [], Random(7)) == pick([ONE, TWO, THREE], [], Random(7))


def test_a_slug_that_occurs_twice_counts_where_it_is_latest() -> None:
    assert latest_index(["a", "b", "a", "c"]) == {"a": 0, "b": 1, "c": 3}


@pytest.mark.parametrize(
    ("place", "is_desk_friendly", "is_seated"),
    [
        ("chair", True, True),
        ("anywhere", True, True),
        ("standing", True, False),
        ("floor", False, False),
        ("bed", False, False),
    ],
)
def test_a_place_tells_whether_one_can_stay_at_the_desk_and_in_the_chair(
    place: Place, is_desk_friendly: bool, is_seated: bool
) -> None:
    made = exercise("x", place)
    assert (made.is_desk_friendly, made.is_seated) == (is_desk_friendly, is_seated)


def test_an_exercise_with_a_question_is_found_but_not_in_any_pool() -> None:
    asking = replace(exercise("asking", areas=("neck",)), ask_first="Really?")
    library = Library((Area(slug="neck", title="Neck"),), (asking, exercise("other", areas=("neck",))))
    assert library.find("asking") == asking
    assert [found.slug for found in library.pool("neck")] == [found.slug for found in library.pool(None)] == ["other"]
    assert library.pool("hips") == ()


def test_a_routine_leaves_out_what_no_longer_exists() -> None:
    assert Library((), (ONE, TWO)).exercises_of(["two", "gone", "one"]) == (TWO, ONE)
