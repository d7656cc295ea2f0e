"""Kinds of stretches that people ask for, alone or in an area: by where they are done, how short or how gentle."""

from collections.abc import Callable, Mapping
from typing import Literal

from bot.domain.exercises import Exercise
from bot.domain.library import Library
from bot.domain.preferences import ANYTHING, Fit
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
"""Stands between an area and kinds: `lower+standing+gentle`."""
QUICK_COUNT = 3
"""So many of the shortest take turns."""
GENTLE_COUNT = 3


def in_area(area: str | None, *kinds: StretchKind) -> str:
    """Return the pool of all these kinds in this area (None: in any), as `pool` reads it."""
    return AND.join([area, *kinds] if area else kinds)


def anywhere(wanted: str, library: Library) -> str:
    """Return the pool of the same kinds in any area, "" if none are named."""
    first, _, kinds = wanted.partition(AND)
    return kinds if library.area(first) else wanted


def pool(wanted: str, library: Library, fit: Fit = ANYTHING) -> tuple[Exercise, ...]:
    """Return the exercises of an area (`lower`), of kinds (`desk`) or of both that may be offered unasked."""
    first, *others = wanted.split(AND)
    area = first if library.area(first) else None
    kinds = others if area else [first, *others]
    tests = [fits for name, fits in FITS.items() if name in kinds]
    if len(tests) < len(set(kinds)):
        return ()
    tests = tests if fit == ANYTHING else [*tests, fit.suits]
    fitting = tuple(exercise for exercise in library.pool(area) if all(fits(exercise) for fits in tests))
    return tuple(sorted(fitting, key=_seconds)[:QUICK_COUNT]) if "quick" in kinds else fitting


def is_asked_for_floor(wanted: str) -> bool:
    """Return whether a pool is of exercises on the floor, so that whoever asked for it has a mat."""
    return "floor" in wanted.split(AND)


def gentle_moves(library: Library, fit: Fit = ANYTHING) -> tuple[Exercise, ...]:
    """Return the desk-friendly exercises with the fewest cautions, no twist or arch, each from another area."""
    by_area: dict[str, Exercise] = {}
    for exercise in sorted(pool("gentle", library, fit), key=_caution):
        by_area.setdefault(exercise.areas[0], exercise)
    return tuple(by_area.values())[:GENTLE_COUNT]


def _caution(exercise: Exercise) -> tuple[int, bool, int]:
    warnings = len(exercise.cautions) + len(exercise.not_for)
    return warnings, exercise.place != "anywhere", _seconds(exercise)


def _seconds(exercise: Exercise) -> int:
    return routine_seconds([exercise])
