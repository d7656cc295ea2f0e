"""The roster: who is in and who is done, of one break. Nobody else is ever named."""

from dataclasses import dataclass

MAX_NAMED = 10


@dataclass(frozen=True)
class Participant:
    """Somebody who is in."""

    user: str
    done: bool


@dataclass(frozen=True)
class Roster:
    """Everybody who is in, in the order in which they came."""

    people: tuple[Participant, ...] = ()

    @property
    def named(self) -> tuple[Participant, ...]:
        """Those whose names are shown."""
        return self.people[:MAX_NAMED]

    @property
    def more_count(self) -> int:
        """How many are in besides those who are named."""
        return len(self.people) - len(self.named)

    @property
    def joined_count(self) -> int:
        """How many are in."""
        return len(self.people)

    @property
    def finished_count(self) -> int:
        """How many are done."""
        return sum(person.done for person in self.people)
