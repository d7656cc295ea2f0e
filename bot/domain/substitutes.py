"""Substitutes: what a person does in place of exercises that are not for them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.domain.break_choice import ANY_AREA_SLUG
from bot.domain.break_rotation import Candidate
from bot.domain.exercises import Exercise, Movement
from bot.domain.rest import Rest
from bot.domain.screens import routine_seconds

CALM: tuple[Movement, ...] = ("breath", "rest")
"""What stands in for a break of which nothing else could, first."""


@dataclass(frozen=True)
class Fitted:
    """Exercises as they suit one person."""

    exercises: tuple[Exercise, ...]
    swapped: tuple[str, ...] = ()
    """The slugs of those that others stand in for, or that are left out."""


def fitted(routine: Sequence[Exercise], rest: Rest) -> Fitted:
    """Return a routine whose exercises all suit a person: what doesn't is swapped for its like, or left out."""
    suits = rest.history.fit.suits
    taken = [exercise for exercise in routine if suits(exercise)]
    if len(taken) == len(routine):
        return Fitted(tuple(routine))
    chosen: list[Exercise] = []
    for exercise in routine:
        if suits(exercise):
            chosen.append(exercise)
        elif other := substitute(exercise, rest, taken):
            taken.append(other)
            chosen.append(_within(other, routine_seconds([exercise])))
    return Fitted(tuple(chosen), tuple(exercise.slug for exercise in routine if not suits(exercise)))


def fitted_break(routine: Sequence[Exercise], rest: Rest) -> Fitted:
    """Return a break likewise; if nothing of it is left, something calm, which goes with any break."""
    found = fitted(routine, rest)
    calm = None if found.exercises else _something_calm(rest)
    return Fitted((_within(calm, routine_seconds(routine)),), found.swapped) if calm else found


def substitute(exercise: Exercise, rest: Rest, taken: Collection[Exercise] = ()) -> Exercise | None:
    """Return what does much the same, loads no more and suits the person in the same place, or None.

    In this order: a variant, the same movement in the same area, the same area, the same movement. `taken` are those
    that are done with it: none comes twice, nor two of the same strain.
    """
    slugs, strains = {each.slug for each in (exercise, *taken)}, {each.movement for each in taken if each.strains}
    offered = [
        (rank, other)
        for other in rest.library.pool(None)
        if other.slug not in slugs
        and (rank := _rank(other, exercise)) is not None
        and not (other.strains and other.movement in strains)
        and _goes_where(other, exercise)
        and rest.may_offer(other)
    ]
    return min(offered, key=lambda each: each[0], default=(None, None))[1]


def _rank(other: Exercise, exercise: Exercise) -> int | None:
    """Return how close this comes, less being closer, or None if it has nothing to do with it."""
    variants = exercise.variants
    named = [variants.easier, variants.seated, variants.standing, variants.full]
    if other.slug in named:
        return named.index(other.slug)
    is_near = bool(set(other.areas) & set(exercise.areas) - {ANY_AREA_SLUG})
    likeness = (other.movement == exercise.movement, is_near)
    return {(True, True): 4, (False, True): 5, (True, False): 6}.get(likeness)


def _goes_where(other: Exercise, exercise: Exercise) -> bool:
    """Return whether it can be done where the other is done, with no more load: on a chair, or at a desk."""
    if other.load > exercise.load or (exercise.is_seated and not other.is_seated):
        return False
    return other.is_desk_friendly or not exercise.is_desk_friendly


def _within(exercise: Exercise, seconds: int) -> Exercise:
    """Return an exercise in as many of its rounds as fit into this time, in one at least."""
    candidate = Candidate(exercise)
    return (candidate.within(seconds) or candidate.shortened[-1]).exercise


def _something_calm(rest: Rest) -> Exercise | None:
    offered = [each for each in rest.library.pool(None) if each.is_seated and rest.history.fit.suits(each)]
    return min(offered, key=lambda each: (rest.advice(each) is not None, _calmness(each), each.load), default=None)


def _calmness(exercise: Exercise) -> int:
    return CALM.index(exercise.movement) if exercise.movement in CALM else len(CALM)
