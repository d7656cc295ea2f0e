"""The words by which people say how they feel, in groups, and finding them in what somebody typed.

`numb*` has any ending, `BODY` is any word of the list with this name, and `chest + pain*` is both, wherever they are.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Literal

from annotated_types import Len

from bot.domain.exercises import Claim

Meaning = Literal["everyday", "painful", "worrying", "condition"]
"""Stiffness; pain that may be either; what a professional should see; what to ask a professional about first."""
Word = Annotated[str, Len(1, 60)]
"""A word or phrase in lower case, perhaps with signs."""
WordLists = Mapping[str, tuple[Word, ...]]
"""The lists that a phrase may name, by their names in capitals."""

ANY_ENDING = "*"
BOTH = " + "


@dataclass(frozen=True, kw_only=True)
class WordGroup:
    """Words that mean the same to the bot, and why."""

    name: Annotated[str, Len(1, 40)]
    means: Meaning
    words: Annotated[tuple[Word, ...], Len(1)]
    why: Claim


@dataclass(frozen=True)
class SymptomWords:
    """All groups, and the lists that they name."""

    groups: tuple[WordGroup, ...] = ()
    lists: WordLists = field(default_factory=dict)

    def found(self, meaning: Meaning, typed: str) -> bool:
        """Return whether a text in lower case has words that mean this."""
        pattern = self._patterns.get(meaning)
        return bool(pattern and pattern.search(typed))

    @cached_property
    def _patterns(self) -> dict[Meaning, re.Pattern[str]]:
        meanings = dict.fromkeys(group.means for group in self.groups)
        return {meaning: re.compile(_pattern(self._words(meaning), self.lists)) for meaning in meanings}

    def _words(self, meaning: Meaning) -> list[Word]:
        return [word for group in self.groups if group.means == meaning for word in group.words]


def _pattern(words: Iterable[Word], lists: WordLists) -> str:
    pairs = [word for word in words if BOTH in word]
    phrases = [_phrase(word, lists) for word in words if BOTH not in word]
    return "|".join([*([rf"\b(?:{'|'.join(phrases)})\b"] if phrases else []), *(_both(pair, lists) for pair in pairs)])


def _both(pair: Word, lists: WordLists) -> str:
    return r"\A" + "".join(rf"(?=.*\b{_phrase(part, lists)}\b)" for part in pair.split(BOTH))


def _phrase(phrase: Word, lists: WordLists) -> str:
    return " ".join(_token(token, lists) for token in phrase.split())


def _token(token: str, lists: WordLists) -> str:
    if token in lists:
        return f"(?:{'|'.join(_phrase(word, {}) for word in lists[token])})"
    return re.escape(token.removesuffix(ANY_ENDING)) + (r"\w*" if token.endswith(ANY_ENDING) else "")
