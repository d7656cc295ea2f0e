"""The rotation: chooses the exercises of a break, least recently used first."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from bot.domain.exercises import STRAINS, Exercise
from bot.domain.library import Library, latest_index
from bot.domain.screens import routine_seconds

MIN_BREAK_SECONDS, MAX_BREAK_SECONDS = 105, 180
"""How long the exercises of a break should take together: about two to three minutes."""


@dataclass(frozen=True)
class Candidate:
    """An exercise that can be part of a break, and its length."""

    exercise: Exercise
    seconds: int


class Rotation:
    """The exercises of a library that can be done at a desk within the length of a break."""

    def __init__(self, library: Library) -> None:
        exercises = [exercise for exercise in library.pool(None) if exercise.is_desk_friendly]
        timed = [Candidate(exercise, routine_seconds([exercise])) for exercise in exercises]
        self._candidates = tuple(candidate for candidate in timed if candidate.seconds <= MAX_BREAK_SECONDS)

    def choose(
        self, recent_slugs: Sequence[str], rng: Random, area: str | None = None, seated: bool = False
    ) -> tuple[Exercise, ...]:
        """Return one or two exercises, least recently used first, none if the library has nothing for a desk.

        `recent_slugs` are those of the channel's last breaks, the latest first. The second exercise is from the same
        area if that has another that fits; two twists or two arches are never combined.
        """
        breaks_ago = latest_index(recent_slugs)
        never = len(recent_slugs)
        by_turn = sorted(self._candidates, key=lambda c: (-breaks_ago.get(c.exercise.slug, never), rng.random()))
        by_turn = [candidate for candidate in by_turn if candidate.exercise.is_seated or not seated]
        from_area = [candidate for candidate in by_turn if area is None or area in candidate.exercise.areas]
        first = next(iter(from_area or by_turn), None)
        if first is None:
            return ()
        second = _second_candidate(first, from_area) or _second_candidate(first, by_turn)
        return (first.exercise, second.exercise) if second else (first.exercise,)


def _second_candidate(first: Candidate, by_turn: Sequence[Candidate]) -> Candidate | None:
    """Return the first candidate in turn that makes the break long enough, else the first that does not exceed it."""
    if first.seconds >= MIN_BREAK_SECONDS:
        return None
    compatible = [other for other in by_turn if _are_compatible(first, other)]
    fitting = [other for other in compatible if first.seconds + other.seconds <= MAX_BREAK_SECONDS]
    long_enough = (other for other in fitting if first.seconds + other.seconds >= MIN_BREAK_SECONDS)
    return next(long_enough, None) or next(iter(fitting), None)


def _are_compatible(one: Candidate, other: Candidate) -> bool:
    same_strain = one.exercise.movement == other.exercise.movement and one.exercise.movement in STRAINS
    return one is not other and not same_strain
