"""Lists of dates as people type them, on 14 October 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import ParseError
from bot.domain.formatting import dates_in_words
from bot.domain.parsing.dates import parse_dates

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
        ("31.12.2026 to 24.12.2026", "earlier to a later"),
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
