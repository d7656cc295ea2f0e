"""The suggestion for what was not understood: something that is understood if it is typed just so."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.domain.errors import UserError
from bot.domain.exercises import Library
from bot.domain.parsing.daily import break_area, parse_timetable_request
from bot.domain.parsing.names import without_fillers
from bot.domain.parsing.pause import parse_pause
from bot.domain.parsing.subcommands import CHANGING_WORDS, SUBCOMMAND_BY_WORD, SubcommandName
from bot.domain.parsing.typos import REAL_WORDS

MIN_SIMILARITY = 76
"""From this similarity (rapidfuzz, 0–100) on, a name is suggested."""
MIN_LETTERS = 3
MAX_TYPOS = 1
CLOCK_TIME = re.compile(r"\d[:.h]\d\d|\d ?[ap]\.?m\b|\d ?(?:h|o'clock)\b|\b(?:noon|midday|midnight)\b")
SOME_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
"""For the question whether a pause could be understood, whenever it is typed."""


def changing_command(words: str, library: Library) -> str | None:
    """Return the command for a channel that these words are a misspelling of, with what follows it; or None."""
    first, _, rest = words.partition(" ")
    word = _misspelt(first)
    if word is None:
        return None
    name, rest = SUBCOMMAND_BY_WORD[word], rest if without_fillers(rest) else ""
    return f"{word} {rest}".strip() if _is_understood(name, rest, library) else None


def daily_command(words: str, library: Library) -> str | None:
    """Return the `daily` command for a time that was typed without it, or None."""
    candidates = [words, f"{words}pm"] if CLOCK_TIME.search(words) else []
    return next((f"daily {rest}" for rest in candidates if _is_understood("daily", rest, library)), None)


def nearest_name(words: str, names: Iterable[str]) -> str | None:
    """Return the name that these words are really like, or None."""
    if words in REAL_WORDS:
        return None
    found = process.extractOne(words, list(names), scorer=fuzz.token_sort_ratio, score_cutoff=MIN_SIMILARITY)
    return found[0] if found and found[0][0] in {word[0] for word in words.split()} else None


def _misspelt(word: str) -> str | None:
    alike = [known for known in CHANGING_WORDS if len(word) >= MIN_LETTERS and word[0] == known[0]]
    found = process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=MAX_TYPOS)
    return found[0] if found else None


def _is_understood(name: SubcommandName, rest: str, library: Library) -> bool:
    checks: dict[SubcommandName, Callable[[], object]] = {
        "daily": lambda: parse_timetable_request(rest, library),
        "pause": lambda: parse_pause(rest, SOME_MOMENT, "UTC"),
        "now": lambda: break_area(rest, library),
    }
    if not rest or name not in checks:
        return not rest
    try:
        checks[name]()
    except UserError:
        return False
    return True
