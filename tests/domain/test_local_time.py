"""The week begins on Monday, where the person is."""

from datetime import UTC, datetime

from bot.domain.local_time import week_start


def test_sunday_night_in_berlin_is_already_monday_in_tokyo() -> None:
    now = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    assert week_start(now, "Europe/Berlin") == datetime(2026, 11, 15, 23, 0, tzinfo=UTC)
    assert week_start(now, "Asia/Tokyo") == datetime(2026, 11, 22, 15, 0, tzinfo=UTC)


def test_without_a_zone_the_week_is_that_of_utc() -> None:
    assert week_start(datetime(2026, 11, 25, 1, 0, tzinfo=UTC), None) == datetime(2026, 11, 23, tzinfo=UTC)
