"""Stretches without an area: by where they are done, how short and how gentle they are."""

from dataclasses import replace

import pytest
from exercise_library import LIBRARY

from bot.domain.exercises import STRAINS
from bot.domain.library import Area
from bot.domain.screens import routine_seconds
from bot.domain.stretch_kinds import gentle_moves, in_area, is_asked_for_floor, pool


@pytest.mark.parametrize(
    ("kind", "places"),
    [
        ("chair", {"chair", "firm chair", "anywhere"}),
        ("no-chair", {"standing", "anywhere"}),
        ("no-floor", {"chair", "firm chair", "standing", "anywhere", "bed"}),
        ("floor", {"floor"}),
        ("standing", {"standing", "anywhere"}),
        ("desk", {"chair", "firm chair", "standing", "anywhere"}),
        ("gentle", {"chair", "standing", "anywhere"}),
    ],
)
def test_a_place_gets_only_what_can_be_done_there(kind: str, places: set[str]) -> None:
    assert {exercise.place for exercise in pool(kind, LIBRARY)} == places


def test_quick_gets_the_shortest_for_a_desk() -> None:
    quick = pool("quick", LIBRARY)
    longest = max(routine_seconds([exercise]) for exercise in quick)
    others = [each for each in pool("desk", LIBRARY) if each not in quick]
    assert len(quick) == 3
    assert all(routine_seconds([exercise]) >= longest for exercise in others)


def test_a_kind_or_an_area_has_its_exercises_and_the_area_comes_first() -> None:
    assert {exercise.place for exercise in pool("floor", LIBRARY)} == {"floor"}
    assert pool("neck", LIBRARY) == LIBRARY.pool("neck")
    assert pool("nowhere", LIBRARY) == ()
    floor = Area(slug="floor", title="Floor")
    assert pool("floor", replace(LIBRARY, areas=(*LIBRARY.areas, floor))) == ()


def test_gentle_moves_are_for_a_desk_without_twist_or_arch_and_from_different_areas() -> None:
    moves = gentle_moves(LIBRARY)
    assert len({move.areas[0] for move in moves}) == len(moves) == 3
    assert all(move.is_desk_friendly and move.movement not in STRAINS and not move.ask_first for move in moves)


def test_an_area_and_a_kind_have_what_is_in_both() -> None:
    assert pool(in_area("lower", "standing"), LIBRARY) == tuple(
        exercise for exercise in LIBRARY.pool("lower") if exercise in pool("standing", LIBRARY)
    )
    assert pool(in_area("bed", "desk"), LIBRARY) == pool("lower+nonsense", LIBRARY) == ()


def test_several_kinds_are_all_fulfilled() -> None:
    both = pool(in_area("lower", "chair", "gentle"), LIBRARY)
    assert both
    assert set(both) == set(pool("lower+chair", LIBRARY)) & set(pool("gentle", LIBRARY))
    assert pool(in_area(None, "standing", "gentle"), LIBRARY) == pool("standing+gentle", LIBRARY) != ()


@pytest.mark.parametrize(("wanted", "is_asked"), [("floor", True), ("lower+floor", True), ("lower", False)])
def test_whoever_asks_for_the_floor_has_room_for_it(wanted: str, is_asked: bool) -> None:
    assert is_asked_for_floor(wanted) is is_asked
