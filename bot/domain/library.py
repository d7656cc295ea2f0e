"""The library: areas, exercises, routines, sources and words, and how its parts are found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from bot.domain.exercises import Exercise, Sentence, Slug
from bot.domain.routines import Routine, rounds_of, slug_of, slugs_of, step_of
from bot.domain.situations import Situations
from bot.domain.symptom_words import SymptomWords


@dataclass(frozen=True, kw_only=True)
class Area:
    """A part of the body or a place to stretch in, as people type it."""

    slug: Slug
    title: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A source of the exercises: its address, and what it says."""

    address: Sentence
    gave: Sentence


@dataclass(frozen=True, eq=False)
class Library:
    """The areas, exercises, routines, sources and words that were loaded."""

    areas: tuple[Area, ...]
    exercises: tuple[Exercise, ...]
    routines: tuple[Routine, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    """By their ids."""
    pictures: Path | None = None
    """The folder of the pictures that come with them: `cat-arch--round.png`."""
    words: SymptomWords = field(default_factory=SymptomWords)
    """By which people say how they feel."""
    situations: Situations = field(default_factory=Situations)
    """In which exercises are not for people."""

    def find(self, step: str) -> Exercise | None:
        """Return the exercise with this slug, in as many rounds as the step says, or None."""
        slug, rounds = slug_of(step), rounds_of(step)
        found = self._by_slug.get(slug)
        return replace(found, rounds=rounds) if found and rounds else found

    @cached_property
    def _by_slug(self) -> Mapping[str, Exercise]:
        return {exercise.slug: exercise for exercise in self.exercises}

    def exercises_of(self, steps: Iterable[str]) -> tuple[Exercise, ...]:
        """Return the exercises of these steps, in this order, without those that no longer exist."""
        return tuple(exercise for step in steps if (exercise := self.find(step)))

    def step(self, exercise: Exercise) -> str:
        """Return the step with this exercise in as many rounds as it has."""
        usual = self.find(exercise.slug)
        return exercise.slug if usual and usual.rounds == exercise.rounds else step_of(exercise.slug, exercise.rounds)

    def routine(self, slug: str) -> Routine | None:
        """Return the routine with this slug, or None."""
        return next((routine for routine in self.routines if routine.slug == slug), None)

    def routine_with(self, steps: Sequence[str]) -> Routine | None:
        """Return the routine that has just these steps, or None."""
        return next((routine for routine in self.routines if routine.steps == tuple(steps) and steps), None)

    def set_name(self, steps: Sequence[str]) -> str:
        """Return the name of the routine that has just these steps, or ""."""
        found = self.routine_with(steps)
        return found.name if found else ""

    def set_name_of(self, slugs: Iterable[str]) -> str:
        """Return the name of the routine with just these exercises, in whatever order and rounds, or ""."""
        wanted = frozenset(slugs)
        return next((each.name for each in self.routines if each.steps and {*slugs_of(each.steps)} == wanted), "")

    def area(self, slug: str) -> Area | None:
        """Return the area with this slug, or None."""
        return next((area for area in self.areas if area.slug == slug), None)

    def pool(self, area: str | None) -> tuple[Exercise, ...]:
        """Return the exercises of this area (None: of all) that may be offered unasked."""
        return tuple(e for e in self.exercises if (area is None or area in e.areas) and not e.ask_first)


def latest_index(slugs: Sequence[str]) -> dict[str, int]:
    """Return the index of each slug's first place in a list that has the latest first."""
    return {slug: index for index, slug in reversed(list(enumerate(slugs)))}
