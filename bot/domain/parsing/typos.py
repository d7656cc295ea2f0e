"""Single misspelt words, and which of the known words they are meant to be."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from bot.domain.parsing.fuzzy import closest

MIN_LETTERS = 3
"""Shorter words are matched exactly."""
MIN_LETTERS_FOR_SLIPS = 4
"""In shorter words only a missing letter is forgiven."""
MIN_LETTERS_FOR_REPLACED = 6
"""In shorter words a replaced letter makes another word: `bank` is not `back`."""
MAX_TYPOS = 2
MIN_LETTERS_FOR_TWO = 8
"""In words of so many letters two typos are forgiven, in shorter ones one."""
REAL_WORDS = frozenset({
    "army", "bend", "bent", "black", "breaking", "coach", "handy", "hard", "head", "hell", "less", "man", "men",
    "quite", "shirt", "slide", "slides", "sort", "spin", "wait", "whole",
})  # fmt: skip
"""English words one letter away from a known one that are no typos."""


def corrected(word: str, vocabulary: Iterable[str]) -> str | None:
    """Return the known word that this is, or is a typo of; None if there is none or two are equally near."""
    known = list(dict.fromkeys(vocabulary))
    if word in known:
        return word
    if len(word) < MIN_LETTERS or word in REAL_WORDS:
        return None
    return closest(word, [other for other in known if _is_typo(word, other)], MAX_TYPOS)


def _is_typo(word: str, known: str) -> bool:
    """Return whether the word begins like the known one and is so near that it can only be meant for it."""
    if word[0] != known[0]:
        return False
    if len(word) < MIN_LETTERS_FOR_SLIPS:
        return len(known) == len(word) + 1 and OSA.distance(word, known) == 1
    max_typos = MAX_TYPOS if len(known) >= MIN_LETTERS_FOR_TWO else 1
    is_replaced = len(word) == len(known) and sorted(word) != sorted(known)
    if is_replaced and len(known) < MIN_LETTERS_FOR_REPLACED:
        return False
    return OSA.distance(word, known, score_cutoff=max_typos) <= max_typos
