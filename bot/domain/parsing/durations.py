"""Lengths of time as people type them: `2h`, `90 min`, `1h30`, `half an hour`, `2 days`, `a week`."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from bot.domain.local_time import first_moment, to_local
from bot.domain.parsing.fuzzy import quoted
from bot.domain.parsing.time_of_day import ParseError

NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
UNITS = {
    "minutes": ("m", "min", "mins", "minute", "minutes"),
    "hours": ("h", "hr", "hrs", "hour", "hours"),
    "days": ("d", "day", "days"),
    "weeks": ("w", "wk", "wks", "week", "weeks"),
    "months": ("month", "months"),
    "years": ("year", "years"),
}
NAMED = {name: unit for unit, names in UNITS.items() for name in names}
PARTS = {
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
    "days": timedelta(days=1),
    "weeks": timedelta(weeks=1),
    "months": timedelta(days=30),
    "years": timedelta(days=365),
}
AMOUNT = re.compile(rf"(\d{{1,4}}(?:[.,]\d{{1,2}})?|\b(?:{'|'.join(NUMBERS)})\b) ?({'|'.join(NAMED)})\b")
BETWEEN = re.compile(r"(?:and|[ ,])*")
SHORTHANDS = (
    (re.compile(r"(\d)h ?(\d{1,2})(?:m|min)?\b"), r"\1h \2min"),
    (re.compile(r"\bhalf an? hour\b|\bhalf hour\b"), "30min"),
    (re.compile(r"\ban hour and a half\b"), "90min"),
    (re.compile(r"\ba couple(?: of)?\b"), "2"),
)
NEVER = datetime.max.replace(tzinfo=UTC)


def moment_after(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the moment that lies so much later, None if the words give no length; ask about a bare number."""
    if words.isdecimal():
        raise ParseError(
            f"Does {quoted(words)} mean minutes or hours? Please write `pause {words} min` or `pause {words}h`."
        )
    for shorthand, full in SHORTHANDS:
        words = shorthand.sub(full, words)
    amounts = [(_number(found[1]), NAMED[found[2]]) for found in AMOUNT.finditer(words)]
    return _after(amounts, now, zone) if amounts and BETWEEN.fullmatch(AMOUNT.sub("", words)) else None


def _after(amounts: list[tuple[float, str]], now: datetime, zone: ZoneInfo) -> datetime:
    """Add hours by the clock that never changes, and whole days by the one on the wall."""
    exact, days = timedelta(), relativedelta()
    try:
        for number, unit in amounts:
            if unit in ("minutes", "hours") or not number.is_integer():
                exact += number * PARTS[unit]
            else:
                days += relativedelta(**{unit: int(number)})  # type: ignore[arg-type]
        end = now + exact
        return first_moment(to_local(end, zone) + days, zone) if days else end
    except (OverflowError, ValueError):
        return NEVER


def _number(word: str) -> float:
    return float(NUMBERS[word] if word in NUMBERS else word.replace(",", "."))
