"""Stretches that people ask for without an area: by where they are done, how short or how gentle they are."""

from collections.abc import Callable, Mapping
from typing import Literal

from bot.domain.exercises import STRAINS, Exercise
from bot.domain.library import Library
from bot.domain.screens import routine_seconds

StretchKind = Literal["quick", "gentle", "desk", "chair", "standing", "floor"]

FITS: Mapping[StretchKind, Callable[[Exercise], bool]] = {
    "quick": lambda exercise: exercise.is_desk_friendly,
    "gentle": lambda exercise: exercise.is_desk_friendly and exercise.load == 1 and exercise.movement not in STRAINS,
    "desk": lambda exercise: exercise.is_desk_friendly,
    "chair": lambda exercise: exercise.needs_chair,
    "standing": lambda exercise: exercise.place in ("standing", "anywhere"),
    "floor": lambda exercise: exercise.place == "floor",
}
QUICK_COUNT = 3
"""So many of the shortest take turns."""
GENTLE_COUNT = 3


def stretches_of(kind: StretchKind, library: Library) -> tuple[Exercise, ...]:
    """Return the exercises of this kind that may be offered unasked."""
    fitting = tuple(exercise for exercise in library.pool(None) if FITS[kind](exercise))
    return tuple(sorted(fitting, key=_seconds)[:QUICK_COUNT]) if kind == "quick" else fitting


def pool(area_or_kind: str, library: Library) -> tuple[Exercise, ...]:
    """Return the exercises of this area or kind that may be offered unasked."""
    kind = next((kind for kind in FITS if kind == area_or_kind), None)
    return stretches_of(kind, library) if kind and not library.area(area_or_kind) else library.pool(area_or_kind)


def gentle_moves(library: Library) -> tuple[Exercise, ...]:
    """Return the desk-friendly exercises with the fewest cautions, no twist or arch, each from another area."""
    by_area: dict[str, Exercise] = {}
    for exercise in sorted(stretches_of("gentle", library), key=_caution):
        by_area.setdefault(exercise.areas[0], exercise)
    return tuple(by_area.values())[:GENTLE_COUNT]


def _caution(exercise: Exercise) -> tuple[int, bool, int]:
    warnings = len(exercise.cautions) + len(exercise.not_for)
    return warnings, exercise.place != "anywhere", _seconds(exercise)


def _seconds(exercise: Exercise) -> int:
    return routine_seconds([exercise])
