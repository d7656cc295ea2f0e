"""The slots of a timetable: the local times that its breaks or reminders stand for, and the moments they fall on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Literal

from bot.domain.holidays import public_holidays
from bot.domain.local_time import first_moment_on_date, load_zone, to_local
from bot.domain.timetable import UNTIL_RESUMED, Timetable, is_paused

LOOK_AHEAD_DAYS = 400
"""How far ahead a slot is searched for."""
ON_TIME_WITHIN = timedelta(minutes=2)
"""A break posted later than this says so."""
MISSED_AFTER = timedelta(minutes=10)
"""A break due longer ago than this is not posted."""
LOOK_BACK = timedelta(days=7)
"""Slots missed longer ago than this are not recorded, except the first."""

Lateness = Literal["on time", "late", "missed"]


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
