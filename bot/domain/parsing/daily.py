"""Parses what follows `daily`: times, days, an area and a time zone."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, time

from bot.domain.errors import ParseError
from bot.domain.library import Area, Library
from bot.domain.parsing.areas import ANY_AREA_SLUG, parse_area
from bot.domain.parsing.fuzzy import quoted
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
    seated: bool = False
    skip: frozenset[date] = frozenset()
    country: str | None = None

    def completed_from(self, before: Timetable | None) -> "TimetableRequest":
        """Return the request with what no words can say taken from `before`, and also the zone if none was named."""
        if before is None:
            return self
        zone = self.zone or before.zone
        return replace(self, zone=zone, seated=before.seated, skip=before.skip, country=before.country)

    def timetable(self) -> Timetable:
        """Return the timetable; raise BadTimetable if something is missing or wrong."""
        return Timetable(**{field.name: getattr(self, field.name) for field in fields(self)})


def request_from(timetable: Timetable) -> TimetableRequest:
    """Return a request for just this timetable, without its pause."""
    return TimetableRequest(**{field.name: getattr(timetable, field.name) for field in fields(TimetableRequest)})


def parse_timetable_request(text: str, library: Library) -> TimetableRequest:
    """Parse `9:30 and 15:30 mon wed lower` or `3pm Berlin time`; raise ParseError with what was not understood."""
    daily = parse_times_and_days(text)
    area, zone = _area_and_zone(daily.area_words, library)
    return TimetableRequest(times=daily.times, days=daily.days, area=area, zone=zone)


def break_areas(library: Library) -> list[Area]:
    """Return the areas with an exercise that can be done at a desk."""
    return [area for area in library.areas if area.slug != ANY_AREA_SLUG and _is_desk_friendly(area, library)]


def break_area(text: str, library: Library) -> str | None:
    """Return the slug of the area that these words name for a break, None for any area; raise ParseError."""
    named = parse_area(text, library)
    if named is None and text.strip():
        raise ParseError(_not_understood(text, library))
    if named is None or named.slug == ANY_AREA_SLUG:
        return None
    if named not in break_areas(library):
        raise ParseError(f"{quoted(named.title)} isn't for a break at work. {_area_hint(library)}")
    return named.slug


def _is_desk_friendly(area: Area, library: Library) -> bool:
    return any(exercise.is_desk_friendly for exercise in library.pool(area.slug))


def _area_and_zone(words: Sequence[str], library: Library) -> tuple[str | None, str | None]:
    """Return (area, zone): one stands in the first words and the other in the rest, either may be missing."""
    for cut in range(len(words), -1, -1):
        first, rest = " ".join(words[:cut]), " ".join(words[cut:])
        for area, zone in ((first, rest), (rest, first)):
            if (not area or parse_area(area, library)) and (not zone or _parse_zone(zone, library)):
                return break_area(area, library), _parse_zone(zone, library)
    if offset := next((word for word in words if UTC_OFFSET.fullmatch(word)), None):
        raise ParseError(f"Nowhere is on {offset.upper()} all year. Name a city instead: `15:00 Berlin time`.")
    return break_area(" ".join(words), library), None


def _parse_zone(words: str, library: Library) -> str | None:
    """Return the zone that is named, or None; `cat` is an exercise rather than Central Africa Time."""
    return None if not words or words in exercise_by_name(library) else parse_time_zone(words)


def _not_understood(text: str, library: Library) -> str:
    return f"I didn't understand {quoted(text.strip())}, so nothing has changed. {_area_hint(library)}"


def _area_hint(library: Library) -> str:
    slugs = ", ".join(f"`{area.slug}`" for area in break_areas(library))
    return f"You can pick {slugs}: `/stretch daily 15:00 neck`."
