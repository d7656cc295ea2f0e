"""The suggestion for what was not understood: something that is understood if it is typed just so."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.domain.errors import UserError
from bot.domain.library import Library
from bot.domain.parsing.break_content import parse_break_content
from bot.domain.parsing.daily import parse_timetable_request
from bot.domain.parsing.names import plain_words, without_fillers
from bot.domain.parsing.pause import parse_pause
from bot.domain.parsing.subcommands import CHANGING_WORDS, SUBCOMMAND_BY_WORD, SubcommandName
from bot.domain.parsing.typos import REAL_WORDS

MIN_SIMILARITY = 75
"""From this similarity (rapidfuzz, 0–100) on, a name is suggested."""
LETTERS_FOR_ONE_MORE = 4
"""A name is like words that have one letter more or less for each so many letters."""
MIN_LETTERS = 3
MAX_TYPOS = 1
CLOCK_TIME = re.compile(
    r"\b(?:\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\b)?|\d{1,2} ?(?:[ap]\.?m|h|o'clock)\b|noon\b|midday\b|midnight\b)|^\d{4}$"
)
BARE_HOUR = re.compile(r"\bat (\d{1,2})\b(?![:.])")
FIRST_WORKING_HOUR = 7
"""An hour before this, typed without more, is taken for the afternoon."""
SOME_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
"""For the question whether a pause could be understood, whenever it is typed."""


def changing_command(words: str, library: Library) -> str | None:
    """Return the command for a channel that these words are a misspelling of, with what follows it; or None."""
    content = without_fillers(plain_words(words))
    if content in CHANGING_WORDS:
        return content
    first, _, rest = words.partition(" ")
    word = _misspelt(first)
    if word is None:
        return None
    name, rest = SUBCOMMAND_BY_WORD[word], rest if without_fillers(rest) else ""
    return f"{word} {rest}".strip() if _is_understood(name, rest, library) else None


def daily_command(words: str, library: Library) -> str | None:
    """Return the `daily` command for a time that was typed without it, or None."""
    words = BARE_HOUR.sub(_on_24_hours, words)
    found = CLOCK_TIME.search(words)
    candidates = [words, f"{words}pm", found[0], f"{found[0]}pm"] if found else []
    return next((f"daily {rest}" for rest in candidates if _is_understood("daily", rest, library)), None)


def _on_24_hours(found: re.Match[str]) -> str:
    hour = int(found[1])
    return f"at {hour if hour >= FIRST_WORKING_HOUR else hour + 12}:00"


def nearest_name(words: str, names: Iterable[str]) -> str | None:
    """Return the name that these words are really like, or None."""
    if words in REAL_WORDS:
        return None
    known = list(names)
    alike = [name for name in known if _may_be_like(words, name)]
    found = process.extractOne(words, alike, scorer=fuzz.token_sort_ratio, score_cutoff=MIN_SIMILARITY)
    return found[0] if found else _shortest_with(words, known)


def _may_be_like(words: str, name: str) -> bool:
    """Return whether a word begins as the name does, and neither is much longer: `water` is not `whatever`."""
    is_as_long = abs(len(words) - len(name)) <= max(1, len(words) // LETTERS_FOR_ONE_MORE)
    return is_as_long and name[0] in {word[0] for word in words.split()}


def _shortest_with(word: str, names: Iterable[str]) -> str | None:
    """Return the shortest name of two words with this one in it: `camel` is in `cat camel`."""
    pairs = [name for name in names if len(word) >= MIN_LETTERS and name.count(" ") == 1 and word in name.split()]
    return min(pairs, key=len, default=None)


def _misspelt(word: str) -> str | None:
    alike = [known for known in CHANGING_WORDS if len(word) >= MIN_LETTERS and word[0] == known[0]]
    found = process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=MAX_TYPOS)
    return found[0] if found else None


def _is_understood(name: SubcommandName, rest: str, library: Library) -> bool:
    checks: dict[SubcommandName, Callable[[], object]] = {
        "daily": lambda: parse_timetable_request(rest, library),
        "pause": lambda: parse_pause(rest, SOME_MOMENT, "UTC"),
        "now": lambda: parse_break_content(rest, library),
    }
    if not rest or name not in checks:
        return not rest
    try:
        checks[name]()
    except UserError:
        return False
    return True
