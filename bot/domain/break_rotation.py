"""The rotation: picks exercises for a length of time that need no mat, least recently used first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from random import Random

from bot.domain.exercises import Exercise
from bot.domain.library import Library, latest_index
from bot.domain.screens import routine_seconds

DEFAULT_SECONDS = 120
SECONDS_PER_EXERCISE = 60
"""So many exercises at most, as fit into the time at this length each."""
MAX_EXERCISES = 4
WELL_FILLED = 0.75
"""A part of the time that is enough: nothing more is added then."""
MIN_SECONDS = 20
"""An exercise that would get less time than this, as its rounds are cut, is left for another time."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is wanted: how long at most, for which area (None: any), only seated, and what is left out."""

    seconds: int = DEFAULT_SECONDS
    area: str | None = None
    seated: bool = False
    without: frozenset[str] = frozenset()

    @property
    def max_exercises(self) -> int:
        """How many exercises at most."""
        return min(max(self.seconds // SECONDS_PER_EXERCISE, 1), MAX_EXERCISES)


@dataclass(frozen=True)
class Candidate:
    """An exercise in some number of rounds, and how long that takes."""

    exercise: Exercise

    @cached_property
    def seconds(self) -> int:
        """How long it takes, with the seconds to get ready."""
        return routine_seconds([self.exercise])

    @cached_property
    def shortened(self) -> "tuple[Candidate, ...]":
        """It in all its rounds, then in ever fewer."""
        rounds = range(self.exercise.rounds, 0, -1)
        return tuple(Candidate(replace(self.exercise, rounds=number)) for number in rounds)

    def within(self, seconds: int) -> "Candidate | None":
        """Return it in as many of its rounds as fit, or None."""
        return next((fit for fit in self.shortened if MIN_SECONDS <= fit.seconds <= seconds), None)


class Rotation:
    """The exercises of a library that can be done at a desk."""

    def __init__(self, library: Library) -> None:
        self._candidates = tuple(Candidate(each) for each in library.pool(None) if each.is_desk_friendly)
        self._with_chair = {each.exercise.slug for each in self._candidates if each.exercise.needs_chair}

    def choose(self, recent_slugs: Sequence[str], rng: Random, wish: Wish | None = None) -> tuple[Exercise, ...]:
        """Return exercises that fit into the time, least recently used first; none if there is nothing for a desk.

        `recent_slugs` are those used last, the latest first. Whoever needed a chair last time needs none now, where
        that is possible; what follows an exercise without a chair needs none either. What is from the area comes
        first; two of the same strain, such as two twists, never come together.
        """
        wanted = wish or Wish()
        by_turn = self._by_turn(recent_slugs, rng, wanted)
        in_area = [each for each in by_turn if wanted.area is None or wanted.area in each.exercise.areas]
        if recent_slugs[:1] and recent_slugs[0] in self._with_chair:
            in_area, by_turn = _without_chair(in_area), _without_chair(by_turn)
        chosen: list[Candidate] = []
        while following := _following(chosen, [in_area, by_turn], wanted):
            chosen.append(following)
        return tuple(each.exercise for each in chosen or _shortest(in_area or by_turn))

    def _by_turn(self, recent_slugs: Sequence[str], rng: Random, wish: Wish) -> list[Candidate]:
        used_ago, never = latest_index(recent_slugs), len(recent_slugs)
        fitting = (each for each in self._candidates if each.exercise.is_seated or not wish.seated)
        offered = [each for each in fitting if each.exercise.slug not in wish.without]
        return sorted(offered, key=lambda each: (-used_ago.get(each.exercise.slug, never), rng.random()))


def _without_chair(candidates: list[Candidate]) -> list[Candidate]:
    return [each for each in candidates if not each.exercise.needs_chair] or candidates


def _following(chosen: Sequence[Candidate], pools: Iterable[list[Candidate]], wish: Wish) -> Candidate | None:
    """Return what comes next: the first that fits, as the last one of several the first that fills the time well."""
    used = sum(each.seconds for each in chosen)
    enough = WELL_FILLED * wish.seconds - used
    if enough <= 0 or len(chosen) == wish.max_exercises:
        return None
    is_last = 0 < len(chosen) == wish.max_exercises - 1
    first = None
    for fitting in _fitting(chosen, chain(*pools), wish.seconds - used):
        if not is_last or fitting.seconds >= enough:
            return fitting
        first = first or fitting
    return first


def _fitting(chosen: Sequence[Candidate], offered: Iterable[Candidate], seconds: int) -> Iterator[Candidate]:
    return (fit for each in offered if _is_compatible(each.exercise, chosen) and (fit := each.within(seconds)))


def _is_compatible(new: Exercise, chosen: Sequence[Candidate]) -> bool:
    for index, before in enumerate(each.exercise for each in chosen):
        same_strain = new.movement == before.movement and new.strains and before.strains
        if new.slug == before.slug or same_strain or (index == 0 and new.needs_chair and not before.needs_chair):
            return False
    return True


def _shortest(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the shortest of these in one round, as a list of one, or of none."""
    shortest = min((each.shortened[-1] for each in candidates), key=lambda each: each.seconds, default=None)
    return [shortest] if shortest else []
