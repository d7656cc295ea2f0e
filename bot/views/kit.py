"""What is needed for some exercises together, in words."""

from collections.abc import Iterable

from bot.domain.exercises import Exercise, Place
from bot.domain.formatting import join_words

NO_KIT = "no equipment needed"
DESK, DESK_OR_WALL = "a desk to hold", "a desk or wall to hold"
"""Where one is needed, it does for both."""
KIT_BY_PLACE: dict[Place, str] = {"floor": "a mat", "bed": "a bed"}
"""What is said of exercises that may need a little more, such as a cushion; the guide tells all."""


def kit_in_words(exercises: Iterable[Exercise]) -> str:
    """Return what is needed for all of these; what is only useful stands after ", and" and is left out."""
    needed = [exercise for exercise in exercises if exercise.kit != "nothing"]
    # One chair will do: a firm one rather than any, and the one that is described most exactly.
    chairs = sorted(needed, key=lambda each: (each.place == "firm chair", each.needs_chair, len(each.kit)))
    chair = [exercise.kit for exercise in chairs if "chair" in exercise.kit][-1:]
    others = dict.fromkeys(_kit(exercise) for exercise in needed if "chair" not in exercise.kit)
    if DESK in others:
        others.pop(DESK_OR_WALL, None)
    return join_words([*map(_needed, chair), *others]) or NO_KIT


def _kit(exercise: Exercise) -> str:
    return KIT_BY_PLACE.get(exercise.place) or _needed(exercise.kit)


def _needed(kit: str) -> str:
    return kit.partition(", and ")[0]
