"""Dates as people type them: `24 dec`, `Dec 24th, 2026`, `24.12.`, `2026-12-24`, `24-26 dec`."""

import re
from datetime import date, timedelta

from bot.domain.calendar_names import MONTH_NAMES
from bot.domain.errors import ParseError
from bot.domain.parsing.fuzzy import nearest, normalize, quoted

MONTHS = tuple(name.casefold() for name in MONTH_NAMES)
YEAR = r"(?:[ ,]+(?P<year>\d{4}))?"
DAY_FIRST = re.compile(rf"(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?(?: of)? ?(?P<month>[^\W\d]+)\.?{YEAR}")
MONTH_FIRST = re.compile(rf"(?P<month>[^\W\d]+)\.? ?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{YEAR}")
DOTTED = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})(?:\.|\. ?(?P<year>\d{4}|\d\d))?")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d\d))?")
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
DATE_SEPARATOR = re.compile(r" ?; ?|,(?! ?\d{4}(?:$|[ ,;])) ?| and ")
RANGE_SEPARATOR = re.compile(r" (?:-|to|until|till|through) ")
SHORT_RANGE = re.compile(r"(\d{1,2}) ?- ?(\d{1,2}(?:st|nd|rd|th)? [^\W\d]+.*)")
MIN_MONTH_LETTERS = 3
LEAP_CYCLE_YEARS = 8
"""Every date comes again within these years, 29 February too: 1900 and 2100 are no leap years."""
MAX_RANGE = timedelta(days=366)
EXAMPLE = "Try `24 Dec` or `2026-12-24`."


def parse_date(text: str, today: date) -> date | None:
    """Return the date that the words name, the next from today on if they give no year, or None; raise ParseError."""
    words = normalize(text)
    if found := SLASHED.fullmatch(words):
        return _slashed_date(int(found[1]), int(found[2]), found[3], today)
    for pattern in (ISO, DAY_FIRST, MONTH_FIRST, DOTTED):
        if found := pattern.fullmatch(words):
            month = _month_number(found["month"])
            return _next_date(int(found["day"]), month, found["year"], today) if month else None
    return None


def parse_dates(text: str, today: date) -> frozenset[date]:
    """Return the dates from today on in a list of dates and ranges (`24 dec, 27 dec to 2 jan`); raise ParseError."""
    lines = "; ".join(text.splitlines())
    days = [day for piece in DATE_SEPARATOR.split(normalize(lines)) if piece for day in _dates_in(piece, today)]
    return frozenset(day for day in days if day >= today)


def _dates_in(piece: str, today: date) -> list[date]:
    ends = _range_ends(piece)
    first = _required_date(ends[0], today)
    last = _required_date(ends[-1], first) if len(ends) == 2 else first
    if not timedelta() <= last - first <= MAX_RANGE:
        raise ParseError(f"{quoted(piece)} has to end after it starts, within a year. {EXAMPLE}")
    return [first + timedelta(days) for days in range((last - first).days + 1)]


def _range_ends(piece: str) -> list[str]:
    """Return both ends of a range, or the single date; in `24-26 dec` the month belongs to both."""
    if short := SHORT_RANGE.fullmatch(piece):
        return [re.sub(r"^\d+(?:st|nd|rd|th)?", short[1], short[2]), short[2]]
    return RANGE_SEPARATOR.split(piece, maxsplit=1)


def _required_date(text: str, today: date) -> date:
    day = parse_date(text, today)
    if day is None:
        raise ParseError(f"I didn't understand the date {quoted(text)}. {EXAMPLE}")
    return day


def _month_number(word: str) -> int | None:
    if word.isdecimal():
        return int(word)
    is_long_enough = len(word) >= MIN_MONTH_LETTERS
    short = [number for number, name in enumerate(MONTHS, 1) if is_long_enough and name.startswith(word)]
    closest = nearest(word.removesuffix("."), MONTHS)
    return short[0] if short else 9 if word == "sept" else MONTHS.index(closest) + 1 if closest else None


def _slashed_date(one: int, other: int, year: str | None, today: date) -> date:
    """Read 24/12 and 12/24, and ask about 3/4: half the world puts the month first."""
    if one != other and {one, other} <= set(range(1, 13)):
        first, second = f"{one} {MONTH_NAMES[other - 1]}", f"{other} {MONTH_NAMES[one - 1]}"
        raise ParseError(f"Is “{one}/{other}” {first} or {second}? Type the month as a word.")
    return _next_date(max(one, other), min(one, other), year, today)


def _next_date(day: int, month: int, year: str | None, today: date) -> date:
    coming = range(today.year, today.year + LEAP_CYCLE_YEARS + 1)
    for candidate in [int(year) + (2000 if len(year) == 2 else 0)] if year else coming:
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year or found >= today:
            return found
    raise ParseError(f"There's no such date. {EXAMPLE}")
