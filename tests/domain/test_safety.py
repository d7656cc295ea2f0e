"""When an exercise should rest, and what is offered instead."""

from datetime import UTC, datetime, timedelta

from bot import content
from bot.core.settings import EXERCISES
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
    assert "Three times" in rest_advice(ELBOWS, three, NOW)
    assert rest_advice(ELBOWS, three[:2], NOW) is None


def test_the_toe_hold_is_for_once_a_day() -> None:
    toes = LIBRARY.find("side-lying-toe-hold")
    assert "Once in a day" in rest_advice(toes, [ago(toes.slug, hours=5)], NOW)


def test_the_alternative_is_the_gentler_one_that_the_exercise_names() -> None:
    assert alternative(TWIST, LIBRARY, [], NOW).slug == TWIST.instead


def test_the_alternative_needs_no_rest_itself() -> None:
    tired = [ago(TWIST.instead, hours=hours) for hours in (1, 2, 3)]
    assert alternative(TWIST, LIBRARY, tired, NOW).slug != TWIST.instead


def test_when_everything_rests_there_is_no_alternative() -> None:
    tired = [ago(e.slug, hours=hours) for e in LIBRARY.exercises for hours in (0.2, 1, 2, 3)]
    assert alternative(TWIST, LIBRARY, tired, NOW) is None
