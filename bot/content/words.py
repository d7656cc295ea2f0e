"""The file of the words by which people say how they feel: read, and each word checked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, Any

from annotated_types import Len

from bot.content.files import Entry, label_of
from bot.content.report import Report, did_you_mean
from bot.content.validation import validated
from bot.domain.symptom_words import BOTH, SymptomWords, Word, WordGroup

TOKEN = re.compile(r"[\w'&]+\*?")
HOW_TO_WRITE = (
    "write words in lower case, without hyphens, with * at the end of a word for any ending, "
    "and + between two that come together"
)


@dataclass(frozen=True, kw_only=True)
class WordsFile:
    """The file; its groups are validated one by one."""

    groups: Annotated[tuple[Any, ...], Len(1)]
    lists: dict[str, tuple[Word, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Words:
    """What the file holds, as written and as parsed."""

    groups: list[Entry[WordGroup]] = field(default_factory=list)
    lists: dict[str, tuple[Word, ...]] = field(default_factory=dict)

    def parsed(self) -> SymptomWords:
        """Return the words of all groups that are right."""
        return SymptomWords(tuple(group.parsed for group in self.groups if group.parsed), self.lists)


def parse_words(file: str, raw: dict[str, Any], report: Report) -> Words:
    """Return the validated groups and lists of their file."""
    parsed = validated(WordsFile, raw, report, file) if raw else None
    if not parsed:
        return Words()
    for name, listed in parsed.lists.items():
        _check_list(file, name, listed, report)
    groups = [_group(file, number, each, report) for number, each in enumerate(parsed.groups, 1)]
    for group in groups:
        _check_words(file, [group.label, "word"], group.parsed.words if group.parsed else (), parsed.lists, report)
    return Words(groups, parsed.lists)


def _group(file: str, number: int, raw: Any, report: Report) -> Entry[WordGroup]:
    written = raw if isinstance(raw, dict) else {}
    label = label_of(written, f"group {number}")
    return Entry(file, label, written, validated(WordGroup, raw, report, file, [label]))


def _check_list(file: str, name: str, listed: Iterable[Word], report: Report) -> None:
    if not (name.isupper() and name.isalpha()):
        report.add(file, ["lists", name], "the name of a list must be one word in capitals")
    _check_words(file, ["lists", name], listed, (), report)


def _check_words(file: str, where: list[str], words: Iterable[Word], lists: Iterable[str], report: Report) -> None:
    for number, word in enumerate(words, 1):
        if problem := _problem(word, lists):
            report.add(file, [*where[:-1], f"{where[-1]} {number}"], problem)


def _problem(word: Word, lists: Iterable[str]) -> str | None:
    """Return what is wrong with a word, or None."""
    tokens = [token for part in word.split(BOTH, 1) for token in part.split()]
    unknown = next((token for token in tokens if token.isupper() and token not in lists), None)
    if unknown:
        return f'no list "{unknown}"{did_you_mean(unknown, lists)}'
    is_readable = all(token in lists or (TOKEN.fullmatch(token) and token == token.casefold()) for token in tokens)
    return None if tokens and is_readable else f'"{word}" never matches; {HOW_TO_WRITE}'
