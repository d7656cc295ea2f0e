"""The roster's names and counts."""

from dataclasses import replace

import pytest

from bot.domain.roster import Roster


def roster(people: int) -> Roster:
    return Roster(tuple(f"U{number}" for number in range(people)))


@pytest.mark.parametrize(("people", "named", "more"), [(0, 0, 0), (1, 1, 0), (10, 10, 0), (11, 10, 1), (24, 10, 14)])
def test_ten_people_are_named_and_more_are_counted(people: int, named: int, more: int) -> None:
    assert (len(roster(people).named), roster(people).more_count) == (named, more)


@pytest.mark.parametrize(("people", "counted_only", "more"), [(1, 1, 1), (10, 1, 1), (12, 3, 5), (0, 2, 2)])
def test_whoever_wants_no_name_is_counted_with_those_there_is_no_room_for(
    people: int, counted_only: int, more: int
) -> None:
    found = replace(roster(people), counted_only=counted_only)
    assert (found.total, found.more_count) == (people + counted_only, more)


def test_the_first_who_joined_are_named_in_that_order() -> None:
    assert roster(12).named == tuple(f"U{number}" for number in range(10))
