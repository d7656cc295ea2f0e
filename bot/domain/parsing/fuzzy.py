"""Words as people type them: case, blanks, dashes and small typing errors forgiven."""

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

DASHES = re.compile("[‐-―−]")
MAX_TYPOS_BY_LETTERS = ((7, 2), (5, 1))
"""From so many letters on, so many slips; a shorter word is taken as typed, for one slip makes another word of it."""


def normalize(text: str) -> str:
    """Return the text in lower case, with single blanks and plain dashes."""
    return " ".join(DASHES.sub("-", unicodedata.normalize("NFKC", text)).casefold().split())


def nearest(word: str, vocabulary: Iterable[str]) -> str | None:
    """Return the word that was meant, or None if none is near enough or two are equally near."""
    words = list(vocabulary)
    if word in words:
        return word
    max_typos = next((max_typos for letters, max_typos in MAX_TYPOS_BY_LETTERS if len(word) >= letters), 0)
    found = process.extract(word, words, scorer=OSA.distance, score_cutoff=max_typos, limit=2) if max_typos else []
    is_unique = len(found) == 1 or (len(found) > 1 and found[0][1] < found[1][1])
    return found[0][0] if is_unique else None


def quoted(text: str, max_chars: int = 40) -> str:
    """Return what someone typed in quotation marks, cut to a length fit for a sentence."""
    return f"“{text if len(text) <= max_chars else text[: max_chars - 1] + '…'}”"
