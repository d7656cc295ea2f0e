"""When an exercise should rest, and what is offered instead."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import content
from bot.core.settings import EXERCISES
from bot.domain.exercises import Exercise, Library
from bot.domain.safety import Done, alternative, rest_advice

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LIBRARY = content.load(EXERCISES)
TWIST, ELBOWS = LIBRARY.find("chair-spine-twist"), LIBRARY.find("butterfly-stretch")


def ago(slug: str, **time: float) -> Done:
    return Done(slug, NOW - timedelta(**time))


def test_a_twist_rests_for_an_hour() -> None:
    assert rest_advice(TWIST, [ago(TWIST.slug, minutes=59)], NOW)
    assert rest_advice(TWIST, [ago(TWIST.slug, minutes=61)], NOW) is None


def test_another_twist_does_not_count() -> None:
    assert rest_advice(TWIST, [ago("seated-lower-back-rotation", minutes=5)], NOW) is None


def test_anything_rests_after_three_times_in_a_day() -> None:
    three = [ago(ELBOWS.slug, hours=hours) for hours in (1, 2, 3)]
    assert "three times today" in rest_advice(ELBOWS, three, NOW)
    assert rest_advice(ELBOWS, three[:2], NOW) is None


def test_the_toe_hold_is_for_once_a_day() -> None:
    toes = LIBRARY.find("side-lying-toe-hold")
    assert "once today" in rest_advice(toes, [ago(toes.slug, hours=5)], NOW)


def test_the_alternative_is_the_gentler_one_that_the_exercise_names() -> None:
    assert alternative(TWIST, LIBRARY, [], NOW).slug == TWIST.instead


def test_the_alternative_needs_no_rest_itself() -> None:
    tired = [ago(TWIST.instead, hours=hours) for hours in (1, 2, 3)]
    assert alternative(TWIST, LIBRARY, tired, NOW).slug != TWIST.instead


def test_when_everything_rests_there_is_no_alternative() -> None:
    tired = [ago(e.slug, hours=hours) for e in LIBRARY.exercises for hours in (0.2, 1, 2, 3)]
    assert alternative(TWIST, LIBRARY, tired, NOW) is None


def exercise(slug: str, **changes: object) -> Exercise:
    plain = {"movement": "shoulder", "place": "chair", "areas": ("neck",), "instead": None, "ask_first": None}
    return replace(ELBOWS, slug=slug, **plain | changes)


@pytest.mark.parametrize(("seconds", "rests"), [(0, True), (3599, True), (3600, False)])
def test_a_twist_rests_for_less_than_sixty_minutes(seconds: int, rests: bool) -> None:
    assert (rest_advice(TWIST, [ago(TWIST.slug, seconds=seconds)], NOW) is not None) == rests


def test_what_is_neither_twist_nor_arch_may_be_repeated_at_once() -> None:
    assert rest_advice(ELBOWS, [ago(ELBOWS.slug, seconds=1)], NOW) is None


@pytest.mark.parametrize(("age", "rests"), [(timedelta(hours=24, seconds=-1), True), (timedelta(hours=24), False)])
def test_a_day_is_less_than_twenty_four_hours(age: timedelta, rests: bool) -> None:
    once = exercise("once", per_day=1)
    assert (rest_advice(once, [Done("once", NOW - age)], NOW) is not None) == rests


def test_what_is_finished_later_than_now_does_not_count() -> None:
    assert rest_advice(exercise("once", per_day=1), [ago("once", seconds=-1)], NOW) is None


@pytest.mark.parametrize(
    ("per_day", "words"), [(1, "once today"), (2, "twice today"), (3, "three times today"), (4, "4 times today")]
)
def test_the_advice_says_how_often_was_enough(per_day: int, words: str) -> None:
    often = [ago("x", hours=hour + 1) for hour in range(per_day)]
    assert rest_advice(exercise("x", per_day=per_day), often, NOW).split(". ")[0].endswith(words)
    assert rest_advice(exercise("x", per_day=per_day), often[1:], NOW) is None


def test_the_advice_of_the_hour_comes_before_that_of_the_day() -> None:
    twist = exercise("twist", movement="twist", per_day=1)
    assert "within the last hour" in rest_advice(twist, [ago("twist", minutes=5)], NOW)


def test_alternatives_are_the_named_one_then_the_same_area_then_anything_gentle_for_a_desk() -> None:
    asked = exercise("asked", instead="named")
    named, area = exercise("named", areas=("hips",)), exercise("area", movement="arch", place="floor")
    arch, floor = exercise("arch", areas=("hips",), movement="arch"), exercise("floor", areas=("hips",), place="floor")
    gentle = exercise("gentle", areas=("hips",))
    library = Library((), (arch, floor, gentle, area, asked, named))
    order, tired = [], []
    while (found := alternative(asked, library, tired, NOW)) is not None:
        order.append(found.slug)
        tired += [ago(found.slug, minutes=minutes) for minutes in (1, 2, 3)]
    assert order == ["named", "area", "gentle"]


def test_an_alternative_never_asks_a_question_first() -> None:
    asking = exercise("asking", ask_first="Really?")
    asked = exercise("asked", instead="asking")
    assert alternative(asked, Library((), (asked, asking)), [], NOW) is None
