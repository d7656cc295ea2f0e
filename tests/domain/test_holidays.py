"""Public holidays by country."""

import subprocess
import sys
from datetime import date

import pytest

from bot.domain.calendar_places import CALENDAR_BY_NAME, COUNTRY_TITLES, SUBDIVISION_TITLES
from bot.domain.holidays import (
    calendar_exists,
    calendar_of_zone,
    calendar_title,
    countries,
    public_holidays,
    search_calendars,
)
from bot.store.tables.of_breaks import timetables


def test_holidays_are_named_in_english():
    assert public_holidays("DE", 2026)[date(2026, 10, 3)] == "German Unity Day"


def test_a_part_of_a_country_has_its_own_days():
    assert date(2026, 1, 6) in public_holidays("DE-BY", 2026)
    assert date(2026, 1, 6) not in public_holidays("DE", 2026)


@pytest.mark.parametrize(
    ("calendar", "there"), [("DE", True), ("DE-BY", True), ("QQ", False), ("DE-QQ", False), ("DE-", False), ("", False)]
)
def test_only_calendars_that_exist_are_known(calendar, there):
    assert calendar_exists(calendar) == there


def test_a_calendar_has_a_name():
    assert calendar_title("DE") == "Germany"
    assert calendar_title("US-CA") == "United States (California)"
    assert calendar_title("DE-BY") == "Germany (Bavaria)"
    assert calendar_title("GB") == "United Kingdom"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("germ", "DE"), ("uk", "GB"), ("US", "US"), ("USA", "US"), ("Swizerland", "CH"), ("", "AF"), ("ca", "CA"),
        ("Deutschland", "DE"), ("Österreich", "AT"), ("한국", "KR"), ("Україна", "UA"), ("england", "GB-ENG"),
        ("Bavaria", "DE-BY"), ("Bayern", "DE-BY"), ("bavarria", "DE-BY"), ("Berlin", "DE-BE"), ("Munich", "DE-BY"),
        ("Thuringen", "DE-TH"), ("Catalonia", "ES-CT"), ("Catalunya", "ES-CT"), ("California", "US-CA"),
        ("ny", "US-NY"), ("Scotland", "GB-SCT"), ("Wien", "AT-9"), ("de-by", "DE-BY"),
    ],
)  # fmt: skip
def test_the_likeliest_calendar_comes_first(typed, first):
    assert search_calendars(typed)[0] == first


def test_a_country_that_is_found_brings_its_parts():
    assert "DE-BY" in search_calendars("germany")


def test_every_country_has_days_off_or_an_empty_calendar():
    assert len(countries()) > 200
    assert all(calendar_title(code) for code in countries())


def test_the_calendars_are_not_loaded_before_they_are_needed():
    code = "import sys, bot.domain.slots, bot.domain.formatting; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_holidays_of_a_year_do_not_reach_into_the_next():
    assert {day.year for day in public_holidays("DE-BY", 2026)} == {2026}


def test_a_subdivision_has_the_holidays_of_its_country_too():
    assert public_holidays("DE", 2026).keys() < public_holidays("DE-BY", 2026).keys()


@pytest.mark.parametrize("calendar", ["QQ", "DE-QQ", ""])
def test_a_calendar_that_does_not_exist_has_no_name(calendar):
    with pytest.raises(KeyError):
        calendar_title(calendar)


def test_subdivisions_follow_the_best_match_and_no_more_are_offered_than_asked_for():
    found = search_calendars("germany")
    assert found[0] == "DE"
    assert all(calendar.startswith("DE-") for calendar in found[1:17])
    assert len(search_calendars("germany", 5)) == 5


def test_every_calendar_that_is_offered_exists():
    assert all(
        calendar_exists(calendar) for typed in ("", "an", "united", "uk") for calendar in search_calendars(typed)
    )


def test_words_that_no_country_resembles_find_nothing():
    assert search_calendars("xqzw") == []


def test_every_name_in_the_tables_belongs_to_a_calendar():
    named = {*CALENDAR_BY_NAME.values(), *COUNTRY_TITLES, *SUBDIVISION_TITLES}
    assert [calendar for calendar in named if not calendar_exists(calendar)] == []
    assert [name for name, calendar in CALENDAR_BY_NAME.items() if search_calendars(name)[0] != calendar] == []


def test_every_calendar_fits_the_stores_column():
    found = [calendar for country in countries() for calendar in search_calendars(country)]
    assert max(len(calendar) for calendar in found) <= timetables.c.country.type.length
    assert calendar_exists("DE-Augsburg")


@pytest.mark.parametrize(
    ("zone", "calendar"),
    [("Europe/Berlin", "DE"), ("America/New_York", "US"), ("UTC", None), ("Etc/GMT-2", None), (None, None)],
)
def test_a_zone_belongs_to_one_country_or_to_none(zone, calendar):
    assert calendar_of_zone(zone) == calendar
