"""Nothing that doesn't suit somebody is offered to them unasked, by whatever way it is picked."""

from datetime import UTC, datetime, timedelta
from itertools import product
from random import Random

import pytest
from exercise_library import LIBRARY

from bot.domain.break_rotation import Rotation, Wish
from bot.domain.exercises import Exercise
from bot.domain.picking import pick_exercise
from bot.domain.preferences import KITS, Fit
from bot.domain.rest import Rest
from bot.domain.safety import Done, History
from bot.domain.stretch_kinds import FITS, gentle_moves, in_area, pool
from bot.domain.substitutes import fitted, fitted_break, substitute

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SLUGS = [exercise.slug for exercise in LIBRARY.exercises]
WANTED = [in_area(area, *kinds) for area in (None, *(a.slug for a in LIBRARY.areas)) for kinds in ((), *product(FITS))]


def somebody(seed: int) -> Rest:
    """A person with some kit, with some exercises hidden, from none to all of them, and some just done."""
    rng = Random(seed)
    kit = None if rng.random() < 0.3 else frozenset(rng.sample(KITS, rng.randrange(len(KITS) + 1)))
    fit = Fit(kit=kit, hidden=frozenset(rng.sample(SLUGS, rng.choice([0, 1, 5, 20, 45, len(SLUGS)]))))
    recent = tuple(Done(slug, NOW - timedelta(minutes=5)) for slug in rng.sample(SLUGS, rng.choice([0, 3, 10])))
    seen = tuple(rng.sample(SLUGS, rng.randrange(len(SLUGS))))
    return Rest(LIBRARY, History(seen=seen, recent=recent, fit=fit), NOW)


def suits(rest: Rest, exercise: Exercise | None) -> bool:
    return exercise is None or (rest.history.fit.suits(exercise) and not exercise.ask_first)


def test_no_pick_from_any_area_or_of_any_kind_is_unsuitable(subtests: pytest.Subtests) -> None:
    for seed in range(60):
        with subtests.test(seed=seed):
            rest, rng = somebody(seed), Random(seed)
            for wanted in filter(None, WANTED):
                picked = pick_exercise(wanted, rest, rng)
                assert picked is None or suits(rest, picked.exercise)
                assert (picked is None) <= (not pool(wanted, LIBRARY, rest.history.fit))
            assert all(suits(rest, each) for each in gentle_moves(LIBRARY, rest.history.fit))


def test_nothing_that_stands_in_for_another_is_unsuitable(subtests: pytest.Subtests) -> None:
    for seed in range(60):
        with subtests.test(seed=seed):
            rest = somebody(seed)
            for exercise in LIBRARY.exercises:
                assert suits(rest, rest.alternative(exercise))
                assert suits(rest, substitute(exercise, rest))


def test_no_set_no_break_and_no_length_has_anything_unsuitable(subtests: pytest.Subtests) -> None:
    for seed in range(60):
        with subtests.test(seed=seed):
            rest, rng, rotation = somebody(seed), Random(seed), Rotation(LIBRARY)
            for routine in LIBRARY.routines:
                wish = Wish(seconds=routine.seconds or 120, without=rest.not_to_offer())
                steps = LIBRARY.exercises_of(routine.steps) or rotation.choose(rest.history.seen, rng, wish)
                for found in (fitted(steps, rest), fitted_break(steps, rest)):
                    assert all(suits(rest, each) for each in found.exercises)
                    assert len({each.slug for each in found.exercises}) == len(found.exercises)
                if not routine.steps:
                    assert all(suits(rest, each) for each in steps)


def test_whoever_has_a_mat_is_not_asked_about_it_and_whoever_did_not_tell_is(subtests: pytest.Subtests) -> None:
    for seed in range(60):
        with subtests.test(seed=seed):
            rest, rng = somebody(seed), Random(seed)
            for area in LIBRARY.areas:
                if picked := pick_exercise(area.slug, rest, rng):
                    on_floor = picked.exercise.place == "floor"
                    assert picked.needs_floor_unasked is (on_floor and rest.history.fit.kit is None)
