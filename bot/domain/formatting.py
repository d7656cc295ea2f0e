"""Timetables, days and dates in words for people."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, time, timedelta

from bot.domain.holidays import calendar_title
from bot.domain.parsing.time_zone import zone_place
from bot.domain.timetable import EVERY_DAY, WEEKDAYS, WEEKEND, Timetable

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAY_GROUP_NAMES = {EVERY_DAY: "every day", WEEKDAYS: "every weekday", WEEKEND: "every weekend"}
MIN_DAYS_IN_RANGE = 3
"""From so many in a row on, days are named by the first and the last."""
DAY = timedelta(days=1)


def describe(timetable: Timetable) -> str:
    """Say when: "Mondays, Wednesdays and Fridays at 9:30 and 15:30 (Berlin time)"."""
    place = zone_place(timetable.zone)
    zone = place if place.startswith("UTC") else f"{place} time"
    return f"{days_in_words(timetable.days)} at {times_in_words(timetable.times)} ({zone})"


def exceptions_in_words(timetable: Timetable) -> str:
    """Say when not: "not on public holidays in Germany, not on 24 December 2026"; "" if there is nothing to say."""
    holidays = timetable.country and f"not on public holidays in {calendar_title(timetable.country)}"
    dates = timetable.skip and f"not on {dates_in_words(timetable.skip)}"
    return ", ".join(part for part in (holidays, dates) if part)


def days_in_words(days: Collection[int]) -> str:
    """Name days of the week: "every weekday", "Mondays to Thursdays", "Tuesdays and Fridays"."""
    chosen = frozenset(days)
    return (
        DAY_GROUP_NAMES.get(chosen) or _day_range(chosen) or join_words(f"{DAY_NAMES[day]}s" for day in sorted(chosen))
    )


def times_in_words(times: Iterable[time]) -> str:
    """Name times of the day: "9:30 and 15:30"."""
    return join_words(f"{at.hour}:{at.minute:02}" for at in times)


def dates_in_words(dates: Iterable[date]) -> str:
    """Name dates, also as `understand_dates` reads them: "24 December 2026 to 2 January 2027 and 1 May 2027"."""
    return join_words(_date_range_in_words(first, last) for first, last in _date_ranges(sorted(dates)))


def date_in_words(day: date) -> str:
    """Name a date: "24 December 2026"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def join_words(words: Iterable[str]) -> str:
    """Join words as people do: "a, b and c"."""
    *head, last = [*words] or [""]
    return f"{', '.join(head)} and {last}" if head else last


def _day_range(days: frozenset[int]) -> str:
    """Return "Sundays to Thursdays" for days in a row, across the end of the week too, else ""."""
    firsts = [day for day in days if (day - 1) % 7 not in days]
    if len(days) < MIN_DAYS_IN_RANGE or len(firsts) != 1:
        return ""
    return f"{DAY_NAMES[firsts[0]]}s to {DAY_NAMES[(firsts[0] + len(days) - 1) % 7]}s"


def _date_ranges(dates: Sequence[date]) -> Iterator[tuple[date, date]]:
    firsts = [day for day in dates if day - DAY not in dates]
    lasts = [day for day in dates if day + DAY not in dates]
    return zip(firsts, lasts, strict=True)


def _date_range_in_words(first: date, last: date) -> str:
    return date_in_words(first) if first == last else f"{date_in_words(first)} to {date_in_words(last)}"
