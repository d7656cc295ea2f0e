"""Times of the day as people type them: `15:00`, `3pm`, `15.00`, `15h`, `1500`, `noon`."""

import re
from datetime import time

from bot.domain.errors import ParseError
from bot.domain.parsing.fuzzy import nearest, normalize, quoted

MAX_TYPED_CHARS = 200
NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}
TIME = re.compile(r"@?(\d{1,2})(?:[:.h](\d\d)(?::00)?)?h?(am|pm)?|@?(\d{1,2})(\d\d)(am|pm)?")
AM_PM = re.compile(r"(?<=\d)(?: ?([ap])\.? ?m\b\.?|([ap])\b)")
PART_OF_DAY = re.compile(r"(?<=\d) in the (?:(morning)|afternoon|evening)\b")
HOUR_UNIT = re.compile(r"(?<=\d) ?(?:h|uhr)\b")
NIGHT_HOURS = range(1, 6)
"""Hours at which `3:30` more likely means the afternoon, so that the person is asked."""


def normalize_times(text: str, example: str) -> str:
    """Return the text normalized, `3 p.m.` and `3 in the afternoon` as `3pm`; raise ParseError if it is too long."""
    halves = PART_OF_DAY.sub(lambda found: "am" if found[1] else "pm", normalize(text))
    words = HOUR_UNIT.sub("h", AM_PM.sub(r"\1\2m", halves))
    if len(words) > MAX_TYPED_CHARS:
        raise ParseError(f"That's too long for me. {example}")
    return words


def parse_time(word: str) -> time | None:
    """Return the time that a normalized word names, or None; raise ParseError if it is impossible or ambiguous."""
    if named := nearest(word, NAMED_TIMES):
        return NAMED_TIMES[named]
    found = TIME.fullmatch(word)
    if not found:
        return None
    hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
    am_pm = found[3] or found[6]
    if am_pm:
        hour = _to_24_hours(hour, am_pm, word)
    elif _is_ambiguous(word.lstrip("@"), hour):
        raise ParseError(_am_or_pm_question(word, hour, minute))
    return _checked_time(hour, minute, word)


def _to_24_hours(hour: int, am_pm: str, word: str) -> int:
    if hour == 0 or (hour > 12 and am_pm == "am"):
        raise ParseError(f"{quoted(word)} isn't a time. Try `15:00` or `3pm`.")
    return hour if hour > 12 else hour % 12 + (12 if am_pm == "pm" else 0)


def _is_ambiguous(word: str, hour: int) -> bool:
    """Return whether the time may be am or pm; `09` and `09:00` are on the 24-hour clock."""
    alone = word.isdecimal() and len(word) <= len("11")
    return hour < 12 and not word.startswith("0") and (alone or hour in NIGHT_HOURS)


def _am_or_pm_question(word: str, hour: int, minute: int) -> str:
    early, late = f"{hour:02}:{minute:02}", f"{hour + 12}:{minute:02}"
    return f"Is {quoted(word)} a.m. or p.m.? Type `{early}` or `{late}`."


def _checked_time(hour: int, minute: int, word: str) -> time:
    if hour == 24 and minute == 0:
        raise ParseError("For midnight, type `00:00`.")
    if hour > 23 or minute > 59:
        raise ParseError(f"{quoted(word)} isn't a time. Try `15:00` or `3pm`.")
    return time(hour, minute)
