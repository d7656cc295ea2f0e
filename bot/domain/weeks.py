"""The last four weeks of a person: on which of their days they stretched; nobody is ever behind."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.domain.holidays import calendar_exists, public_holidays
from bot.domain.home import HomeFacts
from bot.domain.local_time import load_zone, to_local
from bot.domain.preferences import Preferences

WEEKS_SHOWN = 4
WEEKS_BEHIND = 12
"""How many weeks before the current one are looked back on in a sentence."""
DAYS_IN_WEEK = 7
LOOK_BACK = timedelta(days=DAYS_IN_WEEK * WEEKS_SHOWN + 1)
"""What was done longer ago falls on none of the days shown, whatever the zone."""
Mark = Literal["stretched", "work", "free", "blank"]
"""A day: one on which they stretched, a workday without, a day off without, or none: before they began, or to come."""


@dataclass(frozen=True)
class Week:
    """One week, from its Monday on."""

    monday: date
    marks: tuple[Mark, ...]
    target: int
    """On how many days they mean to stretch: their goal, but not more than they work."""

    @property
    def stretched(self) -> int:
        """On how many of its days they stretched, days off included."""
        return self.marks.count("stretched")

    @property
    def is_reached(self) -> bool:
        """Whether they stretched on as many days as they meant to."""
        return self.stretched >= max(self.target, 1)


@dataclass(frozen=True)
class Weeks:
    """The last weeks, the oldest first and the current one last; none from before somebody's first stretch."""

    weeks: tuple[Week, ...]
    workdays: int
    """How many workdays are shown; today is one of them once they have stretched."""
    on_workdays: int
    on_days_off: int
    """On how many of the days shown they stretched."""
    is_beginning: bool
    """Whether their first stretch ever is within four weeks; before it they missed nothing."""

    @property
    def this_week(self) -> Week:
        """The current week."""
        return self.weeks[-1]

    @property
    def behind_since(self) -> date:
        """The Monday from which on weeks are looked back on."""
        return self.this_week.monday - timedelta(weeks=WEEKS_BEHIND)


@dataclass(frozen=True)
class WeeksBehind:
    """The weeks before the current one since somebody's first stretch, twelve at most."""

    reached: int
    """In how many of them they reached the goal that they have now."""
    all: int


def weeks_behind(weeks: Weeks, days_by_week: Mapping[date, int], goal: int) -> WeeksBehind:
    """Return how the weeks behind went, by the number of days on which somebody stretched in each week that has any."""
    behind = {monday: days for monday, days in days_by_week.items() if monday < weeks.this_week.monday}
    first = min(behind, default=weeks.this_week.monday)
    reached = sum(days >= goal for days in behind.values())
    return WeeksBehind(reached, (weeks.this_week.monday - first) // timedelta(weeks=1))


def last_weeks(facts: HomeFacts, now: datetime, zone: str | None) -> Weeks:
    """Return the last weeks of a person, by the days of their zone (None: UTC)."""
    local, chosen = load_zone(zone or "UTC"), facts.preferences or Preferences()
    days, today = {to_local(done.at, local).date() for done in facts.dones}, to_local(now, local).date()
    first = _first_day(days, facts, local)
    monday = today - timedelta(days=today.weekday())
    mondays = [monday - timedelta(weeks=ago) for ago in reversed(range(WEEKS_SHOWN))]
    shown = [each for each in mondays if each == monday or (first and first < each + timedelta(weeks=1))]
    past = {day for each in shown for day in _days_of(each) if first and first <= day <= today}
    work = {day for day in past if is_workday(day, chosen) and (day < today or day in days)}
    return Weeks(
        weeks=tuple(_week(each, days, first, chosen, today) for each in shown),
        workdays=len(work),
        on_workdays=len(work & days),
        on_days_off=len((days & past) - work),
        is_beginning=first is None or first > mondays[0],
    )


def _first_day(days: Collection[date], facts: HomeFacts, zone: ZoneInfo) -> date | None:
    """Return the day of their first stretch ever, as far as it is stored."""
    earlier = [to_local(facts.first_done, zone).date()] if facts.first_done else []
    return min([*days, *earlier, *([facts.first_week] if facts.first_week else [])], default=None)


def is_workday(day: date, chosen: Preferences) -> bool:
    """Return whether somebody works on this day, as far as they told."""
    return day.weekday() in chosen.work_days and day not in chosen.days_off and not _is_holiday(day, chosen.country)


def _is_holiday(day: date, country: str | None) -> bool:
    return bool(country and calendar_exists(country)) and day in public_holidays(country, day.year)


def _week(monday: date, days: set[date], first: date | None, chosen: Preferences, today: date) -> Week:
    week = _days_of(monday)
    marks = tuple(_mark(day, days, first, chosen, today) for day in week)
    work = sum(is_workday(day, chosen) for day in week)
    return Week(monday, marks, min(chosen.goal_days, work))


def _mark(day: date, days: set[date], first: date | None, chosen: Preferences, today: date) -> Mark:
    if day in days:
        return "stretched"
    if day > today or first is None or day < first:
        return "blank"
    return "work" if is_workday(day, chosen) else "free"


def _days_of(monday: date) -> list[date]:
    return [monday + timedelta(days=number) for number in range(DAYS_IN_WEEK)]
