"""A person's reminders in step with their set-up: working days, hours, holidays and days off."""

from dataclasses import replace

from bot.domain.preferences import Preferences
from bot.domain.timetable import Timetable


def days_in_step(days: frozenset[int], chosen: Preferences, before: Preferences) -> frozenset[int]:
    """Return the days of reminders after a change of the working days: all of these, if they were that before."""
    if days == before.work_days:
        return chosen.work_days or days
    return days - (before.work_days - chosen.work_days) or chosen.work_days or days


def in_step(timetable: Timetable, chosen: Preferences) -> Timetable:
    """Return a timetable with somebody's hours, holidays and days off."""
    hours = chosen.hours if chosen.hours and chosen.hours[0] < chosen.hours[1] else None
    return replace(timetable, hours=hours, skip=chosen.days_off, country=chosen.country or None)
