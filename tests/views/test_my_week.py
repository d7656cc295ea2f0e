"""A person's week as a message."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from exercise_library import LIBRARY

from bot.domain.finished import FinishedRoutine
from bot.domain.routines import Routine
from bot.views import my_week as views

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def finished(count: int) -> list[FinishedRoutine]:
    """So many routines of one exercise, a minute apart."""
    exercises = LIBRARY.exercises[:count]
    return [FinishedRoutine((each.slug,), NOW + timedelta(minutes=n)) for n, each in enumerate(exercises)]


def listed(week: list[FinishedRoutine]) -> list[str]:
    return [line for line in views.my_week(week, LIBRARY).text.splitlines() if line.startswith("•")]


def buttons(view: dict[str, Any]) -> list[dict[str, Any]]:
    return [button for block in view["blocks"] if block["type"] == "actions" for button in block["elements"]]


@pytest.mark.parametrize(
    ("count", "words"), [(0, "No stretches yet this week."), (1, "1 stretch this week"), (2, "2 stretches this week")]
)
def test_the_week_is_counted(count: int, words: str) -> None:
    assert words in views.my_week(finished(count), LIBRARY).text


def test_a_routine_of_two_exercises_is_counted_once_and_is_one_line() -> None:
    both = FinishedRoutine(("cat-arch", "chin-tuck"), NOW)
    assert "1 stretch this week" in views.my_week([both], LIBRARY).text
    [line] = listed([both])
    assert line.startswith("• Cat arch and chin tuck, ")


def test_the_latest_five_are_listed_first_and_the_earlier_ones_counted() -> None:
    week = finished(7)
    lines = listed(week)
    assert [LIBRARY.exercises[n].name in line for n, line in zip((6, 5, 4, 3, 2), lines, strict=True)] == [True] * 5
    text = views.my_week(week, LIBRARY).text
    assert ("7 stretches" in text, "And 2 earlier this week." in text) == (True, True)
    assert "earlier" not in views.my_week(finished(5), LIBRARY).text


def test_a_set_is_listed_by_its_name() -> None:
    chosen = Routine(slug="x", name="My set", purpose="For me.", steps=("neck-turn", "chin-tuck:2", "cat-arch"))
    library, done = replace(LIBRARY, routines=(chosen,)), FinishedRoutine(("cat-arch", "chin-tuck", "neck-turn"), NOW)
    assert "• My set, " in views.my_week([done], library).text


def test_an_exercise_that_no_longer_exists_is_still_a_line() -> None:
    [line] = listed([FinishedRoutine(("gone",), NOW)])
    assert "A stretch I no longer have" in line


def test_the_answer_reads_aloud_what_it_shows() -> None:
    message = views.my_week(finished(1), LIBRARY)
    for words in ("Your week", "1 stretch", LIBRARY.exercises[0].name):
        assert words in message.text
    assert [button["text"]["text"] for button in buttons(message.payload())] == ["My data", "My set-up"]
