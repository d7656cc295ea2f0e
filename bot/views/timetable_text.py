"""Timetables in words, as messages tell them."""

from datetime import datetime

from bot.domain.exercises import Library
from bot.domain.formatting import DAY_NAMES, MONTH_NAMES, exceptions_in_words
from bot.domain.local_time import load_zone, to_local
from bot.domain.parsing.time_zone import zone_place
from bot.domain.timetable import UNTIL_RESUMED, Timetable, next_slot

MAX_EXCEPTIONS_CHARS = 200
"""Characters from which on a list of free days is counted instead of told."""
SHORT_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def rotation_and_exceptions(timetable: Timetable, library: Library) -> str:
    """Say what comes round and when not: "Stretches for: neck · seated only · not on public holidays in Germany"."""
    area = library.area(timetable.area) if timetable.area else None
    what = f"Stretches for: {area.title.lower()}" if area else "A different stretch each time"
    but = exceptions_in_words(timetable)
    if len(but) > MAX_EXCEPTIONS_CHARS:
        but = f"not on {len(timetable.skip)} chosen dates" + (" and public holidays" if timetable.country else "")
    return " · ".join(part for part in (what, "seated only" if timetable.seated else "", but) if part)


def next_break_sentence(timetable: Timetable, now: datetime) -> str:
    """Say when the next break is, or that there is none while they pause."""
    if is_paused(timetable, now):
        return f"They pause {pause_end_in_words(timetable)}. {next_slot_sentence(timetable, now)}".strip()
    return next_slot_sentence(timetable, now) or "There is none in the coming year."


def pause_end_in_words(timetable: Timetable) -> str:
    """Say when a pause ends: "until somebody resumes them"."""
    end = timetable.paused_until
    if end is None or end >= UNTIL_RESUMED:
        return "until somebody resumes them"
    return f"until {moment_token(end, timetable.zone)}"


def daily_command(timetable: Timetable) -> str:
    """Return the command that gives a channel these days, times and area."""
    times = " ".join(at.isoformat("minutes") for at in timetable.times)
    days = " ".join(SHORT_DAYS[day] for day in sorted(timetable.days))
    return f"/stretch daily {times} {days} {timetable.area or ''}".strip()


def is_paused(timetable: Timetable, now: datetime) -> bool:
    """Say whether the breaks pause now."""
    return bool(timetable.paused_until and timetable.paused_until > now)


def moment_token(at: datetime, zone: str) -> str:
    """Return a moment that Slack shows in each reader's own zone, else in this one."""
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} at {{time}}|{moment_in_words(at, zone)}>"


def next_slot_sentence(timetable: Timetable, now: datetime) -> str:
    """Say when the next break is, nothing if there is none to come."""
    slot = next_slot(timetable, now)
    return f"The next one: {moment_token(slot.at, timetable.zone)}." if slot else ""


def moment_in_words(at: datetime, zone: str) -> str:
    """Return a moment as the clocks of this zone show it: "Monday 23 November at 15:00 (Berlin time)"."""
    local, place = to_local(at, load_zone(zone)), zone_place(zone)
    clock = place if place.startswith("UTC") else f"{place} time"
    return f"{DAY_NAMES[local.weekday()]} {local.day} {MONTH_NAMES[local.month - 1]} at {local:%H:%M} ({clock})"
