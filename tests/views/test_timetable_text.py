"""When a break is, in words that are read at once and in words that stay."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.timetable import WEEKDAYS, Timetable
from bot.views.timetable_text import (
    lasting_moment,
    next_break_sentence,
    next_break_sentence_that_stays,
    times_like_moments,
)

SUNDAY = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
DAILY = Timetable(days=WEEKDAYS, times=(time(15),), zone="Europe/Berlin")
DAY = timedelta(days=1)


def token(at: datetime, fallback: str) -> str:
    return f"<!date^{int(at.timestamp())}^{{time}}|{fallback}>"


def test_times_of_the_day_are_written_by_slack_like_the_moment_beside_them() -> None:
    nine, three = SUNDAY.replace(hour=8), SUNDAY.replace(hour=14)
    said = times_like_moments((time(9), time(15)), "Europe/Berlin", SUNDAY)
    assert said == f"{token(nine, '9:00')} and {token(three, '15:00')}"


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 7, 1), date(2026, 10, 25)])
def test_they_are_the_same_times_through_the_changes_of_the_clocks(day: date) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    now = datetime.combine(day, time(23), berlin)
    [moment] = re.findall(r"\d{9,}", times_like_moments((time(9),), "Europe/Berlin", now))
    assert datetime.fromtimestamp(int(moment), berlin) == datetime.combine(day, time(9), berlin)


@pytest.mark.parametrize(
    ("days", "day"), [(0, "Sunday"), (1, "Monday"), (6, "Saturday"), (7, "29 November"), (40, "1 January")]
)
def test_a_day_within_six_is_named_by_its_weekday_and_a_later_one_by_its_date(days: int, day: str) -> None:
    at = SUNDAY + days * DAY
    assert lasting_moment(at, "Europe/Berlin", SUNDAY) == f"{day}, {token(at, '11:00 Berlin time')}"


def test_the_weekday_is_the_channels() -> None:
    at = SUNDAY.replace(hour=20)
    assert lasting_moment(at, "Asia/Tokyo", SUNDAY) == f"Monday, {token(at, '05:00 Tokyo time')}"
    late = SUNDAY.replace(hour=16)  # Monday there, so that the next Sunday is six days away
    assert lasting_moment(SUNDAY + 7 * DAY, "Asia/Tokyo", late).startswith("Sunday, ")


def test_what_stays_says_nothing_that_a_day_makes_false() -> None:
    paused = replace(DAILY, paused_until=SUNDAY + 2 * DAY)
    for timetable in (DAILY, paused):
        assert "date_short_pretty" in next_break_sentence(timetable, SUNDAY)
        assert "pretty" not in next_break_sentence_that_stays(timetable, SUNDAY)
    assert next_break_sentence_that_stays(paused, SUNDAY).startswith("Paused until Tuesday, <!date^")
    assert "Starting Tuesday, <!date^" in next_break_sentence_that_stays(paused, SUNDAY, "Starting")
