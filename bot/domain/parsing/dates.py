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
SLASHED = re.compile(r"(?P<one>\d{1,2})/(?P<other>\d{1,2})(?:/(?P<year>\d{4}|\d\d))?")
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
DATE_SEPARATOR = re.compile(r" ?; ?|,(?! ?\d{4}(?:$|[ ,;])) ?| and ")
RANGE_SEPARATOR = re.compile(r" (?:-|to|until|till|through) ")
SHORT_RANGE = re.compile(r"(\d{1,2}) ?- ?(\d{1,2}(?:st|nd|rd|th)? [^\W\d]+.*)")
MIN_MONTH_LETTERS = 3
LEAP_CYCLE_YEARS = 8
"""Every date comes again within these years, 29 February too: 1900 and 2100 are no leap years."""
MAX_RANGE = timedelta(days=366)
MAX_RANGE_WITHOUT_YEAR = timedelta(days=183)
"""A longer range is taken for a mistake unless its end names the year: `20 nov to 10 nov`."""
EXAMPLE = "Try `24 Dec` or `2026-12-24`."
MAX_MISTAKES = 3
"""How many wrong dates are told at once."""


def parse_date(text: str, today: date) -> date | None:
    """Return the date that the words name, the next from today on if they give no year, or None; raise ParseError."""
    words = normalize(text)
    if found := SLASHED.fullmatch(words):
        return _slashed_date(found, today)
    for pattern in (ISO, DAY_FIRST, MONTH_FIRST, DOTTED):
        if found := pattern.fullmatch(words):
            month = _month_number(found["month"])
            return _next_date(int(found["day"]), month, found, today) if month else None
    return None


def parse_dates(text: str, today: date) -> frozenset[date]:
    """Return the dates from today on in a list of dates and ranges (`24 dec, 27 dec to 2 jan`); raise ParseError.

    The error names every date that is wrong.
    """
    lines = "; ".join(text.splitlines())
    days: list[date] = []
    mistakes: list[str] = []
    for piece in filter(None, DATE_SEPARATOR.split(normalize(lines))):
        try:
            days += _dates_in(piece, today)
        except ParseError as mistake:
            mistakes.append(str(mistake))
    if mistakes:
        raise ParseError(" ".join(mistakes[:MAX_MISTAKES]))
    return frozenset(day for day in days if day >= today)


def _dates_in(piece: str, today: date) -> list[date]:
    """Return the dates of one date or range; a range may have begun before today."""
    ends = _range_ends(piece)
    first = _required_date(ends[0], today)
    last = _required_date(ends[-1], first) if len(ends) == 2 else first
    if last < first:
        raise ParseError(f"{quoted(piece)} ends before it starts.")
    if last < today:
        raise ParseError(f"{quoted(piece)} is in the past.")
    if last - first > MAX_RANGE:
        raise ParseError(f"{quoted(piece)} is more than a year. Please use shorter ranges.")
    if last - first > MAX_RANGE_WITHOUT_YEAR and not _names_year(ends[-1], last):
        raise ParseError(f"{quoted(piece)} is {(last - first).days + 1} days. If that's right, add the year.")
    return [first + timedelta(days) for days in range((last - first).days + 1)]


def _names_year(text: str, day: date) -> bool:
    """Return whether these words for a date give its year; without one they mean another date from the next day on."""
    return parse_date(text, day + timedelta(days=1)) == day


def _range_ends(piece: str) -> list[str]:
    """Return both ends of a range, or the single date; in `24-26 dec` the month belongs to both."""
    if short := SHORT_RANGE.fullmatch(piece):
        return [re.sub(r"^\d+(?:st|nd|rd|th)?", short[1], short[2]), short[2]]
    return RANGE_SEPARATOR.split(piece, maxsplit=1)


def _required_date(text: str, today: date) -> date:
    day = parse_date(text, today)
    if day is None:
        raise ParseError(f"I can't read {quoted(text)} as a date. {EXAMPLE}")
    return day


def _month_number(word: str) -> int | None:
    if word.isdecimal():
        return int(word)
    is_long_enough = len(word) >= MIN_MONTH_LETTERS
    short = [number for number, name in enumerate(MONTHS, 1) if is_long_enough and name.startswith(word)]
    closest = nearest(word.removesuffix("."), MONTHS)
    return short[0] if short else 9 if word == "sept" else MONTHS.index(closest) + 1 if closest else None


def _slashed_date(found: re.Match[str], today: date) -> date:
    """Read 24/12 and 12/24, and ask about 3/4: half the world puts the month first."""
    one, other = int(found["one"]), int(found["other"])
    if one != other and {one, other} <= set(range(1, 13)):
        first, second = f"{one} {MONTH_NAMES[other - 1]}", f"{other} {MONTH_NAMES[one - 1]}"
        raise ParseError(f"Is “{one}/{other}” {first} or {second}? Type the month as a word.")
    return _next_date(max(one, other), min(one, other), found, today)


def _next_date(day: int, month: int, found: re.Match[str], today: date) -> date:
    """Return the date of this day, month and the year that was found, if there was one."""
    year = found["year"]
    coming = range(today.year, today.year + LEAP_CYCLE_YEARS + 1)
    for candidate in [int(year) + (2000 if len(year) == 2 else 0)] if year else coming:
        try:
            named = date(candidate, month, day)
        except ValueError:
            continue
        if year or named >= today:
            return named
    raise ParseError(f"There's no such date as {quoted(found[0])}.")
