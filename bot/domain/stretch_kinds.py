"""Kinds of stretches that people ask for, alone or in an area: by where they are done, how short or how gentle."""

from collections.abc import Callable, Mapping
from typing import Literal

from bot.domain.exercises import Exercise
from bot.domain.library import Library
from bot.domain.screens import routine_seconds

StretchKind = Literal["quick", "gentle", "desk", "chair", "standing", "floor", "no-chair", "no-floor"]

FITS: Mapping[StretchKind, Callable[[Exercise], bool]] = {
    "quick": lambda exercise: exercise.is_desk_friendly,
    "gentle": lambda exercise: exercise.is_desk_friendly and exercise.load == 1 and not exercise.strains,
    "desk": lambda exercise: exercise.is_desk_friendly,
    "chair": lambda exercise: exercise.is_seated,
    "standing": lambda exercise: exercise.place in ("standing", "anywhere"),
    "floor": lambda exercise: exercise.place == "floor",
    "no-chair": lambda exercise: exercise.is_desk_friendly and not exercise.needs_chair,
    "no-floor": lambda exercise: exercise.place != "floor",
}
AND = "+"
"""Stands between an area and a kind: `lower+standing`."""
QUICK_COUNT = 3
"""So many of the shortest take turns."""
GENTLE_COUNT = 3


def in_area(area: str, kind: StretchKind) -> str:
    """Return the pool of this kind in this area, as `pool` reads it."""
    return f"{area}{AND}{kind}"


def pool(wanted: str, library: Library) -> tuple[Exercise, ...]:
    """Return the exercises of an area (`lower`), a kind (`desk`) or both (`lower+desk`) that may be offered unasked."""
    area, _, kind = wanted.partition(AND)
    if not kind and not library.area(area):
        area, kind = "", area
    offered = library.pool(area or None)
    fits = next((fits for name, fits in FITS.items() if name == kind), None)
    if fits is None:
        return () if kind else offered
    fitting = tuple(exercise for exercise in offered if fits(exercise))
    return tuple(sorted(fitting, key=_seconds)[:QUICK_COUNT]) if kind == "quick" else fitting


def is_asked_for_floor(wanted: str) -> bool:
    """Return whether a pool is of exercises on the floor, so that whoever asked for it has a mat."""
    return wanted.rpartition(AND)[2] == "floor"


def gentle_moves(library: Library) -> tuple[Exercise, ...]:
    """Return the desk-friendly exercises with the fewest cautions, no twist or arch, each from another area."""
    by_area: dict[str, Exercise] = {}
    for exercise in sorted(pool("gentle", library), key=_caution):
        by_area.setdefault(exercise.areas[0], exercise)
    return tuple(by_area.values())[:GENTLE_COUNT]


def _caution(exercise: Exercise) -> tuple[int, bool, int]:
    warnings = len(exercise.cautions) + len(exercise.not_for)
    return warnings, exercise.place != "anywhere", _seconds(exercise)


def _seconds(exercise: Exercise) -> int:
    return routine_seconds([exercise])
