"""When an exercise should rest, and what is offered instead."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from exercise_library import LIBRARY

from bot.domain.exercises import Exercise, Variants
from bot.domain.library import Library
from bot.domain.rest import Rest
from bot.domain.safety import Done, History

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TWIST, ELBOWS = LIBRARY.find("chair-spine-twist"), LIBRARY.find("butterfly-stretch")


def ago(slug: str, **time: float) -> Done:
    return Done(slug, NOW - timedelta(**time))


def after(*dones: Done, library: Library = LIBRARY, now: datetime = NOW, zone: str | None = None) -> Rest:
    """What should rest after these."""
    return Rest(library, History(recent=tuple(sorted(dones, key=lambda done: done.at)), zone=zone), now)


def exercise(slug: str, **changes: object) -> Exercise:
    plain = {
        "movement": "shoulder",
        "load": 1,
        "place": "chair",
        "areas": ("neck",),
        "ask_first": None,
        "variants": Variants(),
    }
    return replace(ELBOWS, slug=slug, **plain | changes)


@pytest.mark.parametrize(("seconds", "rests"), [(0, True), (3599, True), (3600, False)])
def test_a_twist_rests_for_less_than_sixty_minutes(seconds: int, rests: bool) -> None:
    assert (after(ago(TWIST.slug, seconds=seconds)).advice(TWIST) is not None) == rests


@pytest.mark.parametrize(("movement", "called"), [("twist", "twist"), ("arch", "back bend")])
def test_a_strain_rests_after_any_exercise_with_the_same_strain(movement: str, called: str) -> None:
    one, other = exercise("one", name="One", movement=movement), exercise("other", movement=movement)
    rest = after(ago("one", minutes=5), library=Library((), (one, other)))
    assert rest.advice(one) == "You did One within the last hour. Give your back an hour before doing it again."
    assert rest.advice(other) == f"You did One within the last hour. Give your back an hour before another {called}."


def test_a_deep_bend_rests_after_another_and_a_light_one_does_not() -> None:
    deep = exercise("deep", name="Deep", movement="round", load=3)
    other, light = exercise("other", movement="round", load=3), exercise("light", movement="round", load=2)
    rest = after(ago("deep", minutes=5), library=Library((), (deep, other, light)))
    assert rest.advice(other).endswith("Give your back an hour before another deep bend.")
    assert rest.advice(light) is None


@pytest.mark.parametrize(
    ("hours", "minutes", "told"), [(1, 59, "hour"), (1, 60, None), (2, 119, "2 hours"), (2, 120, None)]
)
def test_what_its_sources_space_out_is_spaced_out(hours: int, minutes: int, told: str | None) -> None:
    tuck = exercise("tuck", name="Tuck", hours_apart=hours, per_day=9)
    advice = after(ago("tuck", minutes=minutes), library=Library((), (tuck,))).advice(tuck)
    assert advice == (told and f"You did Tuck within the last {told}. Try something different?")


def test_an_arch_need_not_wait_for_a_twist() -> None:
    twist, arch = exercise("twist", movement="twist"), exercise("arch", movement="arch")
    assert after(ago("twist", minutes=5), library=Library((), (twist, arch))).advice(arch) is None


def test_what_is_no_strain_may_be_repeated_at_once() -> None:
    assert after(ago(ELBOWS.slug, seconds=1)).advice(ELBOWS) is None


@pytest.mark.parametrize(("times", "words"), [(1, "once"), (2, "twice"), (3, "three times"), (4, "4 times")])
def test_the_advice_says_how_often_was_enough(times: int, words: str) -> None:
    often = [ago("x", hours=hour + 1) for hour in range(times)]
    library = Library((), (exercise("x", name="X", per_day=times),))
    assert after(*often, library=library).advice(library.exercises[0]) == (
        f"You've done X {words} today. Try something different?"
    )
    assert after(*often[1:], library=library).advice(library.exercises[0]) is None


def test_the_toe_hold_is_for_once_a_day() -> None:
    toes = LIBRARY.find("side-lying-toe-hold")
    assert "once today" in after(ago(toes.slug, hours=5)).advice(toes)


def test_a_day_is_the_calendars_where_the_person_is() -> None:
    once = exercise("once", per_day=1)
    library = Library((), (once,))
    late = Done("once", datetime(2026, 11, 22, 22, 0, tzinfo=UTC))  # 23:00 in Berlin, 17:00 in New York
    morning = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # the next day in Berlin only
    assert after(late, library=library, now=morning, zone="Europe/Berlin").advice(once) is None
    assert after(late, library=library, now=morning, zone="America/New_York").advice(once) is not None
    assert after(late, library=library, now=morning).advice(once) is not None


def test_what_is_finished_later_than_now_does_not_count() -> None:
    once = exercise("once", per_day=1)
    assert after(ago("once", seconds=-1), library=Library((), (once,))).advice(once) is None


def test_the_advice_of_the_hour_comes_before_that_of_the_day() -> None:
    twist = exercise("twist", movement="twist", per_day=1)
    assert "within the last hour" in after(ago("twist", minutes=5), library=Library((), (twist,))).advice(twist)


def test_alternatives_are_the_named_one_then_the_same_area_then_anything_for_a_desk() -> None:
    asked = exercise("asked", movement="twist", variants=Variants(easier="named"), per_day=9)
    named, area = exercise("named", areas=("hips",)), exercise("area", place="floor")
    floor, desk = exercise("floor", areas=("hips",), place="floor"), exercise("desk", areas=("hips",))
    library = Library((), (desk, floor, area, asked, named))
    order, tired = [], []
    while (found := after(*tired, library=library).alternative(asked)) is not None:
        order.append(found.slug)
        tired += [ago(found.slug, minutes=minutes) for minutes in (1, 2, 3)]
    assert order == ["named", "area", "desk"]


@pytest.mark.parametrize("hours", [0.5, 2])
def test_an_alternative_moves_otherwise_loads_no_more_and_needs_no_rest(
    hours: float, subtests: pytest.Subtests
) -> None:
    for asked in LIBRARY.exercises:
        with subtests.test(asked.slug):
            for done in LIBRARY.exercises:
                rest = after(ago(asked.slug, hours=hours), *[ago(done.slug, hours=hours)] * 3)
                found = rest.alternative(asked)
                assert found is not None
                assert (found.movement != asked.movement, found.load <= asked.load) == (True, True)
                assert (rest.advice(found), found.ask_first) == (None, None)


def test_when_everything_rests_there_is_no_alternative() -> None:
    tired = [ago(e.slug, hours=hours) for e in LIBRARY.exercises for hours in (0.2, *(n / 3 for n in range(3, 23)))]
    assert after(*tired).alternative(TWIST) is None


def test_an_alternative_never_asks_a_question_first() -> None:
    asking, asked = (
        exercise("asking", ask_first="Really?"),
        exercise("asked", movement="twist", variants=Variants(easier="asking")),
    )
    assert after(library=Library((), (asked, asking))).alternative(asked) is None
