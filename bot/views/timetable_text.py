"""Sentences about timetables that several messages share."""

from datetime import datetime

from bot.domain.calendar_names import DAY_NAMES
from bot.domain.exercises import Library
from bot.domain.formatting import day_and_month, exceptions_in_words
from bot.domain.local_time import load_zone, to_local
from bot.domain.parsing.time_zone import zone_time_name
from bot.domain.timetable import UNTIL_RESUMED, Timetable, is_paused, next_slot

MAX_EXCEPTIONS_CHARS = 200
"""Where the exceptions are longer than this, the dates are counted instead of listed."""


def rotation_and_exceptions(timetable: Timetable, library: Library) -> str:
    """Return the line "Stretches for: neck · seated only · not on public holidays in Germany"."""
    area = library.area(timetable.area) if timetable.area else None
    what = f"Stretches for: {area.title.lower()}" if area else "A different stretch each time"
    but = exceptions_in_words(timetable)
    if len(but) > MAX_EXCEPTIONS_CHARS:
        but = f"not on {len(timetable.skip)} chosen dates" + (" and public holidays" if timetable.country else "")
    return " · ".join(part for part in (what, "seated only" if timetable.seated else "", but) if part)


def next_break_sentence(timetable: Timetable, now: datetime) -> str:
    """Return the sentence about the next break and a pause, or that there is no break in 400 days."""
    if is_paused(timetable, now):
        return f"They pause {pause_end_in_words(timetable)}. {next_slot_sentence(timetable, now)}".strip()
    return next_slot_sentence(timetable, now) or "There is none in the coming year."


def pause_end_in_words(timetable: Timetable) -> str:
    """Return when the pause ends: "until somebody resumes them"."""
    end = timetable.paused_until
    if end is None or end >= UNTIL_RESUMED:
        return "until somebody resumes them"
    return f"until {moment_token(end, timetable.zone)}"


def daily_command(timetable: Timetable) -> str:
    """Return the `/stretch daily` command for these times, days and area."""
    times = " ".join(at.isoformat("minutes") for at in timetable.times)
    days = " ".join(DAY_NAMES[day][:3].casefold() for day in sorted(timetable.days))
    return f"/stretch daily {times} {days} {timetable.area or ''}".strip()


def moment_token(at: datetime, zone: str) -> str:
    """Return a date token (Slack shows it in the reader's own zone), with the time in this zone as its fallback."""
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} at {{time}}|{moment_in_words(at, zone)}>"


def next_slot_sentence(timetable: Timetable, now: datetime) -> str:
    """Return the sentence "The next one: …", or "" if there is none in 400 days."""
    slot = next_slot(timetable, now)
    return f"The next one: {moment_token(slot.at, timetable.zone)}." if slot else ""


def moment_in_words(at: datetime, zone: str) -> str:
    """Return a moment in the zone's local time: "Monday 23 November at 15:00 (Berlin time)"."""
    local = to_local(at, load_zone(zone))
    return f"{DAY_NAMES[local.weekday()]} {day_and_month(local)} at {local:%H:%M} ({zone_time_name(zone)})"
