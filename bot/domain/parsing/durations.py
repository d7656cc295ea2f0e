"""Durations as people type them: `2h`, `90 min`, `1h30`, `half an hour`, `2 days`, `a week`."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from bot.domain.errors import ParseError
from bot.domain.local_time import first_moment, to_local

NUMBER_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
UNIT_WORDS = {
    "minutes": ("m", "min", "mins", "minute", "minutes"),
    "hours": ("h", "hr", "hrs", "hour", "hours"),
    "days": ("d", "day", "days"),
    "weeks": ("w", "wk", "wks", "week", "weeks"),
    "months": ("month", "months"),
    "years": ("year", "years"),
}
UNIT_BY_WORD = {name: unit for unit, names in UNIT_WORDS.items() for name in names}
UNIT_LENGTHS = {
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
    "days": timedelta(days=1),
    "weeks": timedelta(weeks=1),
    "months": timedelta(days=30),
    "years": timedelta(days=365),
}
AMOUNT = re.compile(rf"(\d{{1,4}}(?:[.,]\d{{1,2}})?|\b(?:{'|'.join(NUMBER_WORDS)})\b) ?({'|'.join(UNIT_BY_WORD)})\b")
FILLER = re.compile(r"(?:and|[ ,])*")
SHORTHANDS = (
    (re.compile(r"(\d)h ?(\d{1,2})(?:m|min)?\b"), r"\1h \2min"),
    (re.compile(r"\bhalf an? hour\b|\bhalf hour\b"), "30min"),
    (re.compile(r"\ban hour and a half\b"), "90min"),
    (re.compile(r"\ba couple(?: of)?\b"), "2"),
)
FAR_FUTURE = datetime.max.replace(tzinfo=UTC)


def end_of_duration(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the moment (UTC) after this duration from now, or None if it is none; raise ParseError without a unit."""
    if words.isdecimal():
        raise ParseError(f"{words} minutes or {words} hours? Type `pause {words} min` or `pause {words}h`.")
    for shorthand, full in SHORTHANDS:
        words = shorthand.sub(full, words)
    amounts = [(_to_number(found[1]), UNIT_BY_WORD[found[2]]) for found in AMOUNT.finditer(words)]
    return _add(amounts, now, zone) if amounts and FILLER.fullmatch(AMOUNT.sub("", words)) else None


def _add(amounts: list[tuple[float, str]], now: datetime, zone: ZoneInfo) -> datetime:
    """Add hours and minutes as elapsed time, whole days and longer units as local dates of the zone."""
    elapsed, calendar_days = timedelta(), relativedelta()
    try:
        for number, unit in amounts:
            if unit in ("minutes", "hours") or not number.is_integer():
                elapsed += number * UNIT_LENGTHS[unit]
            else:
                calendar_days += relativedelta(**{unit: int(number)})  # type: ignore[arg-type]
        end = now + elapsed
        return first_moment(to_local(end, zone) + calendar_days, zone) if calendar_days else end
    except (OverflowError, ValueError):
        return FAR_FUTURE


def _to_number(word: str) -> float:
    return float(NUMBER_WORDS[word] if word in NUMBER_WORDS else word.replace(",", "."))
