"""What follows `daily`, as a whole."""

from datetime import date, time

import pytest
from exercise_library import LIBRARY as library

from bot.content import load
from bot.core.settings import EXERCISES
from bot.domain.break_choice import break_areas
from bot.domain.errors import UserError
from bot.domain.parsing.daily import TimetableRequest, parse_timetable_request, request_from
from bot.domain.timetable import WEEKDAYS, Timetable

BEFORE = Timetable(
    days=frozenset({0}), times=(time(9),), zone="Asia/Tokyo", seated=True, skip=frozenset({date(2026, 12, 24)}),
    country="JP", area="neck", month_line=True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "area", "zone"),
    [
        ("15:00", None, None),
        ("3pm mon wed fri lower", "lower", None),
        ("lower back at noon", "lower", None),
        ("9:30 and 15:30 weekdays shoulder", "shoulders", None),
        ("15:00 anywhere", None, None),
        ("15:00 berlin", None, "Europe/Berlin"),
        ("3pm CET neck", "neck", "Europe/Berlin"),
        ("neck 3pm new york time", "neck", "America/New_York"),
        ("15:00 utc+2", None, "Etc/GMT-2"),
        ("15:00 UTC+5:30 neck", "neck", "Asia/Kolkata"),
        ("neck 3pm GMT -3 mon", "neck", "Etc/GMT+3"),
        ("15:00 São Paulo", None, "America/Sao_Paulo"),
        ("3pm EST", None, "America/New_York"),
    ],
)
def test_the_other_words_name_an_area_and_a_zone(typed: str, area: str | None, zone: str | None) -> None:
    request = parse_timetable_request(typed, library)
    assert (request.area, request.zone) == (area, zone)


@pytest.mark.parametrize("typed", ["15:00 foo", "15:00 lower foo", "15:00 cat", "15:00 nek"])
def test_words_that_name_nothing_are_told_with_an_example(typed: str) -> None:
    with pytest.raises(UserError, match=r"didn't understand .*, so nothing has changed.*`/stretch daily 15:00 neck`"):
        parse_timetable_request(typed, library)


@pytest.mark.parametrize("typed", ["15:00 utc-3:30", "15:00 UTC+25", "GMT+12:45 15:00 neck"])
def test_an_offset_that_no_place_keeps_is_told(typed: str) -> None:
    with pytest.raises(UserError, match=r"Nowhere is on (UTC|GMT)\S+ all year. Name a city instead"):
        parse_timetable_request(typed, library)


def test_what_is_done_in_bed_is_no_team_break() -> None:
    with pytest.raises(UserError, match="“In bed” isn't for a break at work"):
        parse_timetable_request("15:00 bed", library)


def test_areas_of_breaks_all_have_something_for_a_desk() -> None:
    slugs = [area.slug for area in break_areas(library)]
    assert "neck" in slugs
    assert not {"bed", "anywhere"} & set(slugs)
    assert all(any(e.is_desk_friendly for e in library.pool(slug)) for slug in slugs)


def test_what_words_cannot_say_stays_as_it_was() -> None:
    request = parse_timetable_request("15:00", library).completed_from(BEFORE, library)
    assert (request.zone, request.seated, request.skip, request.country) == ("Asia/Tokyo", True, BEFORE.skip, "JP")
    assert request.month_line
    assert (request.times, request.days, request.area) == ((time(15),), WEEKDAYS, None)


def test_a_set_that_is_not_seated_ends_that_breaks_are() -> None:
    for typed, seated in (("15:00 5 minutes", True), ("15:00 hands and wrists", True), ("15:00 desk, standing", False)):
        assert parse_timetable_request(typed, library).completed_from(BEFORE, library).seated is seated


def test_a_zone_in_words_wins_over_the_one_before() -> None:
    assert parse_timetable_request("15:00 berlin", library).completed_from(BEFORE, library).zone == "Europe/Berlin"


def test_a_wish_and_its_timetable_are_the_same() -> None:
    assert request_from(BEFORE).timetable() == BEFORE
    assert TimetableRequest().times == ()


def test_days_that_are_left_out_may_stand_anywhere() -> None:
    request = parse_timetable_request("noon except fridays for the neck in New York", load(EXERCISES))
    assert (request.days, request.area, request.zone) == (frozenset(range(4)), "neck", "America/New_York")
    assert parse_timetable_request("except fridays at 15:00", load(EXERCISES)).times == (time(15),)
