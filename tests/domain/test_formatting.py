"""Timetables in words for people."""

from datetime import date, time

import pytest

from bot.domain.formatting import (
    capitalized,
    dates_in_words,
    days_in_words,
    describe,
    exceptions_in_words,
    exercise_names,
    join_words,
)
from bot.domain.library import Library
from bot.domain.timetable import EVERY_DAY, WEEKDAYS, WEEKEND, Timetable

WORK = Timetable(days=frozenset({0, 2, 4}), times=(time(9, 30), time(15, 30)), zone="Europe/Berlin")


def test_a_timetable_reads_as_one_says_it():
    assert describe(WORK) == "Mondays, Wednesdays and Fridays at 9:30 and 15:30 Berlin time"


def test_utc_is_called_by_its_letters():
    assert describe(Timetable(days=WEEKDAYS, times=(time(15),), zone="UTC")) == "every weekday at 15:00 UTC"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (EVERY_DAY, "every day"),
        (WEEKDAYS, "every weekday"),
        (WEEKEND, "every weekend"),
        ({1, 4}, "Tuesdays and Fridays"),
        ({0, 1}, "Mondays and Tuesdays"),
        ({0, 1, 2, 3}, "Mondays to Thursdays"),
        ({6, 0, 1, 2, 3}, "Sundays to Thursdays"),
        ({0, 1, 2, 4}, "Mondays, Tuesdays, Wednesdays and Fridays"),
        ({6}, "Sundays"),
    ],
)
def test_days_read_as_one_says_them(days, words):
    assert days_in_words(days) == words


def test_dates_in_a_row_are_drawn_together():
    days = [date(2027, 5, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert dates_in_words(days) == "31 December 2026 to 1 January 2027 and 1 May 2027"


def test_exceptions_name_the_calendar_and_the_dates():
    festive = Timetable(days=WEEKDAYS, times=(time(9),), zone="UTC", country="DE", skip=frozenset({date(2026, 12, 24)}))
    assert exceptions_in_words(festive) == "skips public holidays in Germany and 24 December 2026"
    assert exceptions_in_words(WORK) == ""


def test_a_phrase_begins_a_sentence_with_a_capital():
    assert capitalized("every weekday at 15:00 UTC") == "Every weekday at 15:00 UTC"
    assert capitalized("") == ""


def test_an_empty_list_is_no_words():
    assert join_words([]) == ""


@pytest.mark.parametrize(
    ("slugs", "words"),
    [
        ([], ""),
        (["chin-tuck"], "Chin tuck"),
        (["chin-tuck", "neck-turn"], "Chin tuck and neck turn"),
        (["chin-tuck", "neck-turn", "shoulder-rolls"], "Chin tuck, neck turn and 1 more"),
        (["chin-tuck", "neck-turn", "shoulder-rolls", "cat-arch"], "Chin tuck, neck turn and 2 more"),
    ],
)
def test_two_exercises_are_named_and_the_others_counted(library: Library, slugs: list[str], words: str):
    assert exercise_names(library.exercises_of(slugs)) == words
