"""Lists of dates as people type them, on 14 October 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import ParseError
from bot.domain.formatting import dates_in_words
from bot.domain.parsing.dates import parse_date, parse_dates

TODAY = date(2026, 10, 14)
EVE, LAST = date(2026, 12, 24), date(2026, 12, 31)


@pytest.mark.parametrize(
    "typed",
    ["24 dec, 31 dec", "24.12., 31.12.", "24.12.2026; 31.12.26", "2026-12-24\n2026-12-31", "Dec 24, 2026, Dec 31",
     "24 December and 31 decmber", "2026-12-24, 24 dec, 31/12", "1 jan 2020, 24 dec, 31 dec"],
)  # fmt: skip
def test_a_list_of_dates_is_understood_and_what_is_past_left_out(typed):
    assert parse_dates(typed, TODAY) == {EVE, LAST}


@pytest.mark.parametrize("typed", ["24-31 dec", "24 dec - 31 dec", "24 dec to 31 dec", "2026-12-24 to 2026-12-31"])
def test_a_range_has_all_its_days(typed):
    assert parse_dates(typed, TODAY) == {EVE + timedelta(days) for days in range(8)}


def test_a_range_may_cross_the_new_year():
    assert max(parse_dates("24 dec to 2 jan", TODAY)) == date(2027, 1, 2)


def test_nothing_typed_is_no_dates():
    assert parse_dates(" ", TODAY) == frozenset()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("christmas", "“christmas”"),
        ("3/4", "3 April or 4 March"),
        ("31 nov", "no such date"),
        ("31.12.2026 to 24.12.2026", "end after it starts"),
        ("1 jan 2026 to 1 jan 2029", "within a year"),
    ],
)
def test_what_is_not_clear_is_asked_kindly(typed, sentence):
    with pytest.raises(ParseError, match=sentence):
        parse_dates(typed, TODAY)


@given(st.frozensets(st.dates(TODAY, date(2030, 1, 1)) | st.dates(TODAY, date(2026, 11, 1)), max_size=40))
def test_dates_in_words_are_understood_again(dates):
    assert parse_dates(dates_in_words(dates), TODAY) == dates


@given(st.text(alphabet="0123456789 .,-/;deck janfeb\n") | st.text())
def test_any_text_gives_dates_or_a_sentence(text):
    try:
        dates = parse_dates(text, TODAY)
    except ParseError:
        return
    assert all(day >= TODAY for day in dates)


@pytest.mark.parametrize(
    ("typed", "today", "day"),
    [
        ("29 feb", TODAY, date(2028, 2, 29)),
        ("29 feb", date(2028, 2, 29), date(2028, 2, 29)),
        ("29 feb", date(2028, 3, 1), date(2032, 2, 29)),
        ("29 feb", date(2096, 3, 1), date(2104, 2, 29)),
        ("29.2.28", TODAY, date(2028, 2, 29)),
        ("14 oct", TODAY, TODAY),
        ("13 oct", TODAY, date(2027, 10, 13)),
        ("31.12.", date(2026, 12, 31), date(2026, 12, 31)),
        ("13 oct 2026", TODAY, date(2026, 10, 13)),
    ],
)
def test_a_date_without_a_year_is_the_next_one_from_today_on(typed, today, day):
    assert parse_date(typed, today) == day


@pytest.mark.parametrize("typed", ["29 feb 2027", "29.2.2100", "2027-02-29", "31 june", "0.1.", "2026-13-01", "32/12"])
def test_a_date_that_does_not_exist_is_refused(typed):
    with pytest.raises(ParseError, match="no such date"):
        parse_date(typed, TODAY)


@pytest.mark.parametrize("typed", ["", "ma", "neck", "15:00", "24"])
def test_what_names_no_date_is_none(typed):
    assert parse_date(typed, TODAY) is None


@pytest.mark.parametrize(("last", "fits"), [("2 jan 2028", True), ("3 jan 2028", False)])
def test_a_range_ends_at_most_366_days_after_its_first_day(last, fits):
    typed = f"1 jan 2027 to {last}"
    if fits:
        assert len(parse_dates(typed, TODAY)) == 367
        return
    with pytest.raises(ParseError, match="within a year"):
        parse_dates(typed, TODAY)


def test_a_range_of_a_single_day_is_that_day():
    assert parse_dates("24 dec to 24 dec", TODAY) == {EVE}


def test_the_last_days_of_february_are_three_in_a_leap_year():
    assert len(parse_dates("28 feb 2028 to 1 mar 2028", TODAY)) == 3
    assert len(parse_dates("28 feb 2027 to 1 mar 2027", TODAY)) == 2


@pytest.mark.parametrize(("typed", "day"), [("12/24", EVE), ("24/12", EVE), ("4/4", date(2027, 4, 4))])
def test_slashes_are_understood_where_only_one_reading_is_possible(typed, day):
    assert parse_date(typed, TODAY) == day
