"""Picking an exercise for one person: from an area, a kind or both, rested, and not what they saw last."""

from dataclasses import dataclass
from random import Random

from bot.domain.exercises import Exercise
from bot.domain.library import pick
from bot.domain.rest import Rest
from bot.domain.stretch_kinds import AND, is_asked_for_floor, pool


@dataclass(frozen=True)
class Picked:
    """An exercise that was picked."""

    exercise: Exercise
    is_elsewhere: bool
    """Whether it is from another area, as the one asked for has nothing of that kind."""
    needs_floor_unasked: bool
    """Whether it needs a mat though nobody asked for the floor."""


def pick_exercise(wanted: str, rest: Rest, rng: Random) -> Picked | None:
    """Pick from what is wanted (`lower`, `desk`, `lower+desk`), or None if there is nothing at all."""
    here = pool(wanted, rest.library)
    offered = here or pool(wanted.rpartition(AND)[2], rest.library)
    if not offered:
        return None
    rested = tuple(exercise for exercise in offered if rest.advice(exercise) is None)
    picked = pick(rested or offered, rest.history.seen, rng)
    return Picked(picked, not here, picked.place == "floor" and not is_asked_for_floor(wanted))
