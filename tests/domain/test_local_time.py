"""Moments and local times: dates, weeks, and the odd changes of the clocks."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.local_time import (
    day_start,
    first_moment,
    first_moment_on_date,
    load_zone,
    local_date,
    to_local,
    week_start,
)


def test_sunday_night_in_berlin_is_already_monday_in_tokyo() -> None:
    now = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    assert week_start(now, "Europe/Berlin") == datetime(2026, 11, 15, 23, 0, tzinfo=UTC)
    assert week_start(now, "Asia/Tokyo") == datetime(2026, 11, 22, 15, 0, tzinfo=UTC)


def test_without_a_zone_the_week_is_that_of_utc() -> None:
    assert week_start(datetime(2026, 11, 25, 1, 0, tzinfo=UTC), None) == datetime(2026, 11, 23, tzinfo=UTC)


def test_the_date_is_that_of_the_zone() -> None:
    now = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert local_date(now, "UTC") == date(2026, 12, 31)
    assert local_date(now, "Europe/Berlin") == date(2027, 1, 1)


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../../etc/passwd", "a\0b", "America"])
def test_a_zone_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(ValueError):
        load_zone(name)


def test_a_time_that_exists_twice_is_its_first_occurrence() -> None:
    berlin = load_zone("Europe/Berlin")
    assert first_moment(datetime(2026, 10, 25, 2, 30), berlin) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_time_in_a_gap_is_the_first_moment_after_the_gap() -> None:
    berlin = load_zone("Europe/Berlin")
    for minute in (0, 1, 59):
        found = first_moment(datetime(2026, 3, 29, 2, minute), berlin)
        assert found == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
        assert to_local(found, berlin) == datetime(2026, 3, 29, 3, 0)


def test_a_date_that_a_zone_skipped_has_no_moment_of_its_own() -> None:
    samoa = load_zone("Pacific/Apia")
    assert first_moment_on_date(datetime(2011, 12, 30, 15), samoa) is None
    assert first_moment_on_date(datetime(2011, 12, 31, 15), samoa) == datetime(2011, 12, 31, 1, tzinfo=UTC)


def test_a_week_after_a_change_of_the_clocks_begins_at_the_new_midnight() -> None:
    assert week_start(datetime(2023, 10, 4, 12, tzinfo=UTC), "America/Asuncion") == datetime(2023, 10, 2, 3, tzinfo=UTC)


def test_a_day_begins_at_the_zones_midnight_or_after_its_gap() -> None:
    evening = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert day_start(evening, "Europe/Berlin") == datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    assert day_start(evening, "America/New_York") == datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
    assert day_start(evening, None) == datetime(2026, 11, 22, tzinfo=UTC)
