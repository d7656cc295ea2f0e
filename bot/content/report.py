"""The list of mistakes in the exercises' files, for people who know no Python."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches


class ContentError(Exception):
    """The exercises cannot be used; the message names every mistake."""

    def __init__(self, mistakes: Iterable[str]) -> None:
        self.mistakes = tuple(mistakes)
        count = "one mistake" if len(self.mistakes) == 1 else f"{len(self.mistakes)} mistakes"
        super().__init__("\n".join([f"The exercises have {count}:", *self.mistakes]))


@dataclass(frozen=True)
class Report:
    """Collects what is wrong, each with its file and its place in it."""

    unread: list[str] = field(default_factory=list)
    """Files whose content is not known: what others say of it cannot be judged."""
    _found: list[tuple[str, str]] = field(default_factory=list)

    def add(self, file: str, where: Iterable[str], says: str) -> None:
        """Note one mistake."""
        self._found.append((file, f"{', '.join([file, *where])}: {says}"))

    def close(self) -> None:
        """Raise ContentError if anything was noted, in the order of the files."""
        if self._found:
            raise ContentError(says for _, says in sorted(self._found, key=lambda found: found[0]))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean …?` for the known word most like this one, or nothing."""
    close = get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]}?" if close else ""
