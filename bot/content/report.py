"""The report of mistakes in the YAML files, for readers who know no Python."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches


class ContentError(Exception):
    """The exercises cannot be used; the message lists every mistake, one a line."""

    def __init__(self, mistakes: Iterable[str]) -> None:
        self.mistakes = tuple(mistakes)
        count = "one mistake" if len(self.mistakes) == 1 else f"{len(self.mistakes)} mistakes"
        super().__init__("\n".join([f"The exercises have {count}:", *self.mistakes]))


@dataclass(frozen=True)
class Report:
    """Collects mistakes, each with its file and its location in it."""

    unread: list[str] = field(default_factory=list)
    """Files that could not be read, so that references to their content cannot be checked."""
    _mistakes: list[tuple[str, str]] = field(default_factory=list)

    def add(self, file: str, where: Iterable[str], sentence: str) -> None:
        """Add one mistake; `where` is its location in the file, from the outside in."""
        self._mistakes.append((file, f"{', '.join([file, *where])}: {sentence}"))

    def raise_if_any(self) -> None:
        """Raise ContentError if there are mistakes, sorted by file."""
        if self._mistakes:
            raise ContentError(sentence for _, sentence in sorted(self._mistakes, key=lambda found: found[0]))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean …?` for the most similar known word, or ""."""
    matches = get_close_matches(word, list(known), n=1)
    return f"; did you mean {matches[0]}?" if matches else ""
