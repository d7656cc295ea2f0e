"""Sentences about timetables that several messages share."""

from collections.abc import Callable, Iterable
from datetime import datetime, time
from functools import partial

from bot.domain.break_choice import chosen_set
from bot.domain.calendar_names import DAY_NAMES
from bot.domain.formatting import (
    capitalized,
    day_and_month,
    describe,
    exceptions_in_words,
    join_words,
    time_in_words,
)
from bot.domain.library import Library
from bot.domain.local_time import first_moment, load_zone, local_date, to_local
from bot.domain.parsing.time_zone import zone_time_name
from bot.domain.reader import HourCycle, Reader
from bot.domain.slots import Slot, next_slot
from bot.domain.timetable import UNTIL_RESUMED, Timetable, is_paused

SayMoment = Callable[[datetime, str], str]
"""Returns a moment in words, given the zone whose clock counts."""
DAYS_IN_WEEK = 7
YOUR_TIME = " your time"
MAX_EXCEPTIONS_CHARS = 200
"""Where the exceptions are longer than this, the dates are counted instead of listed."""


def moment_token(at: datetime, zone: str, whose: str = "") -> str:
    """Return a date token (Slack shows it in the reader's own zone), with the time in this zone as its fallback.

    It says "today" or "yesterday" as of when it is read, so it is for what is read at once. `whose`: said after the
    time where it stands beside one on another clock.
    """
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} at {{time}}{whose}|{moment_in_words(at, zone)}>"


def lasting_moment(at: datetime, zone: str, now: datetime, whose: str = "") -> str:
    """Return a moment as it stays true: "Thursday" or "27 November", the zone's day, and the time as a token."""
    local, today = to_local(at, load_zone(zone)), local_date(now, zone)
    day = DAY_NAMES[local.weekday()] if (local.date() - today).days < DAYS_IN_WEEK else day_and_month(local)
    return f"{day}, <!date^{int(at.timestamp())}^{{time}}{whose}|{local:%H:%M} {zone_time_name(zone)}>"


def moment_in_words(at: datetime, zone: str, cycle: HourCycle = "h23") -> str:
    """Return a moment in the zone's local time: "Monday 23 November at 15:00 Berlin time"."""
    local = to_local(at, load_zone(zone))
    day, at_time = f"{DAY_NAMES[local.weekday()]} {day_and_month(local)}", time_in_words(local.time(), cycle)
    return f"{day} at {at_time} {zone_time_name(zone)}"


def times_like_moments(times: Iterable[time], zone: str, around: datetime) -> str:
    """Return times of the day as date tokens, so that Slack writes them like the moments beside them, 3:30 or 15:30.

    They come without the zone's name, for a reader's own times: Slack shows each on the clock that the reader has on
    the day of this moment, so that a change of the clocks before it makes no difference.
    """
    day = local_date(around, zone)
    return join_words(_token_of(at, datetime.combine(day, at), zone) for at in times)


def _token_of(at: time, local: datetime, zone: str) -> str:
    return f"<!date^{int(first_moment(local, load_zone(zone)).timestamp())}^{{time}}|{time_in_words(at, 'h23')}>"


def timetable_sentence(timetable: Timetable, cycle: HourCycle) -> str:
    """Return the timetable as a sentence in bold: "*Every weekday at 15:00 Berlin time.*"."""
    return f"*{capitalized(describe(timetable, cycle))}.*"


def rotation_and_exceptions(timetable: Timetable, library: Library) -> str:
    """Return the line "Stretches for: neck · 5 minutes · seated only · skips public holidays in Germany"."""
    but = exceptions_in_words(timetable)
    if len(but) > MAX_EXCEPTIONS_CHARS:
        but = f"skips {len(timetable.skip)} dates" + (" and public holidays" if timetable.country else "")
    month = "one line at each month's end" if timetable.month_line else ""
    return " · ".join(part for part in (*_content(timetable, library), but, month) if part)


def _content(timetable: Timetable, library: Library) -> list[str]:
    """Return what the breaks consist of, its length where that isn't the usual."""
    if named := chosen_set(timetable.routine, library):
        return [f"{named.name} each time"]
    area = library.area(timetable.area) if timetable.area else None
    what = f"Stretches for: {area.title.lower()}" if area else "A different stretch each time"
    length = library.routine(timetable.routine) if timetable.routine else None
    return [what, length.name if length else "", "seated only" if timetable.seated else ""]


def next_break_sentence(timetable: Timetable, now: datetime, lead: str = "Next:", say: SayMoment = moment_token) -> str:
    """Return the sentence about a pause and the next break, or that there is no break in 400 days."""
    if is_paused(timetable, now):
        return f"{pause_sentence(timetable, say)} {next_slot_sentence(timetable, now, lead, say)}".strip()
    return next_slot_sentence(timetable, now, lead, say) or "No breaks in the next year."


def next_break_sentence_that_stays(timetable: Timetable, now: datetime, lead: str = "Next:") -> str:
    """Return the same sentence for a message that is read later, too."""
    return next_break_sentence(timetable, now, lead, partial(lasting_moment, now=now))


def pause_sentence(timetable: Timetable, say: SayMoment = moment_token) -> str:
    """Return the sentence "Paused until someone resumes them."."""
    return f"Paused {pause_end_in_words(timetable, say)}."


def pause_end_in_words(timetable: Timetable, say: SayMoment = moment_token) -> str:
    """Return when the pause ends: "until someone resumes them"."""
    end = timetable.paused_until
    if end is None or end >= UNTIL_RESUMED:
        return "until someone resumes them"
    return f"until {say(end, timetable.zone)}"


def daily_command(timetable: Timetable) -> str:
    """Return the `/stretch daily` command for these times, days, area and routine."""
    times = " ".join(at.isoformat("minutes") for at in timetable.times)
    days = " ".join(DAY_NAMES[day][:3].casefold() for day in sorted(timetable.days))
    return " ".join(part for part in ("/stretch daily", times, days, timetable.area, timetable.routine) if part)


def next_slot_sentence(timetable: Timetable, now: datetime, lead: str = "Next:", say: SayMoment = moment_token) -> str:
    """Return the sentence "Next: …", or "" if there is no break in 400 days."""
    slot = next_slot(timetable, now)
    return f"{lead} {say(slot.at, timetable.zone)}." if slot else ""


def slot_in_words(slot: Slot, zone: str, reader: Reader) -> str:
    """Return when a break is: on the reader's clock, after the channel's where that is known to show another time."""
    token = moment_token(slot.at, zone)
    if reader.zone is None or shows_same(slot.at, zone, reader):
        return token
    return f"{moment_in_words(slot.at, zone, reader.hour_cycle)}, for you {token}"


def shows_same(at: datetime, zone: str, reader: Reader) -> bool:
    """Return whether the reader's clock is known to show the same as one in this zone, at this moment."""
    return reader.zone is not None and to_local(at, load_zone(reader.zone)) == to_local(at, load_zone(zone))
