"""What Home knows of a person: the area they use most, and how far they are."""

from datetime import UTC, date, datetime

import pytest
from exercise_library import LIBRARY

from bot.domain.home import HomeFacts, area_used_most
from bot.domain.preferences import Preferences
from bot.domain.safety import Done

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


def done(*slugs: str) -> HomeFacts:
    return HomeFacts(dones=tuple(Done(slug, NOW) for slug in slugs))


@pytest.mark.parametrize(
    ("slugs", "area"),
    [
        ((), "lower"),
        (("chin-tuck",), "neck"),
        (("seated-cat-cow",), "lower"),  # is for the whole back as well, and most who do it asked for their lower back
        (("seated-cat-cow", "standing-back-bend", "seated-trunk-turn"), "back"),
        (("shoulder-rolls", "shoulder-rolls"), "shoulders"),  # can be done anywhere, too
        (("butterfly-stretch",), "anywhere"),
        (("chin-tuck", "side-neck-stretch", "cat-arch", "gone"), "neck"),
        (("gone",), "lower"),
    ],
)
def test_the_area_used_most_is_that_of_most_finished_stretches(slugs: tuple[str, ...], area: str) -> None:
    assert area_used_most(done(*slugs), LIBRARY).slug == area


def test_what_was_counted_before_it_was_deleted_is_a_stretch_too() -> None:
    assert not HomeFacts().has_stretched
    assert HomeFacts(first_done=NOW).has_stretched
    assert HomeFacts(first_week=date(2026, 3, 2)).has_stretched


def test_who_told_that_they_have_nothing_has_set_up_and_nobody_who_only_has_a_goal() -> None:
    assert HomeFacts(preferences=Preferences(kit=frozenset())).has_set_up
    assert not HomeFacts(preferences=Preferences(goal_days=2)).has_set_up
    assert not HomeFacts().has_set_up


def test_what_fits_follows_the_set_up() -> None:
    [floor] = [each for each in LIBRARY.exercises if each.place == "floor"][:1]
    assert HomeFacts().fit.suits(floor)
    assert not HomeFacts(hidden=frozenset({floor.slug})).fit.suits(floor)
    assert not HomeFacts(preferences=Preferences(kit=frozenset())).fit.suits(floor)
