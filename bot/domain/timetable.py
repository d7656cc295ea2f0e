"""A timetable: the days, times and time zone of a channel's breaks or a person's reminders, and their slots."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from typing import Literal

from bot.domain.errors import UserError
from bot.domain.holidays import calendar_exists, public_holidays
from bot.domain.local_time import first_moment_on_date, load_zone, to_local
from bot.domain.parsing.fuzzy import quoted

EVERY_DAY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))
WEEKEND = EVERY_DAY - WEEKDAYS
MAX_TIMES, MAX_PERSONAL_TIMES = 3, 6
MIN_APART = timedelta(minutes=30)
"""Breaks closer to one another than this are refused when somebody sets them up."""
MAX_SKIP_DATES = 400
LOOK_AHEAD_DAYS = 400
"""How far ahead a slot is searched for."""
UNTIL_RESUMED = datetime(9000, 1, 1, tzinfo=UTC)
"""The end of a pause that only `resume` ends: later than any other."""
ON_TIME_WITHIN = timedelta(minutes=2)
"""A break posted later than this says so."""
MISSED_AFTER = timedelta(minutes=10)
"""A break due longer ago than this is not posted."""
LOOK_BACK = timedelta(days=7)
"""Slots missed longer ago than this are not recorded, except the first."""

TimetableField = Literal[
    "days", "times", "hours", "zone", "area", "routine", "seated", "skip", "country", "paused_until"
]
Lateness = Literal["on time", "late", "missed"]


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


@dataclass(frozen=True)
class Slot:
    """One local time (naive) of a timetable, and the moment (UTC) it falls on."""

    local: datetime
    at: datetime

    @property
    def key(self) -> str:
        """The local time as text, unique in a channel: "2026-11-05T15:00"."""
        return self.local.isoformat(timespec="minutes")


@dataclass(frozen=True)
class DueSlots:
    """The due slots of a timetable: only the latest may still be posted, those before it were missed."""

    missed: tuple[Slot, ...]
    latest: Slot
    following: Slot | None


def next_slot(timetable: Timetable, after: datetime) -> Slot | None:
    """Return the first slot strictly after this moment and outside a pause, or None if there is none in 400 days.

    Each local time of each day has one slot through every change of the clocks: one in a gap is the first moment after
    the gap, one that exists twice is the first. Two times in one gap give one slot, with the local time of the earlier.
    A date that the zone skips has none.
    """
    return next(_slots(timetable, after), None)


def upcoming_slots(timetable: Timetable, after: datetime, count: int) -> list[Slot]:
    """Return the next slots after this moment, at most `count`, within 400 days."""
    return list(islice(_slots(timetable, after), count))


def has_room_at(timetable: Timetable, moment: datetime) -> bool:
    """Return whether this moment is on one of its days, within its hours and outside a pause: for what is put off."""
    local = to_local(moment, load_zone(timetable.zone))
    return (
        _is_on(timetable, local.date())
        and _is_within(timetable.hours, local.time())
        and not is_paused(timetable, moment)
    )


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


def lateness(due_at: datetime, now: datetime) -> Lateness:
    """Return whether a break posted now is on time (up to 2 minutes), late (up to 10) or missed."""
    delay = now - due_at
    return "on time" if delay <= ON_TIME_WITHIN else "late" if delay <= MISSED_AFTER else "missed"


def due_slots(timetable: Timetable, first: Slot, now: datetime) -> DueSlots:
    """Return the due slots from `first`, the stored next slot, to now; after `first` only the last week counts."""
    slots, slot = [first], next_slot(timetable, max(first.at, now - LOOK_BACK))
    while slot and slot.at <= now:
        slots.append(slot)
        slot = next_slot(timetable, slot.at)
    *missed, latest = slots
    return DueSlots(tuple(missed), latest, slot)


def _slots(timetable: Timetable, after: datetime) -> Iterator[Slot]:
    zone = load_zone(timetable.zone)
    if timetable.paused_until and timetable.paused_until >= UNTIL_RESUMED:
        return
    begin = _search_start(timetable, after)
    today = begin.astimezone(zone).date()
    for day in (today + timedelta(days) for days in range(LOOK_AHEAD_DAYS)):
        for local in _local_times_on(timetable, day):
            at = first_moment_on_date(local, zone)
            if at and at > begin:
                begin = at
                yield Slot(local, at)


def _search_start(timetable: Timetable, after: datetime) -> datetime:
    """Return the moment after which slots count; the end of a pause is no longer paused."""
    end = timetable.paused_until
    return max(after, end - timedelta.resolution) if end else after


def _local_times_on(timetable: Timetable, day: date) -> Iterator[datetime]:
    if _is_on(timetable, day):
        return (datetime.combine(day, at) for at in timetable.times if _is_within(timetable.hours, at))
    return iter(())


def _is_on(timetable: Timetable, day: date) -> bool:
    is_chosen = day.weekday() in timetable.days and day not in timetable.skip
    return is_chosen and not _is_public_holiday(timetable.country, day)


def _is_within(hours: tuple[time, time] | None, at: time) -> bool:
    return hours is None or hours[0] <= at.replace(second=0, microsecond=0) <= hours[1]


def _is_public_holiday(country: str | None, day: date) -> bool:
    return country is not None and day in public_holidays(country, day.year)


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
