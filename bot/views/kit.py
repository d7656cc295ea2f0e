"""What is needed for some exercises together, in words."""

from collections.abc import Iterable

from bot.domain.exercises import Exercise, Place
from bot.domain.formatting import join_words

NO_KIT = "no equipment needed"
KIT_BY_PLACE: dict[Place, str] = {"floor": "a mat", "bed": "a bed"}
"""What is said of exercises that may need a little more, such as a cushion; the guide tells all."""


def kit_in_words(exercises: Iterable[Exercise]) -> str:
    """Return what is needed for all of these; what is only useful stands after ", and" and is left out."""
    needed = [exercise for exercise in exercises if exercise.kit != "nothing"]
    # One chair will do: a firm one rather than any, and the one that is described most exactly.
    chairs = sorted(needed, key=lambda each: (each.place == "firm chair", each.needs_chair, len(each.kit)))
    chair = [exercise for exercise in chairs if "chair" in exercise.kit][-1:]
    others = [exercise for exercise in needed if "chair" not in exercise.kit]
    return join_words(dict.fromkeys(map(_kit, (*chair, *others)))) or NO_KIT


def _kit(exercise: Exercise) -> str:
    return KIT_BY_PLACE.get(exercise.place) or exercise.kit.partition(", and ")[0]
