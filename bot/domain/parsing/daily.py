"""What follows `daily`, understood as a whole: hours, days, and the area and the zone that its other words name."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, time

from bot.domain.errors import UserError
from bot.domain.exercises import Area, Exercise, Library
from bot.domain.parsing.command import parse_area, parse_command
from bot.domain.parsing.fuzzy import quoted
from bot.domain.parsing.time_zone import parse_time_zone
from bot.domain.parsing.times_and_days import parse_times_and_days
from bot.domain.timetable import WEEKDAYS, Timetable

ANY_AREA_SLUG = "anywhere"
"""The area that means no area in particular."""


@dataclass(frozen=True, kw_only=True)
class TimetableRequest:
    """The breaks that somebody would like, so far as they are settled: a timetable whose zone may be open yet."""

    days: frozenset[int] = WEEKDAYS
    times: tuple[time, ...] = ()
    zone: str | None = None
    area: str | None = None
    seated: bool = False
    skip: frozenset[date] = frozenset()
    country: str | None = None

    def completed_from(self, before: Timetable | None) -> "TimetableRequest":
        """Return the wish with all that no words can say as it was before, and the zone if none was named."""
        if before is None:
            return self
        zone = self.zone or before.zone
        return replace(self, zone=zone, seated=before.seated, skip=before.skip, country=before.country)

    def timetable(self) -> Timetable:
        """Return the timetable; raise BadTimetable with what to mend."""
        return Timetable(**{field.name: getattr(self, field.name) for field in fields(self)})


def request_from(timetable: Timetable) -> TimetableRequest:
    """Return what this timetable fulfils."""
    return TimetableRequest(**{field.name: getattr(timetable, field.name) for field in fields(TimetableRequest)})


def parse_timetable_request(text: str, library: Library) -> TimetableRequest:
    """Understand `9:30 and 15:30 mon wed lower`, `3pm Berlin time`. Raise UserError with what was not understood."""
    daily = parse_times_and_days(text)
    area, zone = _area_and_zone(daily.area_words, library)
    return TimetableRequest(times=daily.times, days=daily.days, area=area, zone=zone)


def break_areas(library: Library) -> list[Area]:
    """Return the areas that a team at its desks can stretch."""
    return [
        a for a in library.areas if a.slug != ANY_AREA_SLUG and any(e.is_desk_friendly for e in library.pool(a.slug))
    ]


def break_area(text: str, library: Library) -> str | None:
    """Return the area that these words name for a break, None for any. Raise UserError if it is none."""
    named = parse_area(text, library)
    if named is None and text.strip():
        raise UserError(_not_understood(text, library))
    if named is None or named.slug == ANY_AREA_SLUG:
        return None
    if named not in break_areas(library):
        raise UserError(f"Stretches for {quoted(named.title)} do not fit a break at work. {_area_hint(library)}")
    return named.slug


def _area_and_zone(words: Sequence[str], library: Library) -> tuple[str | None, str | None]:
    """Find the area among these words, and the zone in those before or after it."""
    for cut in range(len(words), -1, -1):
        first, rest = " ".join(words[:cut]), " ".join(words[cut:])
        for area, zone in ((first, rest), (rest, first)):
            if (not area or parse_area(area, library)) and (not zone or _parse_zone(zone, library)):
                return break_area(area, library), _parse_zone(zone, library)
    return break_area(" ".join(words), library), None


def _parse_zone(words: str, library: Library) -> str | None:
    """Return the zone that is named; `cat` is an exercise rather than Central Africa Time."""
    return None if not words or isinstance(parse_command(words, library), Exercise) else parse_time_zone(words)


def _not_understood(text: str, library: Library) -> str:
    return f"I did not understand {quoted(text.strip())}; nothing was changed. {_area_hint(library)}"


def _area_hint(library: Library) -> str:
    slugs = ", ".join(f"`{area.slug}`" for area in break_areas(library))
    return f"A break can be for one of {slugs}: `/stretch daily 15:00 neck`."
