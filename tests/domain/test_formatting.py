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
    time_in_words,
)
from bot.domain.library import Library
from bot.domain.parsing.time_of_day import parse_time
from bot.domain.timetable import EVERY_DAY, WEEKDAYS, WEEKEND, Timetable

WORK = Timetable(days=frozenset({0, 2, 4}), times=(time(9, 30), time(15, 30)), zone="Europe/Berlin")


def test_a_timetable_reads_as_one_says_it():
    assert describe(WORK, "h23") == "Mondays, Wednesdays and Fridays at 9:30 and 15:30 Berlin time"


def test_utc_is_called_by_its_letters():
    assert describe(Timetable(days=WEEKDAYS, times=(time(15),), zone="UTC"), "h23") == "every weekday at 15:00 UTC"


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


@pytest.mark.parametrize(
    ("country", "words"),
    [
        ("US", "the United States"), ("NL", "the Netherlands"), ("FK", "the Falkland Islands"), ("UA", "Ukraine"),
        ("US-CA", "the United States (California)"), ("DE-BY", "Germany (Bavaria)"), ("IM", "the Isle of Man"),
        ("ES-CN", "Spain (Canary Islands)"),
    ],
)  # fmt: skip
def test_a_country_has_an_article_where_one_says_it(country: str, words: str):
    festive = Timetable(days=WEEKDAYS, times=(time(9),), zone="UTC", country=country)
    assert exceptions_in_words(festive) == f"skips public holidays in {words}"


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


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(0), ("0:00", "midnight")), (time(0, 5), ("0:05", "12:05 am")), (time(9, 30), ("9:30", "9:30 am")),
        (time(12), ("12:00", "noon")), (time(12, 15), ("12:15", "12:15 pm")), (time(15), ("15:00", "3 pm")),
        (time(15, 30), ("15:30", "3:30 pm")), (time(23, 59), ("23:59", "11:59 pm")),
    ],
)  # fmt: skip
def test_a_time_is_written_as_its_reader_writes_it_and_read_again(at: time, words: tuple[str, str]):
    assert (time_in_words(at, "h23"), time_in_words(at, "h12")) == words
    assert parse_time(words[1].replace(" ", "")) == at


def test_a_timetable_has_all_its_times_on_one_clock():
    assert describe(WORK, "h12") == "Mondays, Wednesdays and Fridays at 9:30 am and 3:30 pm Berlin time"
