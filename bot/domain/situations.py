"""Situations: what people may say isn't for them, a part of the body or a condition, and which exercises that hides.

Which one somebody chose is never stored; only the exercises that it hides are.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Len

from bot.domain.exercises import Claim, Exercise, Slug


@dataclass(frozen=True, kw_only=True)
class Situation:
    """A part of the body or a condition, and the exercises that aren't for somebody who names it."""

    slug: Slug
    name: Annotated[str, Len(1, 75)]
    areas: tuple[Slug, ...] = ()
    """All exercises of these areas are hidden."""
    hides: tuple[Slug, ...] = ()
    """And these, by their slugs."""
    ask: Claim | None = None
    """Whom to ask, and what to mind."""
    why: Annotated[tuple[Claim, ...], Len(1)]

    def includes(self, exercise: Exercise) -> bool:
        """Return whether it hides an exercise."""
        return exercise.slug in self.hides or not set(self.areas).isdisjoint(exercise.areas)


@dataclass(frozen=True)
class Situations:
    """All that people may choose: parts of the body, and conditions."""

    parts: tuple[Situation, ...] = ()
    conditions: tuple[Situation, ...] = ()

    def __iter__(self) -> Iterator[Situation]:
        """Yield the parts, then the conditions."""
        yield from (*self.parts, *self.conditions)

    def named(self, slugs: Collection[str]) -> tuple[Situation, ...]:
        """Return those with these slugs."""
        return tuple(each for each in self if each.slug in slugs)


def hidden_by(chosen: Collection[Situation], exercises: Iterable[Exercise]) -> frozenset[str]:
    """Return the slugs of the exercises that any of these hides."""
    return frozenset(each.slug for each in exercises if any(situation.includes(each) for situation in chosen))
