"""The table: a line for each attack, narrow enough to be read, and what else is to be said below it."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.chaos.oracle import Found

COLUMNS = (9, -4, 33, 20, -3, -4, -4, -5, -4, -5, -5, -4)
"""The widths; numbers are aligned at their right."""
HEADS = ("attack", "seed", "sizes", "injected", "n", "due", "sent", "twice", "lost", "unkn.", "lines", "s")

LEGEND = """\
n: how often it was injected. due: breaks, or holds. sent: those that Slack has, or windows that went on in time.
unkn.: unknown in the tables. lines: in the log about such. s: seconds. With fresh=1 a new process goes on at its
start, with fresh=0 the same ones do at a full minute.
"""


@dataclass(frozen=True)
class Row:
    """What came of an attack."""

    name: str
    database: str
    seed: int
    sizes: Mapping[str, int]
    found: Found
    seconds: float

    @property
    def faults(self) -> list[str]:
        """What should not be."""
        return [*self.found.faults, *self.found.account.faults]

    def __str__(self) -> str:
        """Its line and the lines below it."""
        found, counted = self.found, self.found.account
        sizes = " ".join(f"{name}={size}" for name, size in self.sizes.items())
        numbers = (counted.due, counted.posted, counted.twice, counted.lost, counted.unknown, counted.lines)
        words = (self.name, self.seed, sizes, found.injected, found.times, *numbers, round(self.seconds))
        below = [f"{self.database}: {'; '.join(found.notes)}", *(f"WRONG: {fault}" for fault in self.faults)]
        return "\n    ".join([f"{_in_columns(words)}  {'FAILS' if self.faults else 'holds'}", *below])


def heading() -> str:
    """What the columns are."""
    return f"{LEGEND}\n{_in_columns(HEADS)}  verdict"


def _in_columns(words: tuple[object, ...]) -> str:
    return " ".join(
        f"{word!s:>{-width}}" if width < 0 else f"{word!s:<{width}}" for word, width in zip(words, COLUMNS, strict=True)
    )
