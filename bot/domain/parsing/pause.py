"""The duration or the end that follows `pause`."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import MO, relativedelta

from bot.domain.errors import ParseError
from bot.domain.local_time import first_moment, load_zone, to_local
from bot.domain.parsing.dates import parse_date
from bot.domain.parsing.durations import end_of_duration
from bot.domain.parsing.fuzzy import nearest, quoted
from bot.domain.parsing.time_of_day import normalize_times, parse_time
from bot.domain.parsing.weekdays import parse_weekday

EXAMPLE = "Try `pause 2h`, `pause until monday` or just `pause`."
MAX_PAUSE = timedelta(days=366)
DAY = timedelta(days=1)
UNTIL_RESUMED_WORDS = frozenset({
    "", "forever", "indefinitely", "for now",
    "until resumed", "until resume", "until i resume", "until further notice",
})  # fmt: skip
ABBREVIATIONS = {"til": "until", "till": "until", "tmrw": "tomorrow"}
KNOWN_WORDS = (
    "until", "today", "tonight", "tomorrow", "minute", "minutes", "hour", "hours", "days", "week", "weeks",
    "weekend", "month", "months", "forever", "indefinitely", "resumed",
)  # fmt: skip
REST_OF_DAY = re.compile(r"(?:for )?(?:today|tonight|(?:the )?(?:rest of (?:the |this )?)?day)")
REST_OF_WEEK = re.compile(r"(?:for )?(?:this week|(?:the )?rest of (?:the |this )?week)")
NEXT_WEEK = re.compile(r"next week|(?:the )?end of (?:the |this )?week")
NEXT_MONTH = re.compile(r"next month|(?:the )?end of (?:the |this )?month")
DAYS_FROM_TODAY = {"today": 0, "tomorrow": 1, "day after tomorrow": 2}
DAY_PREFIX = re.compile(r"^(?:on |next |this |the )")
DOTTED = re.compile(r"(\d{1,2})\.(\d\d)")


def parse_pause(text: str, now: datetime, zone: str) -> datetime | None:
    """Return the moment (UTC) at which the pause ends, None if only `resume` ends it; raise ParseError."""
    words = _corrected(text)
    if words in UNTIL_RESUMED_WORDS:
        return None
    end = _parse_end(words, now, load_zone(zone))
    if end is None:
        raise ParseError(f"I didn't understand {quoted(words)}. {EXAMPLE}")
    if end <= now:
        raise ParseError(f"{quoted(words)} isn't in the future. {EXAMPLE}")
    if end > now + MAX_PAUSE:
        raise ParseError("That's more than a year. Pause the breaks until someone resumes them, or turn them off.")
    return end.astimezone(UTC).replace(microsecond=0)


def _corrected(text: str) -> str:
    words = normalize_times(text, EXAMPLE)
    return " ".join(ABBREVIATIONS.get(word) or nearest(word, KNOWN_WORDS) or word for word in words.split())


def _parse_end(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    today = to_local(now, zone).date()
    if REST_OF_DAY.fullmatch(words):
        return _first_moment(today + DAY, time(), zone)
    if REST_OF_WEEK.fullmatch(words):
        return _first_moment(_monday_after(today), time(), zone)
    if words.startswith("until "):
        return _parse_until(words.removeprefix("until "), today, zone)
    return _parse_duration(words.removeprefix("for "), now, zone)


def _parse_duration(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the end of a duration; ask about `pause monday`, which may mean that day only."""
    end = end_of_duration(words, now, zone)
    if end is None and _parse_until(words, to_local(now, zone).date(), zone):
        raise ParseError(f"A pause starts right away. To pause until then, type `pause until {words}`.")
    return end


def _parse_until(words: str, today: date, zone: ZoneInfo) -> datetime | None:
    words = _dots_as_colons(words)
    if day := _parse_day(words, today):
        return _first_moment(day, time(), zone)
    for day_words, time_word in _day_and_time(words):
        day = _parse_day(day_words, today) if day_words else today
        if day and (at := parse_time(time_word)):
            return _first_moment(day, at, zone)
    return None


def _day_and_time(words: str) -> list[tuple[str, str]]:
    """Return both ways to split (day, time): `monday at 14:00` and `14:00 on monday`."""
    head, _, last = words.rpartition(" ")
    first, _, tail = words.partition(" ")
    return [(re.sub(r"(?:^at|,| at)$", "", head), last), (tail, first)]


def _dots_as_colons(words: str) -> str:
    """Return 15.30 as 15:30 and 24.12 unchanged; raise ParseError for 12.10, which may be either."""
    found = DOTTED.fullmatch(words)
    if not found or int(found[1]) > 23:
        return words
    if 1 <= int(found[2]) <= 12:
        raise ParseError(f"Is “{words}” a time or a date? Type `{found[1]}:{found[2]}`, or the month as a word.")
    return f"{found[1]}:{found[2]}"


def _parse_day(words: str, today: date) -> date | None:
    if words.removeprefix("the ") in DAYS_FROM_TODAY:
        return today + DAYS_FROM_TODAY[words.removeprefix("the ")] * DAY
    if NEXT_WEEK.fullmatch(words):
        return _monday_after(today)
    if NEXT_MONTH.fullmatch(words):
        return today + relativedelta(months=1, day=1)
    weekday = parse_weekday(DAY_PREFIX.sub("", words).replace("weekend", "saturday"))
    return parse_date(words, today) if weekday is None else today + relativedelta(days=1, weekday=weekday)


def _monday_after(day: date) -> date:
    return day + relativedelta(days=1, weekday=MO)


def _first_moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    return first_moment(datetime.combine(day, at), zone)
