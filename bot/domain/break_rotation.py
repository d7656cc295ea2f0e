"""The rotation: which exercises a break gets, so that a channel does not see the same ones again and again."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from bot.domain.exercises import Exercise, Library
from bot.domain.guide import length

SHORTEST, LONGEST = 105, 180
"""Seconds that a break should last: about two to three minutes."""


@dataclass(frozen=True)
class Candidate:
    """An exercise that fits a break, and the seconds it takes."""

    exercise: Exercise
    seconds: int


class Rotation:
    """The exercises of a library that a team can do at work."""

    def __init__(self, library: Library) -> None:
        fit = (Candidate(exercise, length([exercise])) for exercise in library.pool(None) if exercise.at_a_desk)
        self._fit = tuple(candidate for candidate in fit if candidate.seconds <= LONGEST)

    def choose(
        self, recent: Sequence[str], rng: Random, area: str | None = None, seated: bool = False
    ) -> tuple[Exercise, ...]:
        """Choose one exercise or two: those not used for longest, two to three minutes together.

        `recent` holds the slugs that were used in the channel, the latest first. A second one comes from the same area
        if that has another; two twists or two arches never come together.
        """
        ages = {slug: place for place, slug in reversed(list(enumerate(recent)))}
        turns = sorted(self._fit, key=lambda c: (-ages.get(c.exercise.slug, len(recent)), rng.random()))
        turns = [candidate for candidate in turns if candidate.exercise.seated or not seated]
        from_area = [candidate for candidate in turns if area is None or area in candidate.exercise.areas]
        first = next(iter(from_area or turns), None)
        if first is None:
            return ()
        second = _second(first, from_area) or _second(first, turns)
        return (first.exercise, second.exercise) if second else (first.exercise,)


def _second(first: Candidate, turns: Sequence[Candidate]) -> Candidate | None:
    """Return the first one in turn that makes the break long enough, or at least does not make it too long."""
    if first.seconds >= SHORTEST:
        return None
    fits = [other for other in turns if first.seconds + other.seconds <= LONGEST and _go_together(first, other)]
    enough = (other for other in fits if first.seconds + other.seconds >= SHORTEST)
    return next(enough, None) or next(iter(fits), None)


def _go_together(one: Candidate, other: Candidate) -> bool:
    same = one.exercise.movement == other.exercise.movement != "other"
    return one is not other and not same
