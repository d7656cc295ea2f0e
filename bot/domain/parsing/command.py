"""Parses what people type after `/stretch`, whatever its case and blanks and with small typing errors."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process, utils

from bot.domain.exercises import Area, Exercise, Library

MIN_SIMILARITY = 82
"""From this similarity (rapidfuzz, 0–100) on, a name counts as found."""
MIN_SIMILARITY_TO_ASK = 75
"""From this similarity on, a misspelt word that would change a channel is asked about; it is never guessed."""
MIN_SIMILARITY_TO_SUGGEST = 50
"""From this similarity on, the nearest name is suggested."""
MIN_FUZZY_LETTERS = 4
"""Shorter words are matched exactly, as one typo makes another word of them."""

SubcommandName = Literal["menu", "help", "me", "now", "daily", "breaks", "pause", "resume", "off"]

SUBCOMMAND_BY_WORD: Mapping[str, SubcommandName] = {
    "help": "help", "?": "help", "doctor": "help", "usage": "help", "commands": "help",
    "menu": "menu", "hi": "menu", "hello": "menu",
    "me": "me", "my week": "me", "week": "me", "stats": "me", "privacy": "me", "forget me": "me", "my data": "me",
    "now": "now", "daily": "daily", "every": "daily", "schedule": "daily", "setup": "daily", "set up": "daily",
    "breaks": "breaks", "timetable": "breaks", "status": "breaks",
    "pause": "pause", "resume": "resume", "unpause": "resume", "off": "off",
}  # fmt: skip
TAKES_ARGUMENTS: frozenset[SubcommandName] = frozenset({"now", "daily", "pause"})
CHANGES_CHANNEL: frozenset[SubcommandName] = frozenset({"now", "daily", "pause", "resume", "off"})
"""Subcommands that change something for a whole channel: only an exact match runs them."""
SYMPTOM_WORDS = re.compile(
    r"\b(pain\w*|hurt\w*|\w*ach(?:e|es|ed|ing|y)|sore\w*|numb\w*|tingl\w*|pins and needles|dizz\w*|vertigo|faint\w*"
    r"|tight(?:ness)?|weak(?:ness)?|swollen|swelling|fever\w*|bleed\w*|injur\w*|sciatica|spasms?|emergency"
    r"|(?:can'?t|can’t|cannot|can not|no) feel\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Subcommand:
    """A subcommand, with the words after it."""

    name: SubcommandName
    rest: str = ""


@dataclass(frozen=True)
class Symptom:
    """A symptom was typed; it is not interpreted, the person is told to see a professional."""


@dataclass(frozen=True)
class NotUnderstood:
    """Nothing is similar enough; `nearest` is the suggestion, if there is one."""

    typed: str
    nearest: str | None


ParsedCommand = Subcommand | Area | Exercise | Symptom | NotUnderstood


def parse_command(text: str, library: Library) -> ParsedCommand:
    """Return what the words after `/stretch` mean."""
    typed = " ".join(text.split()).casefold()
    if not typed:
        return Subcommand("menu")
    names = _all_names(library)
    return _exact_match(typed, names) or _fuzzy_match(typed, names) or _suggestion(typed, names)


def parse_area(text: str, library: Library) -> Area | None:
    """Return the area that these words name, small typing errors allowed, or None."""
    typed = " ".join(text.split()).casefold()
    found = _fuzzy_match(typed, _area_names(library)) if typed else None
    return found if isinstance(found, Area) else None


def _exact_match(typed: str, names: Mapping[str, ParsedCommand]) -> ParsedCommand | None:
    if typed in names:
        return names[typed]
    first, _, rest = typed.partition(" ")
    name = SUBCOMMAND_BY_WORD.get(first)
    return Subcommand(name, rest) if name in TAKES_ARGUMENTS else None


def _fuzzy_match(typed: str, names: Mapping[str, ParsedCommand]) -> ParsedCommand | None:
    if typed in names:
        return names[typed]
    if SYMPTOM_WORDS.search(typed):
        return Symptom()
    if len(typed) < MIN_FUZZY_LETTERS:
        return None
    harmless = [name for name, parsed in names.items() if not _changes_channel(parsed)]
    normalize = utils.default_process
    found = process.extractOne(typed, harmless, scorer=fuzz.ratio, processor=normalize, score_cutoff=MIN_SIMILARITY)
    return names[found[0]] if found else None


def _changes_channel(parsed: ParsedCommand) -> bool:
    return isinstance(parsed, Subcommand) and parsed.name in CHANGES_CHANNEL


def _suggestion(typed: str, names: Mapping[str, ParsedCommand]) -> NotUnderstood:
    first, _, rest = typed.partition(" ")
    changing = [word for word, name in SUBCOMMAND_BY_WORD.items() if name in CHANGES_CHANNEL]
    misspelt = process.extractOne(first, changing, scorer=fuzz.ratio)
    if misspelt and misspelt[1] >= MIN_SIMILARITY_TO_ASK:
        return NotUnderstood(typed, f"{misspelt[0]} {rest}".strip())
    nearest = process.extractOne(typed, list(names), scorer=fuzz.WRatio, processor=utils.default_process)
    return NotUnderstood(typed, nearest[0] if nearest and nearest[1] >= MIN_SIMILARITY_TO_SUGGEST else None)


def _all_names(library: Library) -> dict[str, ParsedCommand]:
    names: dict[str, ParsedCommand] = {}
    for exercise in library.exercises:
        for name in (exercise.slug, exercise.slug.replace("-", " "), exercise.name, *exercise.aliases):
            names[name.casefold()] = exercise
    return names | _area_names(library) | {word: Subcommand(name) for word, name in SUBCOMMAND_BY_WORD.items()}


def _area_names(library: Library) -> dict[str, ParsedCommand]:
    return {name.casefold(): area for area in library.areas for name in (area.slug, area.title, *area.aliases)}
