"""Months: their neighbours, and where they begin in a zone."""

from datetime import UTC, datetime

import pytest

from bot.domain.month import Month, month_of


@pytest.mark.parametrize(
    ("month", "before", "after"),
    [
        (Month(2026, 11), Month(2026, 10), Month(2026, 12)),
        (Month(2026, 12), Month(2026, 11), Month(2027, 1)),
        (Month(2027, 1), Month(2026, 12), Month(2027, 2)),
    ],
)
def test_months_follow_one_another_across_the_year(month: Month, before: Month, after: Month) -> None:
    assert (month.before, month.after) == (before, after)
    assert before.key < month.key < after.key


def test_a_month_has_a_name_and_a_key() -> None:
    assert (Month(2026, 2).name, Month(2026, 2).key) == ("February", "2026-02")


def test_a_month_is_the_one_where_somebody_lives() -> None:
    moment = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
    zones = "Pacific/Honolulu", "UTC", "Europe/Berlin", "Pacific/Kiritimati"
    assert [month_of(moment, zone).number for zone in zones] == [11, 11, 12, 12]


def test_a_month_begins_at_the_zones_midnight_or_after_a_gap_there() -> None:
    assert Month(2026, 12).start("Europe/Berlin") == datetime(2026, 11, 30, 23, tzinfo=UTC)
    assert Month(2026, 3).start("Asia/Tokyo") == datetime(2026, 2, 28, 15, tzinfo=UTC)
    # In 1995 Paraguay's clocks went from midnight to 1:00 on the first of October.
    assert Month(1995, 10).start("America/Asuncion") == datetime(1995, 10, 1, 4, tzinfo=UTC)
