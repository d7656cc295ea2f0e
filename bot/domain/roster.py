"""The roster of a break: who is in, by name or only counted. Whoever is not in, or has not finished, is never shown."""

from dataclasses import dataclass

MAX_NAMED = 10
"""More names than these are counted instead."""


@dataclass(frozen=True)
class Roster:
    """The people who are in, in the order in which they joined."""

    people: tuple[str, ...] = ()
    """Those who may be named."""
    counted_only: int = 0
    """How many are in, too, who chose to be counted without their name."""

    @property
    def total(self) -> int:
        """How many are in."""
        return len(self.people) + self.counted_only

    @property
    def named(self) -> tuple[str, ...]:
        """The first ten, whose names are shown."""
        return self.people[:MAX_NAMED]

    @property
    def more_count(self) -> int:
        """How many are in besides those who are named."""
        return self.total - len(self.named)
