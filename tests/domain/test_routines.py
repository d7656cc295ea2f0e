"""Routines and their steps."""

from dataclasses import replace

import pytest
from exercise_library import LIBRARY

from bot.domain.routines import Routine, rounds_of, slug_of, slugs_of, step_of


@pytest.mark.parametrize(
    ("step", "slug", "rounds"),
    [("chin-tuck", "chin-tuck", None), ("chin-tuck:2", "chin-tuck", 2), ("chin-tuck:", "chin-tuck", None),
     ("chin-tuck:x", "chin-tuck", None), ("chin-tuck:123", "chin-tuck", None)],
)  # fmt: skip
def test_a_step_names_an_exercise_and_perhaps_its_rounds(step: str, slug: str, rounds: int | None) -> None:
    assert (slug_of(step), rounds_of(step)) == (slug, rounds)


def test_a_step_is_read_as_it_is_written() -> None:
    assert (step_of("chin-tuck"), step_of("chin-tuck", 2)) == ("chin-tuck", "chin-tuck:2")


def test_an_exercise_counts_once_however_often_it_is_a_step() -> None:
    assert slugs_of(["chin-tuck:2", "neck-turn", "chin-tuck"]) == ("chin-tuck", "neck-turn")


def test_a_step_brings_its_exercise_in_so_many_rounds() -> None:
    usual = LIBRARY.find("chin-tuck")
    assert LIBRARY.find("chin-tuck:2") == replace(usual, rounds=2)
    assert LIBRARY.exercises_of(["chin-tuck:2", "gone", "chin-tuck"]) == (replace(usual, rounds=2), usual)


def test_rounds_are_named_only_where_they_are_not_the_usual() -> None:
    usual = LIBRARY.find("chin-tuck")
    assert LIBRARY.step(usual) == "chin-tuck"
    assert LIBRARY.step(replace(usual, rounds=2)) == "chin-tuck:2"


SET = Routine(slug="x", name="My set", purpose="For me.", steps=("neck-turn", "chin-tuck:2"))


def test_a_set_is_known_by_its_steps_and_afterwards_by_its_exercises() -> None:
    library = replace(LIBRARY, routines=(SET, Routine(slug="y", name="1 minute", purpose="Short.", seconds=60)))
    assert [library.set_name(steps) for steps in (SET.steps, ("neck-turn",), ())] == ["My set", "", ""]
    assert library.set_name_of(("chin-tuck", "neck-turn")) == "My set"
    assert library.set_name_of(("neck-turn",)) == library.set_name_of(()) == ""
