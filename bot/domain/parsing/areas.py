"""Areas in what people type: alone, misspelt, or somewhere in a sentence."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from bot.domain.break_choice import ANY_AREA_SLUG
from bot.domain.library import Area, Library
from bot.domain.parsing.names import FILLER_WORDS, area_by_name
from bot.domain.parsing.subcommands import SUBCOMMAND_BY_WORD
from bot.domain.parsing.typos import MIN_LETTERS_FOR_SLIPS, corrected

MIN_SIMILARITY = 82
"""From this similarity (rapidfuzz, 0–100) on, a misspelt area counts as named."""
HALVES = frozenset({"upper", "lower"})
"""In `upper arms` these name no area of their own."""
NOT_PART_OF = r"(?! of (?:my |the |your )?\w)"
"""`the back of my neck` is about the neck."""


def parse_area(text: str, library: Library) -> Area | None:
    """Return the area that these words name, small typing errors allowed, or None."""
    typed = " ".join(text.split()).casefold()
    names = area_by_name(library)
    if typed in names or len(typed) < MIN_LETTERS_FOR_SLIPS:
        return names.get(typed)
    found = process.extractOne(typed, names.keys(), scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY)
    return names[found[0]] if found else None


def area_in(words: str, library: Library) -> Area | None:
    """Return the area that a sentence is about, the first it names, misspelt perhaps; or None."""
    names = {name: area for name, area in area_by_name(library).items() if area.slug != ANY_AREA_SLUG}
    found = _named(words, names) or _named(_corrected(words, names), names)
    return names[found] if found else None


def _named(words: str, names: Iterable[str]) -> str | None:
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    found = re.findall(rf"\b(?:{alternatives})\b{NOT_PART_OF}", words) if alternatives else []
    return next((name for name in found if name not in HALVES), found[0] if found else None)


def _corrected(words: str, names: Iterable[str]) -> str:
    """Return the sentence with misspelt areas corrected; words that mean something else stay."""
    known = [name for name in names if " " not in name]
    others = FILLER_WORDS | SUBCOMMAND_BY_WORD.keys()
    return " ".join(word if word in others else corrected(word, known) or word for word in words.split())
