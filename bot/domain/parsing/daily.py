"""Parses what follows `daily`: times, days, an area, a length or a set, and a time zone."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, time
from typing import Any

from bot.domain.break_choice import chosen_set, is_seated
from bot.domain.errors import ParseError
from bot.domain.library import Library
from bot.domain.parsing.break_content import content_of, is_content
from bot.domain.parsing.names import exercise_by_name
from bot.domain.parsing.time_zone import parse_time_zone
from bot.domain.parsing.times_and_days import UTC_OFFSET, parse_times_and_days
from bot.domain.timetable import WEEKDAYS, Timetable


@dataclass(frozen=True, kw_only=True)
class TimetableRequest:
    """A timetable that somebody asked for; its zone and times may still be missing."""

    days: frozenset[int] = WEEKDAYS
    times: tuple[time, ...] = ()
    zone: str | None = None
    area: str | None = None
    routine: str | None = None
    seated: bool = False
    skip: frozenset[date] = frozenset()
    country: str | None = None
    month_line: bool = False
    remark: str = ""
    """What the person should know where this isn't quite what they typed."""

    def completed_from(self, before: Timetable, library: Library) -> "TimetableRequest":
        """Return the request with what no words can say taken from `before`, and also the zone if none was named."""
        zone, named = self.zone or before.zone, chosen_set(self.routine, library)
        seated = before.seated and (named is None or is_seated(named, library))
        completed = replace(self, zone=zone, seated=seated, skip=before.skip, country=before.country)
        return replace(completed, month_line=before.month_line)

    def timetable(self) -> Timetable:
        """Return the timetable; raise BadTimetable if something is missing or wrong."""
        return Timetable(**_shared(self))


def request_from(timetable: Timetable) -> TimetableRequest:
    """Return a request for just this timetable, without its pause."""
    return TimetableRequest(**_shared(timetable))


def parse_timetable_request(text: str, library: Library) -> TimetableRequest:
    """Parse `9:30 and 15:30 mon wed lower` or `3pm 5 minutes Berlin time`; raise ParseError."""
    daily = parse_times_and_days(text)
    words, zone = _content_and_zone(daily.area_words, library)
    parsed = content_of(words, daily.seconds, library)
    content = parsed.content
    return TimetableRequest(
        times=daily.times, days=daily.days, area=content.area, routine=content.routine, zone=zone, remark=parsed.remark
    )


def _content_and_zone(words: Sequence[str], library: Library) -> tuple[str, str | None]:
    """Return what the breaks consist of, as it was typed, and the zone: one stands first, either may be missing."""
    for cut in range(len(words), -1, -1):
        first, rest = " ".join(words[:cut]), " ".join(words[cut:])
        for content, zone in ((first, rest), (rest, first)):
            if (not content or is_content(content, library)) and (not zone or _parse_zone(zone, library)):
                return content, _parse_zone(zone, library)
    if offset := next((word for word in words if UTC_OFFSET.fullmatch(word)), None):
        raise ParseError(f"Nowhere is on {offset.upper()} all year. Name a city instead: `15:00 Berlin time`.")
    return " ".join(words), None


def _parse_zone(words: str, library: Library) -> str | None:
    """Return the zone that is named, or None; `cat` is an exercise rather than Central Africa Time."""
    return None if not words or words in exercise_by_name(library) else parse_time_zone(words)


def _shared(given: Timetable | TimetableRequest) -> dict[str, Any]:
    """Return the fields that a request and its timetable have in common."""
    common = {field.name for field in fields(Timetable)} & {field.name for field in fields(TimetableRequest)}
    return {name: getattr(given, name) for name in common}
