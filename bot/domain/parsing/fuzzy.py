"""Normalized text and fuzzy matching of single words by edit distance."""

import re
import unicodedata
from collections.abc import Collection, Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

DASHES = re.compile("[‐-―−]")
MAX_TYPOS_BY_LETTERS = ((7, 2), (5, 1))
"""(letters, typos): words of at least so many letters may have so many typos; shorter ones are matched exactly."""


def normalize(text: str) -> str:
    """Return the text in NFKC form and lower case, with single blanks and plain hyphens."""
    return " ".join(DASHES.sub("-", unicodedata.normalize("NFKC", text)).casefold().split())


def nearest(word: str, vocabulary: Iterable[str]) -> str | None:
    """Return the word of the vocabulary with the fewest typos, or None if it has too many or two are equally near."""
    words = list(vocabulary)
    if word in words:
        return word
    max_typos = next((max_typos for letters, max_typos in MAX_TYPOS_BY_LETTERS if len(word) >= letters), 0)
    return closest(word, words, max_typos) if max_typos else None


def closest(word: str, words: Collection[str], max_typos: int) -> str | None:
    """Return the one of these words that is nearest within so many typos, or None if two are equally near."""
    found = process.extract(word, words, scorer=OSA.distance, score_cutoff=max_typos, limit=2)
    is_unique = len(found) == 1 or (len(found) > 1 and found[0][1] < found[1][1])
    return found[0][0] if is_unique else None


def quoted(text: str, max_chars: int = 40) -> str:
    """Return what someone typed in quotation marks, cut to at most `max_chars` characters."""
    return f"“{shortened(text, max_chars)}”"


def shortened(text: str, max_chars: int = 80) -> str:
    """Return the text, cut to at most `max_chars` characters."""
    return text if len(text) <= max_chars else text[: max_chars - 1] + "…"
