"""How long a stretch or a break is to be, as people type it: `5 minutes`, `30s`, `a 2-minute break`."""

import re
from math import inf

from bot.domain.errors import ParseError
from bot.domain.parsing.durations import NUMBER_WORDS

NUMBERS = NUMBER_WORDS | {"half a": 0.5, "a couple of": 2, "ten": 10, "fifteen": 15, "thirty": 30, "sixty": 60}
LENGTH = re.compile(
    rf"(?<![\w:.])(\d{{1,3}}(?:[.,]\d)?|{'|'.join(NUMBERS)})[ -]?"
    r"(s|secs?|seconds?|m|mins?|minutes?)\b(?: long)?(?: (?:breaks?|routines?)\b)?"
)
MAX_SECONDS = 15 * 60
"""What is longer is no break but the time between two."""


def take_length(words: str, longest: float = MAX_SECONDS) -> tuple[int | None, str]:
    """Return the seconds that are named (None: none) and the words without them; raise ParseError if there are two."""
    found, rest = lengths_and_rest(words, longest)
    if len(found) > 1:
        raise ParseError("A channel's breaks all have the same length. Type just one, such as `5 minutes`.")
    return next(iter(found), None), rest


def lengths_and_rest(words: str, longest: float = inf) -> tuple[set[int], str]:
    """Return all the seconds that are named, and the words without them."""
    found = {seconds for each in LENGTH.finditer(words) if (seconds := _seconds(each)) <= longest}
    rest = LENGTH.sub(lambda each: " " if _seconds(each) <= longest else each[0], words)
    return found, " ".join(rest.split())


def _seconds(found: re.Match[str]) -> int:
    typed, unit = found[1], found[2]
    number = float(NUMBERS[typed] if typed in NUMBERS else typed.replace(",", "."))
    return round(number * (1 if unit.startswith("s") else 60))
