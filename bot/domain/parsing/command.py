"""What people type after `/stretch`, understood: case, blanks and small typing errors forgiven."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process, utils

from bot.domain.exercises import Area, Exercise, Library

SURE = 82
"""From this likeness (0–100) on, a typing error is forgiven."""
SLIP = 75
"""From this likeness on, a word is a slip of one that concerns a channel: worth asking, never worth guessing."""
LIKELY = 50
"""From this likeness on, the nearest word is worth suggesting."""
FOUR_LETTERS = 4
"""Words shorter than this are taken as they are typed: one slip makes another word of them."""

SubcommandName = Literal["menu", "help", "me", "now", "daily", "breaks", "pause", "resume", "off"]

WORDS: Mapping[str, SubcommandName] = {
    "help": "help", "?": "help", "doctor": "help", "usage": "help", "commands": "help",
    "menu": "menu", "hi": "menu", "hello": "menu",
    "me": "me", "my week": "me", "week": "me", "stats": "me", "privacy": "me", "forget me": "me", "my data": "me",
    "now": "now", "daily": "daily", "every": "daily", "schedule": "daily", "setup": "daily", "set up": "daily",
    "breaks": "breaks", "timetable": "breaks", "status": "breaks",
    "pause": "pause", "resume": "resume", "unpause": "resume", "off": "off",
}  # fmt: skip
TAKES_MORE: frozenset[SubcommandName] = frozenset({"now", "daily", "pause"})
PUBLIC: frozenset[SubcommandName] = frozenset({"now", "daily", "pause", "resume", "off"})
"""What changes something for a whole channel is done only if it is typed as it is; a slip gets a question back."""
SYMPTOM = re.compile(
    r"\b(pain\w*|hurt\w*|\w*ach(?:e|es|ed|ing|y)|sore\w*|numb\w*|tingl\w*|pins and needles|dizz\w*|vertigo|faint\w*"
    r"|tight(?:ness)?|weak(?:ness)?|swollen|swelling|fever\w*|bleed\w*|injur\w*|sciatica|spasms?|emergency"
    r"|(?:can'?t|can’t|cannot|can not|no) feel\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Subcommand:
    """A subcommand, with the words that followed it."""

    name: SubcommandName
    rest: str = ""


@dataclass(frozen=True)
class Symptom:
    """Someone tells of pain: it is not interpreted, they are pointed to a professional."""


@dataclass(frozen=True)
class NotUnderstood:
    """Nothing fits well enough; `nearest` is what would."""

    typed: str
    nearest: str | None


ParsedCommand = Subcommand | Area | Exercise | Symptom | NotUnderstood


def parse_command(text: str, library: Library) -> ParsedCommand:
    """Say what someone meant by what they typed after `/stretch`."""
    typed = " ".join(text.split()).casefold()
    if not typed:
        return Subcommand("menu")
    names = _names(library)
    return _exact(typed, names) or _near(typed, names) or _unsure(typed, names)


def area_named(text: str, library: Library) -> Area | None:
    """Return the area that these words name, small typing errors forgiven."""
    typed = " ".join(text.split()).casefold()
    found = _near(typed, _area_names(library)) if typed else None
    return found if isinstance(found, Area) else None


def _exact(typed: str, names: Mapping[str, ParsedCommand]) -> ParsedCommand | None:
    if typed in names:
        return names[typed]
    first, _, rest = typed.partition(" ")
    name = WORDS.get(first)
    return Subcommand(name, rest) if name in TAKES_MORE else None


def _near(typed: str, names: Mapping[str, ParsedCommand]) -> ParsedCommand | None:
    if typed in names:
        return names[typed]
    if SYMPTOM.search(typed):
        return Symptom()
    if len(typed) < FOUR_LETTERS:
        return None
    forgiving = [
        name for name, parsed in names.items() if not (isinstance(parsed, Subcommand) and parsed.name in PUBLIC)
    ]
    found = process.extractOne(typed, forgiving, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=SURE)
    return names[found[0]] if found else None


def _unsure(typed: str, names: Mapping[str, ParsedCommand]) -> NotUnderstood:
    first, _, rest = typed.partition(" ")
    slip = process.extractOne(first, [word for word, name in WORDS.items() if name in PUBLIC], scorer=fuzz.ratio)
    if slip and slip[1] >= SLIP:
        return NotUnderstood(typed, f"{slip[0]} {rest}".strip())
    nearest = process.extractOne(typed, list(names), scorer=fuzz.WRatio, processor=utils.default_process)
    return NotUnderstood(typed, nearest[0] if nearest and nearest[1] >= LIKELY else None)


def _names(library: Library) -> dict[str, ParsedCommand]:
    names: dict[str, ParsedCommand] = {}
    for exercise in library.exercises:
        for name in (exercise.slug, exercise.slug.replace("-", " "), exercise.name, *exercise.aliases):
            names[name.casefold()] = exercise
    return names | _area_names(library) | {word: Subcommand(name) for word, name in WORDS.items()}


def _area_names(library: Library) -> dict[str, ParsedCommand]:
    return {name.casefold(): area for area in library.areas for name in (area.slug, area.title, *area.also)}
