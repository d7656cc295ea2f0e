"""How often, as people type it: `every 90 minutes 9-17`, `twice a day between 9 and 5`, `hourly`."""

import re
from dataclasses import dataclass
from datetime import time

from bot.domain.errors import ParseError
from bot.domain.parsing.durations import AMOUNT, NUMBER_WORDS, UNIT_BY_WORD, UNIT_LENGTHS
from bot.domain.parsing.time_of_day import NAMED_TIMES, parse_time
from bot.domain.preferences import Hours
from bot.domain.reminder_times import LEAST_MINUTES, MOST_A_DAY, fitting_interval, times_a_day, times_every

ANY_AMOUNT = rf"(?:(?:\d{{1,4}}(?:[.,]\d{{1,2}})?|\b(?:{'|'.join(NUMBER_WORDS)})\b) ?(?:{'|'.join(UNIT_BY_WORD)})\b)"
EVERY = re.compile(rf"\b(?:every|each) ({ANY_AMOUNT}(?:(?:,| and)? ?{ANY_AMOUNT})*)")
SHORTHANDS = (
    (re.compile(r"\bhourly\b|\b(?:once|one time) (?:an?|per|each|every) hour\b"), "every 1 hour"),
    (re.compile(r"\b(?:twice|two times|2 ?x|2 times) (?:an?|per|each|every) hour\b"), "every 30 minutes"),
    (re.compile(r"\b(every|each) (?:other|second|2nd) hour\b"), r"\1 2 hours"),
    (re.compile(r"\b(every|each) (?:half(?: an?)? hour|half-hour)\b"), r"\1 30 minutes"),
    (re.compile(r"\b(every|each) (?:an? )?hour and a half\b"), r"\1 90 minutes"),
    (re.compile(r"\b(every|each) (?:a )?(?:couple(?: of)?|few) (?=hour)"), r"\1 2 "),
    (re.compile(r"\b(every|each) (?=(?:hours?|hrs?|h|minutes?|mins?)\b)"), r"\1 1 "),
    (re.compile(r"\b(every|each) (\d+)h(\d\d)\b"), r"\1 \2 hours \3 minutes"),
    (re.compile(r"\bsixty\b"), "60"), (re.compile(r"\bninety\b"), "90"), (re.compile(r"\bforty[ -]five\b"), "45"),
    (re.compile(r"\bthirty\b"), "30"), (re.compile(r"\b(every|each) (\d{2,3})(?! ?[a-z]|\d|:|\.)"), r"\1 \2 minutes"),
    (re.compile(r"\bthrice\b"), "3 times"), (re.compile(r"\btwice\b"), "2 times"),
    (re.compile(r"\bonce (?=(?:a|per|each|every) )"), "1 times "), (re.compile(r"\b(\d+) ?x\b"), r"\1 times"),
)  # fmt: skip
COUNT = re.compile(
    rf"\b(\d{{1,3}}|{'|'.join(NUMBER_WORDS)}) times?\b"
    r"(?: (?:a|per|each|every|in a|on a) (?:work(?:ing)?[ -]?)?day\b| daily\b)?"
)
CLOCK = rf"(?:\d{{1,2}}(?:[:.h]\d\d|h)?(?:am|pm)?|\d{{4}}|{'|'.join(NAMED_TIMES)})(?!\w)"
RANGE = re.compile(
    rf"\b(?:between ({CLOCK}) ?(?:-|and|to|until) ?"
    rf"|(?:from |starting (?:at |from )?)?({CLOCK}) ?(?:-|to|until|till?|through) ?)({CLOCK})"
)
FROM = re.compile(rf"\b(?:from|after|starting(?: at| from)?|since) ({CLOCK})")
UNTIL = re.compile(rf"\b(?:until|till?|before|to|ending at) ({CLOCK})")
OF_DAYS = "I remind you at set times on days of the week. Try `remind me 15:00 mon wed fri`."
FIRST_HOUR = 7
"""An hour before this, typed without more, is taken for the afternoon."""


class TooOften(ParseError):
    """Asked for more times a day than there may be, or too close ones; `instead` is what would do, as it is typed."""

    def __init__(self, why: str, nearest: str, instead: str) -> None:
        super().__init__(f"{why} How about {nearest}?")
        self.nearest, self.instead = nearest, instead


@dataclass(frozen=True)
class Rhythm:
    """The times that come of how often somebody wants to be reminded, and the words that say something else."""

    times: tuple[time, ...]
    rest: str


def take_rhythm(words: str, hours: Hours | None) -> Rhythm | None:
    """Return the times of an interval or a number of times a day, or None; raise ParseError, perhaps TooOften."""
    for shorthand, full in SHORTHANDS:
        words = shorthand.sub(full, words)
    if found := EVERY.search(words):
        window, rest = _take_range(f"{words[: found.start()]} {words[found.end() :]}", hours)
        return Rhythm(_every(words, found, window), rest)
    if found := COUNT.search(words):
        window, rest = _take_range(f"{words[: found.start()]} {words[found.end() :]}", hours)
        return Rhythm(_a_day(words, found, window), rest)
    return None


def bare_time(hour: int, hours: Hours | None) -> int:
    """Return the hour that a number up to 11 without more most likely means: one within the hours, else of the day."""
    if hours and not 1 <= hours[0].hour < hours[1].hour:
        return hour
    first = hours[0].hour if hours and hours[0].hour < FIRST_HOUR else FIRST_HOUR
    return hour if not 1 <= hour < first else hour + 12


def interval_in_words(minutes: int) -> str:
    """Return an interval as it is said: "90 minutes", "2 hours", "hour"."""
    if minutes % 60 or minutes < 60:
        return f"{minutes} minutes"
    return "hour" if minutes == 60 else f"{minutes // 60} hours"


def _every(words: str, found: re.Match[str], hours: Hours | None) -> tuple[time, ...]:
    minutes = _minutes(found[1])
    times = times_every(minutes, hours) if minutes else ()
    if times and len(times) <= MOST_A_DAY and minutes >= LEAST_MINUTES:
        return times
    fitting = fitting_interval(minutes, hours)
    instead = f"{words[: found.start()]}every {fitting} minutes{words[found.end() :]}"
    too_many = f"That's {len(times)} a day; six is the most."
    why = too_many if len(times) > MOST_A_DAY else "Reminders are at least 30 minutes apart."
    raise TooOften(why, f"every {interval_in_words(fitting)}", instead.strip())


def _a_day(words: str, found: re.Match[str], hours: Hours | None) -> tuple[time, ...]:
    count = NUMBER_WORDS.get(found[1]) or int(found[1])
    if count == 0:
        raise ParseError("To stop reminders, type `remind me off`.")
    if count > MOST_A_DAY:
        instead = f"{words[: found.start()]}{MOST_A_DAY} times a day{words[found.end() :]}"
        raise TooOften(f"That's {count} a day; six is the most.", "six a day", instead)
    return times_a_day(count, hours)


def _minutes(amounts: str) -> int:
    units = {UNIT_BY_WORD[found[2]] for found in AMOUNT.finditer(amounts)}
    if not units <= {"minutes", "hours"}:
        raise ParseError(OF_DAYS)
    return round(sum(_length(found) for found in AMOUNT.finditer(amounts)))


def _length(found: re.Match[str]) -> float:
    number = NUMBER_WORDS.get(found[1]) or float(found[1].replace(",", "."))
    return number * UNIT_LENGTHS[UNIT_BY_WORD[found[2]]].total_seconds() / 60


def _take_range(words: str, hours: Hours | None) -> tuple[Hours | None, str]:
    """Return the hours that the words name, or else a person's own, and the other words."""
    begin, end = hours or (time(9), time(17))
    if found := RANGE.search(words):
        first = _at(found[1] or found[2], hours)
        return (first, _end(found[3], first)), RANGE.sub(" ", words, count=1)
    if found := FROM.search(words):
        return (_at(found[1], hours), end), FROM.sub(" ", words, count=1)
    if found := UNTIL.search(words):
        return (begin, _end(found[1], begin)), UNTIL.sub(" ", words, count=1)
    return hours, words


def _at(typed: str, hours: Hours | None) -> time:
    if typed.isdecimal() and len(typed) <= 2:
        typed = f"{bare_time(int(typed), hours):02}:00"
    return parse_time(_padded(typed)) or time(9)


def _end(typed: str, begin: time) -> time:
    """Return the end of a range: 5 after 9 is 17:00."""
    is_bare = not typed.endswith(("am", "pm")) and typed not in NAMED_TIMES
    at = parse_time(_padded(f"{typed}:00" if typed.isdecimal() and len(typed) <= 2 else typed)) or time(17)
    return at.replace(hour=at.hour + 12) if is_bare and at <= begin and at.hour < 12 else at


def _padded(typed: str) -> str:
    """Return a time on the 24-hour clock as one: `9.30` as `09.30`."""
    return typed if typed.endswith(("am", "pm")) else re.sub(r"^(\d)(?=[:.h])", r"0\1", typed)
