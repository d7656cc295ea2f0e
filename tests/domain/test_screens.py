"""The screens of a routine: their order, and how long one may get ready."""

from dataclasses import replace
from math import ceil

import pytest
from exercise_library import LIBRARY

from bot.domain.preferences import READY_PERCENTS
from bot.domain.screens import possible_ready_seconds, routine_seconds, screens

SCREENS = screens(LIBRARY.exercises_of(["seated-trunk-turn"]))


def test_rounds_repeat_the_holds_in_order() -> None:
    exercise = LIBRARY.find("seated-lower-back-rotation")
    sides = [screen.hold.side for screen in screens([exercise])]
    assert sides == ["left", "right"] * 3


def test_a_new_hold_gives_time_to_read_its_words_and_one_that_comes_again_four_seconds() -> None:
    toe_hold = LIBRARY.find("side-lying-toe-hold")
    first, second, *others = screens([replace(toe_hold, holds=toe_hold.holds[:2], rounds=3)])
    all_words = [first.exercise.key_caution, first.exercise.start, first.hold.title, *first.hold.lines]
    assert first.ready_seconds == ceil(len(" ".join(all_words).split()) / 3.5)
    assert second.ready_seconds == ceil(len(" ".join([second.hold.title, *second.hold.lines]).split()) / 3.5)
    assert {screen.ready_seconds for screen in others} == {4}


def test_few_words_still_give_six_seconds() -> None:
    hold = replace(SCREENS[0].hold, title="Breathe", lines=("Breathe in.", "Breathe out."))
    exercise = replace(SCREENS[0].exercise, start="Sit.", holds=(hold,), rounds=1)
    assert [screen.ready_seconds for screen in screens([exercise])] == [6]


def test_the_other_side_comes_again_and_turning_round_takes_twelve_seconds() -> None:
    left, right = LIBRARY.find("seated-lower-back-rotation").holds
    exercise = replace(LIBRARY.find("seated-lower-back-rotation"), rounds=2)
    assert [screen.ready_seconds for screen in screens([exercise])][1:] == [4, 4, 4]
    turned = replace(exercise, holds=(left, replace(right, turns_round=True)))
    assert [screen.ready_seconds for screen in screens([turned])][1:] == [12, 4, 12]


def test_each_screens_ready_time_is_one_that_its_hold_may_have(subtests: pytest.Subtests) -> None:
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            for percent in READY_PERCENTS:
                for screen in screens([exercise], percent):
                    assert screen.ready_seconds in possible_ready_seconds(exercise, screen.hold_index)
                    assert screen.ready_seconds < 100, "pictures' names have room for two digits"


@pytest.mark.parametrize(("percent", "seconds"), [(100, [12, 4, 12]), (150, [18, 6, 18]), (200, [24, 8, 24])])
def test_who_wants_more_time_to_get_ready_has_it_before_each_hold_and_holds_as_long(
    percent: int, seconds: list[int]
) -> None:
    left, right = LIBRARY.find("seated-lower-back-rotation").holds
    turned = replace(SCREENS[0].exercise, holds=(left, replace(right, turns_round=True)), rounds=2)
    longer = screens([turned], percent)
    assert [screen.ready_seconds for screen in longer][1:] == seconds
    assert [screen.seconds - screen.ready_seconds for screen in longer] == [hold.seconds for hold in turned.holds] * 2


@pytest.mark.parametrize(("seconds", "breaths"), [(2, 1), (5, 1), (10, 2), (15, 3), (20, 4), (60, 12)])
def test_a_slow_breath_takes_five_seconds(seconds: int, breaths: int) -> None:
    exercise = replace(SCREENS[0].exercise, holds=(replace(SCREENS[0].hold, seconds=seconds),))
    assert screens([exercise])[0].breaths == breaths


def test_a_routine_lasts_as_long_as_its_screens() -> None:
    assert routine_seconds(LIBRARY.exercises_of(["seated-trunk-turn"])) == sum(s.ready_seconds + 5 for s in SCREENS)


def test_only_the_last_hold_of_the_last_round_ends_an_exercise() -> None:
    assert [screen.is_last_of_exercise for screen in SCREENS] == [False] * (len(SCREENS) - 1) + [True]
