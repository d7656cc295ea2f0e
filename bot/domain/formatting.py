"""Timetables, days, dates and names of exercises as English phrases."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, time, timedelta

from bot.domain.calendar_names import DAY_NAMES, MONTH_NAMES
from bot.domain.exercises import Exercise
from bot.domain.holidays import calendar_title
from bot.domain.library import Area
from bot.domain.parsing.time_zone import zone_time_name
from bot.domain.reader import HourCycle
from bot.domain.timetable import EVERY_DAY, WEEKDAYS, WEEKEND, Timetable

DAY_GROUP_NAMES = {EVERY_DAY: "every day", WEEKDAYS: "every weekday", WEEKEND: "every weekend"}
MIN_DAYS_IN_RANGE = 3
"""Consecutive days, from this number on, are named by the first and the last."""
NAMED_TIMES = {time(0): "midnight", time(12): "noon"}
"""12 am and 12 pm are often taken for one another."""
SAID_OF_AREAS = {"bed": " in bed", "anywhere": " to do anywhere"}
"""How areas are spoken of that are no part of the body."""
MAX_NAMED = 2
"""So many exercises are named, the others counted."""
TAKES_THE = re.compile(
    r"(?:United|US|DR|Republic|Isle|Bahamas|Comoros|Gambia|Maldives|Netherlands|Philippines|Seychelles)\b"
    r"|[^(]*\b(?:Islands|Republic|Territory|Territories|Netherlands)\b"
)
"""How the names of countries begin that have an article within a sentence: "in the United States"."""
DAY = timedelta(days=1)


def describe(timetable: Timetable, cycle: HourCycle) -> str:
    """Return the timetable's days, times and zone: "Mondays and Fridays at 9:30 and 15:30 Berlin time"."""
    days, times = days_in_words(timetable.days), times_in_words(timetable.times, cycle)
    return f"{days} at {times} {zone_time_name(timetable.zone)}"


def exceptions_in_words(timetable: Timetable) -> str:
    """Return the days without breaks: "skips public holidays in Germany and 24 December 2026", or ""."""
    holidays = [f"public holidays in {calendar_in_words(timetable.country)}"] if timetable.country else []
    skipped = join_words([*holidays, *_date_ranges_in_words(timetable.skip)])
    return f"skips {skipped}" if skipped else ""


def calendar_in_words(calendar: str) -> str:
    """Return the place of a calendar within a sentence: "Germany", "the United States"."""
    title = calendar_title(calendar)
    return f"the {title}" if TAKES_THE.match(title) else title


def days_in_words(days: Collection[int]) -> str:
    """Return days of the week (Monday = 0) as a phrase: "every weekday", "Mondays to Thursdays", "Tuesdays"."""
    chosen = frozenset(days)
    listed = join_words(f"{DAY_NAMES[day]}s" for day in sorted(chosen))
    return DAY_GROUP_NAMES.get(chosen) or _day_range(chosen) or listed


def times_in_words(times: Iterable[time], cycle: HourCycle) -> str:
    """Return times of the day as a phrase: "9:30 and 15:30"."""
    return join_words(time_in_words(at, cycle) for at in times)


def time_in_words(at: time, cycle: HourCycle) -> str:
    """Return a time of the day as its reader writes it: "15:30" or "3:30 pm"."""
    if cycle == "h23":
        return f"{at.hour}:{at.minute:02}"
    if at in NAMED_TIMES:
        return NAMED_TIMES[at]
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {'am' if at.hour < 12 else 'pm'}"


def dates_in_words(dates: Iterable[date]) -> str:
    """Return dates as a phrase that `parse_dates` reads: "24 December 2026 to 2 January 2027 and 1 May 2027"."""
    return join_words(_date_ranges_in_words(dates))


def capitalized(phrase: str) -> str:
    """Return a phrase as it begins a sentence."""
    return phrase[:1].upper() + phrase[1:]


def date_in_words(day: date) -> str:
    """Return a date as a phrase: "24 December 2026"."""
    return f"{day_and_month(day)} {day.year}"


def day_and_month(day: date) -> str:
    """Return a date without its year: "24 December"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]}"


def exercise_names(exercises: Iterable[Exercise]) -> str:
    """Return the names of exercises, two at most: "Cat arch and neck turn", "Cat arch, neck turn and 2 more"."""
    first, *others = [exercise.name for exercise in exercises] or [""]
    more = [f"{len(others) + 1 - MAX_NAMED} more"] if len(others) >= MAX_NAMED else []
    return join_words([first, *(name[:1].lower() + name[1:] for name in others[: MAX_NAMED - 1]), *more])


def join_words(words: Iterable[str]) -> str:
    """Return the words as an English list: "a, b and c"."""
    *head, last = [*words] or [""]
    return f"{', '.join(head)} and {last}" if head else last


def _day_range(days: frozenset[int]) -> str:
    """Return "Sundays to Thursdays" for consecutive days, also across Sunday, or ""."""
    firsts = [day for day in days if (day - 1) % 7 not in days]
    if len(days) < MIN_DAYS_IN_RANGE or len(firsts) != 1:
        return ""
    return f"{DAY_NAMES[firsts[0]]}s to {DAY_NAMES[(firsts[0] + len(days) - 1) % 7]}s"


def _date_ranges(dates: Sequence[date]) -> Iterator[tuple[date, date]]:
    firsts = [day for day in dates if day - DAY not in dates]
    lasts = [day for day in dates if day + DAY not in dates]
    return zip(firsts, lasts, strict=True)


def _date_ranges_in_words(dates: Iterable[date]) -> Iterator[str]:
    return (_date_range_in_words(first, last) for first, last in _date_ranges(sorted(dates)))


def _date_range_in_words(first: date, last: date) -> str:
    return date_in_words(first) if first == last else f"{date_in_words(first)} to {date_in_words(last)}"


def for_area(area: Area) -> str:
    """Return what to say after "stretches" for an area: " for your neck", " in bed"."""
    return SAID_OF_AREAS.get(area.slug, f" for your {area.title.lower()}")
