"""Time zones as people name them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.parsing.time_zone import parse_time_zone, search_zones, zone_place, zone_time_name, zone_title
from bot.domain.parsing.time_zone_aliases import ZONE_BY_ABBREVIATION, ZONE_BY_BROKEN_OFFSET, ZONE_BY_PLACE
from bot.domain.tz_database import zone_countries

WINTER = datetime(2026, 1, 15, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Berlin", "Europe/Berlin"), ("europe/berlin", "Europe/Berlin"), ("belrin", "Europe/Berlin"),
        ("Berlin time", "Europe/Berlin"), ("new york", "America/New_York"), ("New Yrok", "America/New_York"),
        ("America/New_York", "America/New_York"), ("EST", "America/New_York"), ("Pacific Time", "America/Los_Angeles"),
        ("CET", "Europe/Berlin"), ("UTC", "UTC"), ("gmt", "UTC"), ("India", "Asia/Kolkata"), ("tokio", "Asia/Tokyo"),
        ("San Fransisco", "America/Los_Angeles"), ("utc+2", "Etc/GMT-2"), ("GMT-05:00", "Etc/GMT+5"), ("+0", "UTC"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"), ("asia/calcutta", "Asia/Calcutta"),
        ("São Paulo", "America/Sao_Paulo"), ("sao paulo", "America/Sao_Paulo"), ("PST", "America/Los_Angeles"),
        ("GMT-3", "Etc/GMT+3"), ("Türkiye", "Europe/Istanbul"), ("turkey", "Europe/Istanbul"),
    ],
)  # fmt: skip
def test_a_zone_is_understood_by_city_country_letters_or_offset(typed, zone):
    assert parse_time_zone(typed) == zone


@pytest.mark.parametrize("typed", ["", "mars", "usa", "lower", "utc+15", "time", "xx", "factory"])
def test_what_names_no_single_zone_is_not_guessed(typed):
    assert parse_time_zone(typed) is None


def test_every_zone_is_understood_by_its_own_name():
    zones = [zone for zone in zone_countries() if parse_time_zone(zone) != zone]
    assert zones == []


def test_every_place_in_the_tables_has_a_zone_that_exists():
    assert {*ZONE_BY_ABBREVIATION.values(), *ZONE_BY_PLACE.values(), *zone_countries()} <= available_timezones()


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("são p", "America/Sao_Paulo"),
        ("utc+5:30", "Asia/Kolkata"),
        ("new y", "America/New_York"),
        ("usa", "America/New_York"),
        ("sweden", "Europe/Stockholm"),
    ],
)
def test_the_likeliest_zone_comes_first(typed, zone):
    assert search_zones(typed)[0] == zone


def test_a_country_with_many_zones_offers_them_all():
    assert {"America/New_York", "America/Chicago", "Pacific/Honolulu"} <= set(search_zones("united states"))


def test_no_more_zones_are_offered_than_fit():
    assert len(search_zones("a", 7)) == len(search_zones("", 7)) == 7


def test_a_title_gives_the_offset_of_that_moment():
    assert zone_title("America/New_York", WINTER) == "New York (UTC-5)"
    assert zone_title("America/New_York", SUMMER) == "New York (UTC-4)"
    assert zone_title("Asia/Kolkata", WINTER) == "Kolkata (UTC+5:30)"
    assert zone_title("Etc/UTC", WINTER) == zone_title("UTC", WINTER) == "UTC"
    assert zone_title("Etc/GMT-2", WINTER) == "UTC+2"


@given(st.text())
def test_any_text_names_zones_that_exist_or_none(text):
    named = parse_time_zone(text)
    assert all(ZoneInfo(zone) and zone_place(zone) for zone in [*search_zones(text), *([named] if named else [])])


@pytest.mark.parametrize("hours", range(1, 15))
def test_an_offset_east_of_utc_has_a_zone_up_to_fourteen_hours(hours):
    zone = parse_time_zone(f"utc+{hours}")
    assert ZoneInfo(zone).utcoffset(WINTER.replace(tzinfo=None)).total_seconds() == hours * 3600
    assert zone_place(zone) == zone_time_name(zone) == f"UTC+{hours}"


@pytest.mark.parametrize("hours", range(1, 13))
def test_an_offset_west_of_utc_has_a_zone_up_to_twelve_hours(hours):
    zone = parse_time_zone(f"GMT-{hours:02}:00")
    assert ZoneInfo(zone).utcoffset(WINTER.replace(tzinfo=None)).total_seconds() == -hours * 3600
    assert zone_place(zone) == f"UTC-{hours}"


@pytest.mark.parametrize("typed", ["utc+15", "utc-13", "utc-3:30", "utc+12:45", "utc+20", "+-2"])
def test_an_offset_without_a_zone_of_fixed_hours_is_not_guessed(typed):
    assert parse_time_zone(typed) is None


@pytest.mark.parametrize(("offset", "zone"), ZONE_BY_BROKEN_OFFSET.items())
def test_an_offset_with_minutes_is_a_zone_that_has_it_all_year(offset, zone):
    assert parse_time_zone(f"UTC{offset}") == zone
    sign, hours, minutes = offset[0], *offset[1:].split(":")
    seconds = (int(hours) * 60 + int(minutes)) * (60 if sign == "+" else -60)
    for moment in (WINTER, SUMMER):
        assert moment.astimezone(ZoneInfo(zone)).utcoffset().total_seconds() == seconds


@pytest.mark.parametrize("typed", ["utc+0", "utc-0", "-00:00", "utc"])
def test_no_offset_is_utc(typed):
    assert parse_time_zone(typed) == "UTC"


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Europe/Berlin", "Berlin time"),
        ("America/New_York", "New York time"),
        ("Etc/UTC", "UTC"),
        ("GMT", "UTC"),
        ("Etc/GMT-2", "UTC+2"),
    ],
)
def test_the_time_of_a_zone_is_called_by_its_place_or_its_offset(zone, name):
    assert zone_time_name(zone) == name
