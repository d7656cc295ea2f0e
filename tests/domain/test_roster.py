"""The roster's names and counts."""

import pytest

from bot.domain.roster import Roster


def roster(people: int) -> Roster:
    return Roster(tuple(f"U{number}" for number in range(people)))


@pytest.mark.parametrize(("people", "named", "more"), [(0, 0, 0), (1, 1, 0), (10, 10, 0), (11, 10, 1), (24, 10, 14)])
def test_ten_people_are_named_and_more_are_counted(people: int, named: int, more: int) -> None:
    assert (len(roster(people).named), roster(people).more_count) == (named, more)


def test_the_first_who_joined_are_named_in_that_order() -> None:
    assert roster(12).named == tuple(f"U{number}" for number in range(10))
