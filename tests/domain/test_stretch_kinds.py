"""Stretches without an area: by where they are done, how short and how gentle they are."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from bot.content import load
from bot.core.settings import EXERCISES
from bot.domain.errors import UserError
from bot.domain.safety import Done, History
from bot.domain.screens import routine_seconds
from bot.domain.stretch_kinds import choose, gentle_moves, stretches_of

LIBRARY = load(EXERCISES)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "places"),
    [
        ("chair", {"chair"}),
        ("floor", {"floor"}),
        ("standing", {"standing", "anywhere"}),
        ("desk", {"chair", "standing", "anywhere"}),
        ("gentle", {"chair", "standing", "anywhere"}),
    ],
)
def test_a_place_gets_only_what_can_be_done_there(kind: str, places: set[str]) -> None:
    assert {exercise.place for exercise in stretches_of(kind, LIBRARY)} == places


def test_quick_gets_the_shortest_for_a_desk() -> None:
    quick = stretches_of("quick", LIBRARY)
    longest = max(routine_seconds([exercise]) for exercise in quick)
    others = [each for each in stretches_of("desk", LIBRARY) if each not in quick]
    assert len(quick) == 3
    assert all(routine_seconds([exercise]) >= longest for exercise in others)


def test_what_was_seen_last_does_not_come_again() -> None:
    seen = choose("floor", LIBRARY, History(), NOW, Random(1))
    assert choose("floor", LIBRARY, History(seen=(seen.slug,)), NOW, Random(1)) != seen


def test_what_should_rest_does_not_come() -> None:
    [twist] = [each for each in stretches_of("floor", LIBRARY) if each.movement == "twist"]
    history = History(recent=(Done(twist.slug, NOW - timedelta(minutes=5)),))
    assert {choose("floor", LIBRARY, history, NOW, Random(seed)) for seed in range(40)} == {
        each for each in stretches_of("floor", LIBRARY) if each != twist
    }


def test_a_library_without_such_a_stretch_says_so() -> None:
    with pytest.raises(UserError, match="don't have a stretch like that"):
        choose("floor", replace(LIBRARY, exercises=()), History(), NOW, Random(1))


def test_gentle_moves_are_for_a_desk_without_twist_or_arch_and_from_different_areas() -> None:
    moves = gentle_moves(LIBRARY)
    assert len({move.areas[0] for move in moves}) == len(moves) == 3
    assert all(move.is_desk_friendly and move.movement == "other" and not move.ask_first for move in moves)
