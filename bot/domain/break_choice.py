"""What a team break consists of: the steps of a routine, or exercises picked for its length."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from bot.domain.break_rotation import DEFAULT_SECONDS, Rotation, Wish
from bot.domain.library import Area, Library
from bot.domain.routines import DEFAULT_ROUTINE, Routine

ANY_AREA_SLUG = "anywhere"
"""The area that stands for no area in particular."""


@dataclass(frozen=True, kw_only=True)
class BreakContent:
    """What people asked for in a channel's breaks."""

    area: str | None = None
    """None: whatever area is next."""
    routine: str | None = None
    """The slug of a routine; None: the default length."""
    seated: bool = False


class BreakChooser:
    """Chooses the exercises of breaks."""

    def __init__(self, library: Library, rng: Random) -> None:
        self._library, self._rng, self._rotation = library, rng, Rotation(library)

    def steps(self, recent_slugs: Sequence[str], content: BreakContent) -> tuple[str, ...]:
        """Return the steps of a channel's next break; `recent_slugs` are those of its last ones, the latest first."""
        routine = self._library.routine(content.routine or DEFAULT_ROUTINE)
        if routine and routine.steps:
            return routine.steps
        wish = _wish(content, routine)
        return tuple(self._library.step(each) for each in self._rotation.choose(recent_slugs, self._rng, wish))


def _wish(content: BreakContent, routine: Routine | None) -> Wish:
    seconds = routine.seconds if routine and routine.seconds else DEFAULT_SECONDS
    return Wish(seconds=seconds, area=content.area, seated=content.seated)


def break_lengths(library: Library) -> list[Routine]:
    """Return the lengths that breaks may have, the shortest first."""
    lengths = (each for each in library.routines if not each.steps and is_for_breaks(each, library))
    return sorted(lengths, key=lambda each: each.seconds or 0)


def fitting_length(seconds: int, library: Library) -> Routine | None:
    """Return the longest length that isn't longer than this, else the shortest; None if there are none."""
    lengths = break_lengths(library)
    fitting = [each for each in lengths if (each.seconds or 0) <= seconds]
    return next(iter([*reversed(fitting), *lengths]), None)


def break_sets(library: Library) -> list[Routine]:
    """Return the sets that breaks may consist of."""
    return [each for each in library.routines if each.steps and is_for_breaks(each, library)]


def break_areas(library: Library) -> list[Area]:
    """Return the areas that breaks may be for: those with an exercise that can be done at a desk."""
    areas = (area for area in library.areas if area.slug != ANY_AREA_SLUG)
    return [area for area in areas if any(each.is_desk_friendly for each in library.pool(area.slug))]


def chosen_set(routine: str | None, library: Library) -> Routine | None:
    """Return the set with this slug, or None if it is a length or there is none."""
    found = library.routine(routine) if routine else None
    return found if found and found.steps else None


def is_seated(routine: Routine, library: Library) -> bool:
    """Return whether all of a set is done in a chair."""
    return all(each.is_seated for each in library.exercises_of(routine.steps))


def is_for_breaks(routine: Routine, library: Library) -> bool:
    """Return whether a whole team can do a routine at work: it is not for some people only, and needs no mat."""
    return not routine.caution and all(each.is_desk_friendly for each in library.exercises_of(routine.steps))
