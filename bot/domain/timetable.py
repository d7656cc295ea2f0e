"""A timetable: the days, times and time zone of a channel's breaks or a person's reminders."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal

from bot.domain.errors import UserError
from bot.domain.holidays import calendar_exists
from bot.domain.local_time import load_zone
from bot.domain.parsing.fuzzy import quoted

EVERY_DAY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))
WEEKEND = EVERY_DAY - WEEKDAYS
MAX_TIMES, MAX_PERSONAL_TIMES = 3, 6
MIN_APART = timedelta(minutes=30)
"""Breaks closer to one another than this are refused when somebody sets them up."""
MAX_SKIP_DATES = 400
UNTIL_RESUMED = datetime(9000, 1, 1, tzinfo=UTC)
"""The end of a pause that only `resume` ends: later than any other."""
TimetableField = Literal[
    "days", "times", "hours", "zone", "area", "routine", "seated", "skip", "country", "paused_until"
]


class BadTimetable(UserError, ValueError):
    """Shown to the person who asked for it: what to correct, by field."""

    def __init__(self, mistakes: Mapping[TimetableField, str]) -> None:
        """Take the sentence of each field that has a mistake."""
        super().__init__(" ".join(mistakes.values()))
        self.mistakes = mistakes


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """When a channel has its breaks, or a person their reminders: days (Monday = 0), local times, and exceptions."""

    days: frozenset[int]
    times: tuple[time, ...]
    zone: str
    area: str | None = None
    routine: str | None = None
    """The slug of a length or a set; None: the default length."""
    seated: bool = False
    """Whether the rotation is limited to exercises that are done in a chair."""
    skip: frozenset[date] = frozenset()
    """Local dates without breaks."""
    country: str | None = None
    """The calendar whose public holidays have no breaks: "DE", "DE-BY"."""
    paused_until: datetime | None = None
    month_line: bool = False
    """Whether the channel gets one line at each month's end: how many breaks it took."""
    personal: bool = False
    """Whether it is a person's own, whose reminders nobody else sees."""
    hours: tuple[time, time] | None = None
    """From when to when a person may be reminded, both included: times outside have no slots; None: any."""

    def __post_init__(self) -> None:
        """Raise BadTimetable for all mistakes."""
        if mistakes := dict(_mistakes(self)):
            raise BadTimetable(mistakes)

    @property
    def max_times(self) -> int:
        """How many times a day it may have."""
        return MAX_PERSONAL_TIMES if self.personal else MAX_TIMES


def is_paused(timetable: Timetable, now: datetime) -> bool:
    """Return whether the breaks pause now."""
    return bool(timetable.paused_until and timetable.paused_until > now)


def too_close(times: tuple[time, ...], days: frozenset[int]) -> tuple[time, time] | None:
    """Return two of the sorted times whose breaks are less than 30 minutes apart, across midnight too, or None."""
    moments = [datetime.combine(date.min, at) for at in times]
    if any((day + 1) % 7 in days for day in days):
        moments += [moment + timedelta(days=1) for moment in moments[:1]]
    pairs = pairwise(moments)
    return next(((one.time(), other.time()) for one, other in pairs if other - one < MIN_APART), None)


def _mistakes(timetable: Timetable) -> Iterator[tuple[TimetableField, str]]:
    if not timetable.days:
        yield "days", "Please choose at least one day."
    if not timetable.days <= EVERY_DAY:
        yield "days", "Please choose days from Monday to Sunday."
    if not 1 <= len(timetable.times) <= timetable.max_times:
        yield "times", f"Please choose {'one to six' if timetable.personal else 'one, two or three'} times."
    elif any(at.second or at.microsecond or at.tzinfo for at in timetable.times):
        yield "times", "Please give hours and minutes only."
    elif list(timetable.times) != sorted(set(timetable.times)):
        yield "times", "Please give each time once, the earliest first."
    if timetable.hours and timetable.hours[0] >= timetable.hours[1]:
        yield "hours", "Please choose hours that end after they begin."
    if not timetable.zone:
        yield "zone", "Please choose a time zone."
    elif not _is_zone(timetable.zone):
        yield "zone", f"I don't know the time zone {quoted(timetable.zone)}. Try a city, such as Berlin."
    if timetable.area is not None and not timetable.area.strip():
        yield "area", "Please choose an area, or the whole body."
    if timetable.routine is not None and not timetable.routine.strip():
        yield "routine", "Please choose a length or a routine."
    if len(timetable.skip) > MAX_SKIP_DATES:
        yield "skip", f"That's more than {MAX_SKIP_DATES} dates. Please skip fewer."
    if timetable.country is not None and not calendar_exists(timetable.country):
        country = quoted(timetable.country)
        yield "country", f"I don't know the public holidays in {country}. Try a country, such as Germany."
    if timetable.paused_until and timetable.paused_until.tzinfo is None:
        yield "paused_until", "Please give the pause's end with its time zone."


def _is_zone(name: str) -> bool:
    try:
        load_zone(name)
    except ValueError:
        return False
    return True
