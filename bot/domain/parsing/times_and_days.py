"""The times and days that follow `daily`; the remaining words are left for the area and the zone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import groupby, takewhile

from bot.domain.errors import ParseError
from bot.domain.parsing.fuzzy import quoted
from bot.domain.parsing.lengths import take_length
from bot.domain.parsing.time_of_day import normalize_times, parse_time
from bot.domain.parsing.weekdays import parse_weekdays
from bot.domain.timetable import EVERY_DAY, MAX_TIMES, WEEKDAYS

EXAMPLE = "Try `15:00`, or `3pm mon wed fri lower`."
FILLER_WORDS = frozenset(
    {"at", "on", "and", "every", "each", "all", "in", "the", "for", "o'clock", "please", "from", "around", "@", "-"}
)
SET_TIMES = (
    "Breaks come at set times, up to three a day. Try `10:00, 13:00 and 15:30`. "
    "Just for you, `/stretch remind me every 2 hours` works."
)
INTERVAL = re.compile(
    r"\bhourly\b|\b\d+ ?(?:hours?|hrs?)\b|\b(?:minutes?|mins?) (?:from|between|until|starting)\b"
    r"|\b(?:every|each) (?:\d+ ?)?(?:hours?|hrs?|minutes?|mins?|m|seconds?|secs?)\b"
)
TOO_LONG = re.compile(r"\d ?(?:m|mins?|minutes?)\b")
"""A length that no break has: it is the time between two."""
EXCEPT = re.compile(r"\b(?:except(?: for| on)?|excluding|without|but not(?: on)?|not on)\b")
DAY_RANGE = re.compile(r"(?<=[a-z])(?: ?- ?| (?:to|thru|through|until|till) )(?=[a-z])")
WORKING_DAYS = re.compile(r"\b(?:work|working|business|week)[ -]days?\b")
UTC_OFFSET = re.compile(r"\b(?:utc|gmt) ?[+-] ?\d{1,2}(?::?\d\d)?\b")
SEPARATORS = re.compile(r"[\s,;&+/()]+")
SURROUNDING_MARKS = ".!?'\"`*_“”‘’"

Part = time | frozenset[int] | str


@dataclass(frozen=True)
class TimesAndDays:
    """The times and days of a timetable, and the words that are neither."""

    times: tuple[time, ...]
    days: frozenset[int]
    seconds: int | None = None
    """How long the breaks are to be."""
    area_words: tuple[str, ...] = ()


def parse_times_and_days(text: str) -> TimesAndDays:
    """Parse `3pm mon wed fri lower 5 minutes`, Monday to Friday if no days are named; raise ParseError."""
    seconds, words = _without_length(normalize_times(text, EXAMPLE).replace("\0", " "))
    offsets = UTC_OFFSET.findall(words)
    included, _, excluded = EXCEPT.sub("\0", UTC_OFFSET.sub(" ", words)).partition("\0")
    excluded_days, after_them = excluded_days_of(excluded)
    parts = [*parts_of(included), *after_them, *(offset.replace(" ", "") for offset in offsets)]
    if seconds and not any(isinstance(part, time) for part in parts):
        raise ParseError(SET_TIMES)
    times = _times(parts, text)
    days = remaining_days(days_of(parts), excluded_days)
    return TimesAndDays(times, days, seconds, tuple(part for part in parts if isinstance(part, str)))


def _without_length(words: str) -> tuple[int | None, str]:
    """Return the seconds of a break that are named and the other words; raise ParseError if breaks should repeat."""
    seconds, rest = take_length(words)
    if INTERVAL.search(words) or TOO_LONG.search(rest):
        raise ParseError(SET_TIMES)
    return seconds, rest


def parts_of(words: str) -> list[Part]:
    """Return the times, the days and the other words, without fillers; raise ParseError."""
    joined = DAY_RANGE.sub("-", WORKING_DAYS.sub("weekdays", words))
    pieces = (piece.strip(SURROUNDING_MARKS) for piece in SEPARATORS.split(joined))
    return [_part(piece) for piece in pieces if piece and piece not in FILLER_WORDS]


def _part(word: str) -> Part:
    part = parse_weekdays(word) or parse_time(word)
    if part is None and any(letter.isdecimal() for letter in word):
        raise ParseError(f"I didn't understand {quoted(word)}. {EXAMPLE}")
    return word if part is None else part


def _times(parts: Sequence[Part], text: str) -> tuple[time, ...]:
    times = tuple(sorted({part for part in parts if isinstance(part, time)}))
    if not times:
        found = f" There's none in {quoted(text.strip())}." if text.strip() else ""
        raise ParseError(f"What time?{found} {EXAMPLE}")
    if len(times) > MAX_TIMES:
        raise ParseError(f"That's {len(times)} times a day; three is the most. {EXAMPLE}")
    kinds = [kind for kind, _ in groupby(type(part) for part in parts if not isinstance(part, str))]
    if len(kinds) > 3:
        raise ParseError(
            "Every day gets the same times. Type the times first, then the days: `9:30 and 15:30 mon wed`."
        )
    return times


def days_of(parts: Iterable[Part]) -> frozenset[int]:
    """Return all days that are named."""
    return frozenset().union(*(part for part in parts if isinstance(part, frozenset)))


def excluded_days_of(words: str) -> tuple[frozenset[int], list[Part]]:
    """Return the days that the words begin with, and what follows them; raise ParseError if there are none."""
    parts = parts_of(words)
    days = list(takewhile(lambda part: isinstance(part, frozenset), parts))
    if parts and not days:
        raise ParseError(f"I didn't understand “except {parts[0]}”. Try `15:00 weekdays except friday`.")
    return days_of(days), parts[len(days) :]


def remaining_days(included: frozenset[int], excluded: frozenset[int]) -> frozenset[int]:
    """Return the included days without the excluded; whoever excludes a Sunday means the whole week."""
    days = (included or (WEEKDAYS if excluded <= WEEKDAYS else EVERY_DAY)) - excluded
    if not days:
        raise ParseError(f"That leaves no days. {EXAMPLE}")
    return days
