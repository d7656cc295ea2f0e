"""Days of the week as people type them: `mon`, `Wensday`, `mon-fri`, `weekends`."""

from bot.domain.calendar_names import DAY_NAMES
from bot.domain.parsing.fuzzy import nearest
from bot.domain.timetable import EVERY_DAY, WEEKDAYS, WEEKEND

DAYS = tuple(name.casefold() for name in DAY_NAMES)
DAY_GROUPS = {
    "weekday": WEEKDAYS, "weekdays": WEEKDAYS, "workday": WEEKDAYS, "workdays": WEEKDAYS,
    "weekend": WEEKEND, "weekends": WEEKEND,
    "day": EVERY_DAY, "days": EVERY_DAY, "everyday": EVERY_DAY, "daily": EVERY_DAY,
}  # fmt: skip
MIN_DAY_LETTERS = 2
"""The shortest abbreviation of a day: `mo`, `tu`."""


def parse_weekday(word: str) -> int | None:
    """Return the day of the week (Monday = 0) that a word names, or None."""
    if len(word) < MIN_DAY_LETTERS:
        return None
    stem = word.removesuffix("s")
    short = [day for day, name in enumerate(DAYS) if name.startswith((word, stem)) and len(stem) >= MIN_DAY_LETTERS]
    closest = nearest(word, DAYS) or nearest(stem, DAYS)
    return short[0] if len(short) == 1 else DAYS.index(closest) if closest else None


def parse_weekdays(word: str) -> frozenset[int] | None:
    """Return the days of the week (Monday = 0) that `mon`, `mon-fri` or `weekends` names, or None."""
    ends = [parse_weekday(end) for end in word.split("-")]
    known = [day for day in ends if day is not None]
    if len(known) == len(ends):
        return _day_range(*known) if len(known) == 2 else frozenset(known)
    return DAY_GROUPS.get(nearest(word, DAY_GROUPS) or "")


def _day_range(first: int, last: int) -> frozenset[int]:
    """Return the days from the first to the last, across Sunday where `first` is later."""
    return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))
