"""What a change would make different about a channel's breaks: one short line each."""

from collections.abc import Iterator
from datetime import date

from bot.domain.break_choice import chosen_set
from bot.domain.breaks import ChannelTimetable
from bot.domain.formatting import dates_in_words, days_in_words, times_in_words
from bot.domain.holidays import calendar_title
from bot.domain.library import Library
from bot.domain.parsing.time_zone import zone_place, zone_time_name
from bot.domain.reader import HourCycle
from bot.domain.routines import DEFAULT_ROUTINE, USUAL_LENGTH
from bot.domain.timetable import Timetable

MAX_DATES_CHARS = 40
"""Where the dates are longer than this, they are counted instead of listed."""


def differences(new: Timetable, before: ChannelTimetable, library: Library, cycle: HourCycle) -> list[str]:
    """Return the lines "*Time:* 16:00 Berlin time instead of 15:00", of what differs alone."""
    old = before.timetable
    zone = f" {zone_time_name(new.zone)}" if new.zone == old.zone else ""
    compared = [
        ("Breaks", "on", "stopped" if before.stopped else "on"),
        ("Days", days_in_words(new.days), days_in_words(old.days)),
        ("Time", times_in_words(new.times, cycle), times_in_words(old.times, cycle)),
        ("Time zone", zone_place(new.zone), zone_place(old.zone)),
        ("Stretches for", _area(new, library), _area(old, library)),
        (_content_label(new, old, library), _content(new, library), _content(old, library)),
        ("Seated only", _yes(new.seated), _yes(old.seated)),
        ("Holidays skipped", _holidays(new), _holidays(old)),
        ("Line at each month's end", _yes(new.month_line), _yes(old.month_line)),
        ("Dates skipped", *_dates(new.skip, old.skip)),
    ]
    return list(_lines(compared, zone))


def _lines(compared: list[tuple[str, str, str]], zone: str) -> Iterator[str]:
    for what, now, then in compared:
        if now != then:
            yield f"*{what}:* {now}{zone if what == 'Time' else ''} instead of {then}"


def _area(timetable: Timetable, library: Library) -> str:
    area = library.area(timetable.area) if timetable.area else None
    return area.title.lower() if area else timetable.area or "any area"


def _content_label(new: Timetable, old: Timetable, library: Library) -> str:
    has_set = chosen_set(new.routine, library) or chosen_set(old.routine, library)
    return "Length or routine" if has_set else "Length"


def _content(timetable: Timetable, library: Library) -> str:
    found = library.routine(timetable.routine or DEFAULT_ROUTINE)
    return found.name if found else USUAL_LENGTH


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _holidays(timetable: Timetable) -> str:
    return calendar_title(timetable.country) if timetable.country else "none"


def _dates(new: frozenset[date], old: frozenset[date]) -> tuple[str, str]:
    """Return both in words or, where they are long, what was added and what was dropped counted."""
    listed = dates_in_words(new) or "none", dates_in_words(old) or "none"
    if max(map(len, listed)) <= MAX_DATES_CHARS:
        return listed
    return f"{len(new)} dates", f"{len(old)}{' others' if len(new) == len(old) else ''}"
