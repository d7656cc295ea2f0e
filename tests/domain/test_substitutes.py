"""Substitutes: what stands in for exercises that are not for somebody, and what is left out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from exercise_library import LIBRARY

from bot.domain.exercises import Exercise
from bot.domain.library import Library
from bot.domain.preferences import Fit
from bot.domain.rest import Rest
from bot.domain.safety import Done, History
from bot.domain.screens import routine_seconds
from bot.domain.substitutes import Fitted, fitted, fitted_break, substitute

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CAT, TUCK = LIBRARY.exercises_of(["cat-arch", "chin-tuck"])


def hidden(*slugs: str, done: tuple[str, ...] = (), library: Library = LIBRARY, **kit: frozenset[str]) -> Rest:
    """What is known of somebody who has hidden these, and has just done those."""
    recent = tuple(Done(slug, NOW - timedelta(minutes=1)) for slug in done)
    return Rest(library, History(recent=recent, fit=Fit(hidden=frozenset(slugs), **kit)), NOW)


def slugs(exercises: tuple[Exercise, ...]) -> list[str]:
    return [exercise.slug for exercise in exercises]


def test_a_routine_of_which_all_suits_stays_as_it_is() -> None:
    routine = LIBRARY.exercises_of(["neck-turn:1", "cat-arch"])
    assert fitted(routine, hidden("chin-tuck")) == Fitted(routine)


def test_what_is_hidden_is_swapped_in_its_place_and_told() -> None:
    found = fitted(LIBRARY.exercises_of(["chin-tuck", "cat-arch", "look-far"]), hidden("cat-arch"))
    assert slugs(found.exercises) == ["chin-tuck", "seated-cat-cow", "look-far"]
    assert found.swapped == ("cat-arch",)


def test_what_nothing_is_like_is_left_out_and_told() -> None:
    wrists = LIBRARY.pool("wrists")
    found = fitted((*wrists, TUCK), hidden(*slugs(wrists)))
    assert (slugs(found.exercises), found.swapped) == (["chin-tuck"], tuple(slugs(wrists)))


def test_a_variant_comes_first_then_the_same_movement_nearby_then_the_area_then_the_movement() -> None:
    asked = replace(CAT, slug="asked", areas=("lower",), movement="leg", load=1, place="anywhere")
    asked = replace(asked, variants=replace(asked.variants, easier="named", seated=None, standing=None, full=None))
    named = replace(asked, slug="named", areas=("neck",), movement="hip")
    both, near, like = replace(asked, slug="both"), replace(named, slug="near", areas=("lower",)), replace(asked)
    like, unlike = replace(like, slug="like", areas=("neck",)), replace(named, slug="unlike")
    library = Library((), (unlike, like, near, both, named, asked))
    order: list[str] = []
    while found := substitute(asked, hidden("asked", *order, library=library)):
        order.append(found.slug)
    assert order == ["named", "both", "near", "like"]


def test_it_is_never_one_that_is_done_anyway_nor_another_of_its_strain() -> None:
    routine = LIBRARY.exercises_of(["cat-arch", "seated-cat-cow"])
    assert slugs(fitted(routine, hidden("cat-arch")).exercises) == ["desk-cat-cow", "seated-cat-cow"]
    twists = LIBRARY.exercises_of(["chair-spine-twist", "seated-lower-back-rotation"])
    assert slugs(fitted(twists, hidden("chair-spine-twist")).exercises)[-1:] == ["seated-lower-back-rotation"]
    assert sum(each.movement == "twist" for each in fitted(twists, hidden("chair-spine-twist")).exercises) == 1


def test_it_is_never_one_that_should_rest() -> None:
    asked = LIBRARY.find("chair-spine-twist")
    assert substitute(asked, hidden(asked.slug)).movement == "twist"
    assert substitute(asked, hidden(asked.slug, done=("seated-trunk-turn",))) is None


def test_it_loads_no_more_asks_nothing_and_leaves_nobody_standing_who_sat(subtests: pytest.Subtests) -> None:
    for asked in LIBRARY.exercises:
        with subtests.test(asked.slug):
            gone: list[str] = [asked.slug]
            while found := substitute(asked, hidden(*gone)):
                gone.append(found.slug)
                assert (found.load <= asked.load, found.ask_first) == (True, None)
                assert found.is_seated or not asked.is_seated
                assert found.is_desk_friendly or not asked.is_desk_friendly


def test_it_takes_no_longer_unless_one_round_of_it_does(subtests: pytest.Subtests) -> None:
    for asked in [each for each in LIBRARY.exercises if not each.ask_first]:
        with subtests.test(asked.slug):
            once = replace(asked, rounds=1)
            for other in fitted([once], hidden(asked.slug)).exercises:
                assert other.rounds == 1 or routine_seconds([other]) <= routine_seconds([once])


def test_a_break_of_which_nothing_is_left_is_calm() -> None:
    legs = LIBRARY.pool("wrists")
    found = fitted_break(legs[:1], hidden(*slugs(legs)))
    assert (slugs(found.exercises), found.swapped) == (["slow-breathing"], (legs[0].slug,))
    tired = fitted_break(legs[:1], hidden(*slugs(legs), *slugs(LIBRARY.pool("rest"))))
    assert [each.is_seated for each in tired.exercises] == [True]


def test_of_a_break_nothing_is_left_where_nothing_suits() -> None:
    everything = slugs(LIBRARY.exercises)
    assert fitted_break([TUCK], hidden(*everything)) == Fitted((), ("chin-tuck",))


def test_the_same_person_gets_the_same() -> None:
    routine = LIBRARY.exercises_of(LIBRARY.routine("back-full").steps)
    rest = hidden("cat-arch", "knee-roll", kit=frozenset({"chair", "mat"}))
    assert fitted(routine, rest) == fitted(routine, rest)
