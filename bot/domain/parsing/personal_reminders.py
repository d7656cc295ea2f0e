"""Parses what follows `remind me`: times, days, an area, or how often."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.domain.break_choice import ANY_AREA_SLUG
from bot.domain.calendar_names import DAY_NAMES
from bot.domain.errors import ParseError
from bot.domain.library import Library
from bot.domain.parsing.areas import parse_area
from bot.domain.parsing.break_content import routine_named
from bot.domain.parsing.fuzzy import quoted
from bot.domain.parsing.interval import RANGE, bare_time, take_rhythm
from bot.domain.parsing.names import without_fillers
from bot.domain.parsing.time_of_day import normalize_times
from bot.domain.parsing.times_and_days import EXCEPT, Part, days_of, excluded_days_of, parts_of, remaining_days
from bot.domain.parsing.typos import corrected
from bot.domain.preferences import Hours
from bot.domain.reminder_times import MOST_A_DAY
from bot.domain.timetable import EVERY_DAY, MIN_APART, WEEKDAYS, too_close

EXAMPLE = "Try `remind me 11:00 and 15:30`, or `remind me every 90 minutes 9-17`."
ONLY_ONCE = (
    "I remind you at the same times each week. For just once, Slack's own `/remind me to stretch in 15 minutes` works."
)
HOW_OFTEN = "How often in that time? Try `remind me every 90 minutes 9-17`."
SET_PREFIX = "set:"
SET = re.compile(rf"\b{SET_PREFIX}([a-z0-9-]+)")
"""How buttons name a set: its name alone might be a part of the day."""
ONCE = re.compile(
    r"\bin (?:\d|(?:an?|half|one|two|five|ten|fifteen|twenty|thirty)\b)|\b(?:tomorrow|tonight|today|later)\b"
)
ALL_SEVEN = re.compile(r"\b(?:every|each)(?: single)? ?day\b(?: of the week\b)?")
SEVEN_A_WEEK = re.compile(r"\b(?:7|seven) days (?:a|per|each|every|of the) week\b")
DAILY = re.compile(r"\bdaily\b|\b(?:a|per) day\b")
"""On any day that somebody works."""
PARTS_OF_DAY = (
    (re.compile(r"\b(?:before (?:my )?lunch)\b"), "11:30"),
    (re.compile(r"\b(?:after (?:my )?lunch)\b"), "13:30"),
    (re.compile(r"\b(?:mid-?)?mornings?\b"), "10:00"),
    (re.compile(r"\b(?:mid-?)?afternoons?\b"), "15:00"),
    (re.compile(r"\bevenings?\b"), "18:00"),
    (re.compile(r"\blunch(?: ?time)?\b"), "12:30"),
)
BARE = re.compile(r"(?<![\d:.,@a-z+])(\d{1,2})(?:([:.h])(\d\d)|h|:)?(?!\d|[:.]\d| ?[ap]m\b|[a-z])")
KNOWN = (
    "every", "each", "minute", "minutes", "hour", "hours", "between", "from", "until", "twice", "times", "hourly",
    "weekdays", "except", "without", "morning", "afternoon", "evening", "lunch", "working", "daily",
)  # fmt: skip
FILLERS = frozenset({"reminder", "reminders", "remind", "break", "breaks", "only", "times", "around", "about", "then",
                     "also", "again", "take", "o'clock", "set", "hours", "during", "work", "day", "days"})  # fmt: skip


@dataclass(frozen=True)
class ReminderWish:
    """When somebody wants to be reminded: no times, no days (None) where none are named."""

    times: tuple[time, ...] = ()
    days: frozenset[int] | None = None
    area: str | None = None
    routine: str | None = None
    """The slug of a set that each reminder consists of."""


def parse_reminders(text: str, hours: Hours | None, library: Library) -> ReminderWish:
    """Parse `11:00 and 15:30`, `every 90 minutes 9-17 mon wed` or `twice a day`; raise ParseError, perhaps TooOften.

    `hours`: when the person works, for what names no times itself.
    """
    named, words = _take_set(normalize_times(text.replace("\0", " "), EXAMPLE))
    words = SEVEN_A_WEEK.sub("every day", _corrected(words))
    if ONCE.search(words):
        raise ParseError(ONLY_ONCE)
    rhythm = take_rhythm(words, hours)
    rest = _with_clear_times(ALL_SEVEN.sub(" ", rhythm.rest if rhythm else words), hours)
    if not rhythm and RANGE.search(rest):
        raise ParseError(HOW_OFTEN)
    parts, days = _parts_and_days(DAILY.sub(" ", rest), EVERY_DAY if ALL_SEVEN.search(words) else frozenset())
    times = tuple(sorted({part for part in parts if isinstance(part, time)})) or (rhythm.times if rhythm else ())
    _check(times, days)
    area, routine = _content([part for part in parts if isinstance(part, str)], library)
    return ReminderWish(times, days, area, named or routine)


def wish_in_words(wish: ReminderWish) -> str:
    """Return a wish as `parse_reminders` reads it: "11:00 15:30 mon wed lower"."""
    times = [at.isoformat("minutes") for at in wish.times]
    days = [DAY_NAMES[day][:3].casefold() for day in sorted(wish.days or ())]
    content = [wish.area or "", f"{SET_PREFIX}{wish.routine}" if wish.routine else ""]
    return " ".join(word for word in (*times, *days, *content) if word)


def _take_set(words: str) -> tuple[str | None, str]:
    """Return the set that a button names, and the other words."""
    found = SET.search(words)
    return (found[1], SET.sub(" ", words)) if found else (None, words)


def _corrected(words: str) -> str:
    return " ".join((corrected(word, KNOWN) or word) if word.isalpha() else word for word in words.split())


def _with_clear_times(words: str, hours: Hours | None) -> str:
    """Return the words with parts of the day as times, and with times that may be am or pm as the likely ones."""
    for part_of_day, at in PARTS_OF_DAY:
        words = part_of_day.sub(at, words)
    return BARE.sub(lambda found: _clear(found, hours), words)


def _clear(found: re.Match[str], hours: Hours | None) -> str:
    hour = found[1] if found[1].startswith("0") else f"{bare_time(int(found[1]), hours):02}"
    return f"{hour}:{found[3] or '00'}"


def _parts_and_days(words: str, otherwise: frozenset[int]) -> tuple[list[Part], frozenset[int] | None]:
    """Return the parts and the days, which are these where none are named."""
    included, _, excluded = EXCEPT.sub("\0", words).partition("\0")
    excluded_days, after_them = excluded_days_of(excluded)
    parts = [*parts_of(included), *after_them]
    days = days_of(parts) or otherwise
    return parts, remaining_days(days, excluded_days) if days or excluded_days else None


def _check(times: tuple[time, ...], days: frozenset[int] | None) -> None:
    if len(times) > MOST_A_DAY:
        raise ParseError(f"That's {len(times)} a day; six is the most. {EXAMPLE}")
    if pair := too_close(times, days or WEEKDAYS):
        one, other = (datetime.combine(date.min, at) for at in pair)
        apart = (other - one) % (48 * MIN_APART) if other < one else other - one
        minutes = int(apart.total_seconds()) // 60
        raise ParseError(f"{one:%H:%M} and {other:%H:%M} are {minutes} minutes apart; 30 is the least. {EXAMPLE}")


def _content(words: list[str], library: Library) -> tuple[str | None, str | None]:
    """Return the area and the set that these words name, either or none; raise ParseError for anything else."""
    typed = without_fillers(" ".join(word for word in words if word not in FILLERS))
    routine = routine_named(typed, library) if typed else None
    if routine and routine.steps:
        return None, routine.slug
    area = parse_area(typed, library)
    if typed and area is None:
        raise ParseError(f"I didn't understand {quoted(typed)}. {EXAMPLE}")
    return None if area is None or area.slug == ANY_AREA_SLUG else area.slug, None
