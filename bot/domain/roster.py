"""The roster of a break: who joined and who finished. Nobody else is ever named."""

from dataclasses import dataclass

MAX_NAMED = 10
"""More names than these are counted instead."""


@dataclass(frozen=True)
class Participant:
    """Somebody who joined."""

    user: str
    done: bool


@dataclass(frozen=True)
class Roster:
    """Everybody who joined, in that order."""

    people: tuple[Participant, ...] = ()

    @property
    def named(self) -> tuple[Participant, ...]:
        """The first ten, whose names are shown."""
        return self.people[:MAX_NAMED]

    @property
    def more_count(self) -> int:
        """How many joined besides those who are named."""
        return len(self.people) - len(self.named)

    @property
    def joined_count(self) -> int:
        """How many joined."""
        return len(self.people)

    @property
    def finished_count(self) -> int:
        """How many finished."""
        return sum(person.done for person in self.people)
