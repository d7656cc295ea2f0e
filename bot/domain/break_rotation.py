"""The rotation: which exercises a break gets, so that a channel does not see the same ones again and again."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from bot.domain.exercises import Exercise, Library
from bot.domain.guide import routine_seconds

MIN_BREAK_SECONDS, MAX_BREAK_SECONDS = 105, 180
"""Seconds that a break should last: about two to three minutes."""


@dataclass(frozen=True)
class Candidate:
    """An exercise that fits a break, and the seconds it takes."""

    exercise: Exercise
    seconds: int


class Rotation:
    """The exercises of a library that a team can do at work."""

    def __init__(self, library: Library) -> None:
        fit = (
            Candidate(exercise, routine_seconds([exercise]))
            for exercise in library.pool(None)
            if exercise.is_desk_friendly
        )
        self._candidates = tuple(candidate for candidate in fit if candidate.seconds <= MAX_BREAK_SECONDS)

    def choose(
        self, recent_slugs: Sequence[str], rng: Random, area: str | None = None, seated: bool = False
    ) -> tuple[Exercise, ...]:
        """Choose one exercise or two: those not used for longest, two to three minutes together.

        `recent` holds the slugs that were used in the channel, the latest first. A second one comes from the same area
        if that has another; two twists or two arches never come together.
        """
        recency = {slug: place for place, slug in reversed(list(enumerate(recent_slugs)))}
        by_turn = sorted(
            self._candidates, key=lambda c: (-recency.get(c.exercise.slug, len(recent_slugs)), rng.random())
        )
        by_turn = [candidate for candidate in by_turn if candidate.exercise.is_seated or not seated]
        from_area = [candidate for candidate in by_turn if area is None or area in candidate.exercise.areas]
        first = next(iter(from_area or by_turn), None)
        if first is None:
            return ()
        second = _second_candidate(first, from_area) or _second_candidate(first, by_turn)
        return (first.exercise, second.exercise) if second else (first.exercise,)


def _second_candidate(first: Candidate, by_turn: Sequence[Candidate]) -> Candidate | None:
    """Return the first one in turn that makes the break long enough, or at least does not make it too long."""
    if first.seconds >= MIN_BREAK_SECONDS:
        return None
    fitting = [
        other for other in by_turn if first.seconds + other.seconds <= MAX_BREAK_SECONDS and _fit_together(first, other)
    ]
    long_enough = (other for other in fitting if first.seconds + other.seconds >= MIN_BREAK_SECONDS)
    return next(long_enough, None) or next(iter(fitting), None)


def _fit_together(one: Candidate, other: Candidate) -> bool:
    same = one.exercise.movement == other.exercise.movement != "other"
    return one is not other and not same
