"""Reads the submitted forms of timetables; a mistake is reported at its field."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from bot.domain.break_choice import chosen_set, is_seated
from bot.domain.breaks import ChannelTimetable
from bot.domain.errors import ParseError
from bot.domain.library import Library
from bot.domain.local_time import local_date
from bot.domain.parsing.fuzzy import quoted
from bot.domain.parsing.pause import parse_pause
from bot.domain.routines import DEFAULT_ROUTINE
from bot.domain.slots import next_slot
from bot.domain.timetable import BadTimetable, Timetable
from bot.domain.timetable_changes import newly_too_close
from bot.views.form_inputs import NO_COUNTRY
from bot.views.pause_form import LENGTH_BLOCK, PAUSE_LENGTHS, UNTIL_BLOCK
from bot.views.submitted_fields import FormErrors, SubmittedFields
from bot.views.timetable_form import (
    ANY_AREA,
    MONTH_LINE,
    SEATED,
    SEATED_AND_STANDING,
    WHOLE_BODY,
)

NO_BREAK_LEFT = "That leaves no breaks in the next year."
TIME_BLOCKS = ("time1", "time2", "time3")
NAME_BY_TIME_BLOCK = {"time1": "first", "time2": "second", "time3": "third"}
ANY_ZONE = "UTC"
"""The zone whose date counts as today while none was chosen."""


def timetable_entered(
    view: Mapping[str, Any], now: datetime, library: Library, before: ChannelTimetable | None = None
) -> Timetable:
    """Return the timetable of the submitted form; raise FormErrors with all mistakes, measured by what was `before`."""
    fields = SubmittedFields(view)
    skip, errors = fields.dates("skip", _today(fields.value("zone"), now))
    timetable, mistakes = _timetable(fields, skip)
    errors = mistakes | _times_too_close(fields, before) | _set_mistakes(fields, library) | errors
    if timetable is None or errors:
        raise FormErrors(errors)
    if next_slot(timetable, now) is None:
        raise FormErrors({"skip": NO_BREAK_LEFT})
    return timetable


def channel_entered(view: Mapping[str, Any]) -> str:
    """Return the id of the channel that was chosen in the form, "" if none."""
    return SubmittedFields(view).value("channel")


def pause_entered(view: Mapping[str, Any], now: datetime, zone: str) -> datetime | None:
    """Return when the pause of the submitted form ends (UTC), None if only `resume` ends it; raise FormErrors."""
    fields = SubmittedFields(view)
    typed = fields.value(UNTIL_BLOCK).strip().casefold().removeprefix("pause ")
    try:
        return parse_pause(typed or fields.value(LENGTH_BLOCK) or next(iter(PAUSE_LENGTHS.values())), now, zone)
    except ParseError as wrong:
        raise FormErrors({UNTIL_BLOCK: str(wrong)}) from wrong


def _timetable(fields: SubmittedFields, skip: frozenset[date]) -> tuple[Timetable | None, dict[str, str]]:
    """Return the timetable, or None and its mistakes by block."""
    try:
        timetable = Timetable(
            days=fields.days("days"),
            times=tuple(sorted(set(_times(fields).values()))),
            zone=fields.value("zone"),
            area=_none_if(ANY_AREA, fields.value("area")),
            routine=_none_if(DEFAULT_ROUTINE, fields.value("routine")),
            seated=fields.value("rotation") == SEATED,
            skip=skip,
            country=_none_if(NO_COUNTRY, fields.value("country")),
            month_line=MONTH_LINE in fields.values("month"),
        )
    except BadTimetable as wrong:
        return None, {TIME_BLOCKS[0] if field == "times" else field: said for field, said in wrong.mistakes.items()}
    return timetable, {}


def _times(fields: SubmittedFields) -> dict[str, time]:
    """Return the times by block; one that is given twice counts once, so that a second break can always be dropped."""
    entered = {block: fields.value(block) for block in TIME_BLOCKS}
    try:
        return {block: time.fromisoformat(at) for block, at in entered.items() if at}
    except ValueError:
        return {}


def _times_too_close(fields: SubmittedFields, before: ChannelTimetable | None) -> dict[str, str]:
    """Mark the lower in the form of two times that are within half an hour."""
    times = _times(fields)
    pair = newly_too_close(tuple(sorted(set(times.values()))), fields.days("days"), before)
    if pair is None:
        return {}
    upper = next(block for block, at in times.items() if at in pair)
    lower = next(block for block, at in times.items() if at in pair and at != times[upper])
    return {lower: f"That's within 30 minutes of the {NAME_BY_TIME_BLOCK[upper]} time. Please space them out."}


def _set_mistakes(fields: SubmittedFields, library: Library) -> dict[str, str]:
    """Mark what a set leaves no choice about: the area, and that it may not be seated."""
    chosen = chosen_set(fields.value("routine"), library)
    if chosen is None:
        return {}
    area = f"{quoted(chosen.name)} already says which stretches. Choose “{WHOLE_BODY}” here, or a length below."
    seated = f"{quoted(chosen.name)} isn't all seated. Choose “{SEATED_AND_STANDING}” here, or something else above."
    has_area, stands = fields.value("area") not in ("", ANY_AREA), not is_seated(chosen, library)
    is_stuck = stands and fields.value("rotation") == SEATED
    return ({"area": area} if has_area else {}) | ({"rotation": seated} if is_stuck else {})


def _today(zone: str, now: datetime) -> date:
    try:
        return local_date(now, zone)
    except ValueError:
        return local_date(now, ANY_ZONE)


def _none_if(nothing: str, chosen: str) -> str | None:
    return None if chosen in ("", nothing) else chosen
