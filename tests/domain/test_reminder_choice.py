"""What a private reminder consists of."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from random import Random

import pytest
from exercise_library import LIBRARY

from bot.domain.break_choice import BreakChooser
from bot.domain.preferences import Fit
from bot.domain.reminder_choice import choose_steps
from bot.domain.rest import Rest
from bot.domain.safety import Done, History
from bot.domain.timetable import WEEKDAYS, Timetable

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TIMETABLE = Timetable(days=WEEKDAYS, times=(time(11),), zone="UTC", personal=True)
NOBODY_YET = History()


def chosen(history: History = NOBODY_YET, seed: int = 7, **changes: object) -> tuple[str, ...]:
    chooser, rest = BreakChooser(LIBRARY, Random(seed)), Rest(LIBRARY, history, NOW)
    return choose_steps(replace(TIMETABLE, **changes), rest, chooser, Random(seed))


def test_it_is_one_exercise_for_a_desk_and_never_one_with_a_question_first(subtests: pytest.Subtests) -> None:
    for seed in range(20):
        with subtests.test(seed=seed):
            [exercise] = LIBRARY.exercises_of(chosen(seed=seed))
            assert exercise.is_desk_friendly
            assert not exercise.ask_first


def test_it_is_from_the_area_that_was_asked_for(subtests: pytest.Subtests) -> None:
    for seed in range(20):
        with subtests.test(seed=seed):
            [exercise] = LIBRARY.exercises_of(chosen(seed=seed, area="neck"))
            assert "neck" in exercise.areas


def test_it_is_not_the_one_seen_last_and_none_that_should_rest(subtests: pytest.Subtests) -> None:
    for seed in range(20):
        with subtests.test(seed=seed):
            neck = [each.slug for each in LIBRARY.pool("neck") if each.is_desk_friendly]
            done = tuple(Done(slug, NOW - timedelta(minutes=5)) for slug in neck[2:] for _ in range(20))
            assert chosen(History(seen=(neck[0],), recent=done), seed, area="neck") == (neck[1],)


def test_where_an_area_has_nothing_for_the_person_it_is_from_another() -> None:
    hidden = Fit(hidden=frozenset(each.slug for each in LIBRARY.pool("neck")))
    [exercise] = LIBRARY.exercises_of(chosen(History(fit=hidden), area="neck"))
    assert "neck" not in exercise.areas


def test_what_only_a_bed_has_is_offered_to_who_asked_for_it() -> None:
    [exercise] = LIBRARY.exercises_of(chosen(area="bed"))
    assert "bed" in exercise.areas


def test_a_routine_comes_whole_but_for_what_is_not_for_the_person() -> None:
    routine = next(each for each in LIBRARY.routines if len(each.steps) > 2)
    whole = tuple(step for step in routine.steps if not LIBRARY.exercises_of([step])[0].ask_first)
    assert chosen(routine=routine.slug) == whole
    fit = Fit(hidden=frozenset({LIBRARY.exercises_of(whole[:1])[0].slug}))
    rest = tuple(step for step in whole if LIBRARY.find(step).slug not in fit.hidden)
    assert chosen(History(fit=fit), routine=routine.slug) == rest


def test_to_whom_nothing_fits_nothing_is_offered() -> None:
    assert chosen(History(fit=Fit(hidden=frozenset(each.slug for each in LIBRARY.exercises)))) == ()
