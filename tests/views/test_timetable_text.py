"""When a break is, in words that are read at once and in words that stay."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.timetable import WEEKDAYS, Timetable
from bot.views.timetable_text import lasting_moment, next_break_sentence, next_break_sentence_that_stays

SUNDAY = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
DAILY = Timetable(days=WEEKDAYS, times=(time(15),), zone="Europe/Berlin")
DAY = timedelta(days=1)


def token(at: datetime, fallback: str) -> str:
    return f"<!date^{int(at.timestamp())}^{{time}}|{fallback}>"


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
