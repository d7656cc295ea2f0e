"""Lengths of time to stretch for, as people type them: `2 minutes`, `30s`, `half a minute`."""

import re

from bot.domain.library import Library
from bot.domain.routines import Routine

LENGTH = re.compile(
    r"\b(\d{1,3}) ?(s|secs?|seconds?|m|mins?|minutes?)\b|\b(half a|half|a|one|two|three|five|ten) (minutes?)\b"
)
WORDS_IN_MINUTES = {"half a": 0.5, "half": 0.5, "a": 1, "one": 1, "two": 2, "three": 3, "five": 5, "ten": 10}


def length_and_rest(words: str) -> tuple[int, str] | None:
    """Return the seconds that these words name, and the words without them; None if they name none."""
    found = LENGTH.search(words)
    if found is None:
        return None
    number, unit, word, _ = found.groups()
    minutes = WORDS_IN_MINUTES[word] if word else int(number) / (60 if unit.startswith("s") else 1)
    rest = f"{words[: found.start()]} {words[found.end() :]}"
    return round(60 * minutes), " ".join(rest.split())


def routine_of_length(seconds: int, library: Library) -> Routine | None:
    """Return the routine that is picked anew for this length: the longest that isn't longer, else the shortest."""
    lengths = sorted((routine for routine in library.routines if routine.seconds and not routine.steps), key=_seconds)
    fitting = [routine for routine in lengths if _seconds(routine) <= seconds]
    return next(iter(fitting[-1:] or lengths[:1]), None)


def _seconds(routine: Routine) -> int:
    return routine.seconds or 0
