"""The exercise library: areas, exercises and their holds, and picking the next exercise for a person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Annotated, Literal

from annotated_types import Ge, Le, Len

from bot.domain.poses import Pose

Place = Literal["chair", "standing", "anywhere", "floor", "bed"]
Side = Literal["left", "right"]
Movement = Literal["twist", "arch", "round", "side bend", "hip", "shoulder", "neck", "wrist", "breath"]
"""What the body mainly does."""

Sentence = Annotated[str, Len(1, 300)]
"""One or more sentences, at most 300 characters."""
Slug = Annotated[str, Len(2, 60)]

MIN_HELD_SECONDS = 5
"""What is kept for less is a movement."""

STRAINS: frozenset[Movement] = frozenset({"twist", "arch"})
"""They are not repeated within an hour (see safety)."""

DESK_PLACES: frozenset[Place] = frozenset({"chair", "standing", "anywhere"})


@dataclass(frozen=True, kw_only=True)
class Hold:
    """One position kept for some seconds: one screen of the guide."""

    title: Annotated[str, Len(1, 60)]
    lines: Annotated[tuple[Sentence, ...], Len(2, 5)]
    seconds: Annotated[int, Ge(2), Le(120)]
    breath: Sentence
    picture: Annotated[str, Len(20, 400)]
    """The alternative text of the picture: the instruction for someone who cannot see it."""
    side: Side | None = None
    pose: Annotated[tuple[str, ...], Len(0, 2)] = ()
    """The names of the frames: the start position, then the position that is held."""
    mirrored: bool = False
    motion: Literal["still", "to-and-fro"] = "still"
    turns_round: bool = False
    """Whether the body has to turn round for it, which takes longer to get ready for."""

    @property
    def is_movement(self) -> bool:
        """Whether it is moved through rather than held."""
        return self.motion == "to-and-fro" or self.seconds < MIN_HELD_SECONDS


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One movement of the library, made of holds; its fields are those of the YAML files."""

    slug: Slug
    name: Annotated[str, Len(1, 60)]
    areas: Annotated[tuple[str, ...], Len(1)]
    place: Place
    kit: Annotated[str, Len(1, 120)]
    movement: Movement
    load: Annotated[int, Ge(1), Le(3)]
    """1: gentle for nearly everybody; 2: usual; 3: to the end of the range, on the floor or a bed's edge, or strong."""
    benefit: Sentence
    """What it is good for, as far as its sources say so."""
    felt: Sentence
    """Where a person feels it."""
    start: Sentence
    holds: Annotated[tuple[Hold, ...], Len(1, 8)]
    finish: Sentence
    """How to come out of the last hold."""
    key_caution: Annotated[str, Len(1, 120)]
    """The most important of its cautions, a whole sentence."""
    cautions: Annotated[tuple[Sentence, ...], Len(1)]
    skip_if: Annotated[str, Len(1, 160)]
    """The gravest and most common reasons against it; completes "Skip it if …"."""
    not_for: Annotated[tuple[Sentence, ...], Len(1)]
    sources: Annotated[tuple[str, ...], Len(1)]
    rounds: Annotated[int, Ge(1), Le(12)] = 1
    aliases: tuple[Annotated[str, Len(1, 60)], ...] = ()
    per_day: Annotated[int, Ge(1), Le(10)] = 3
    """How often it may be done within 24 hours."""
    ask_first: Sentence | None = None
    """The question to answer before it is shown; with one, it is never picked unasked."""
    instead: Slug | None = None
    """The gentler exercise to offer in its place."""

    @property
    def is_desk_friendly(self) -> bool:
        """Whether it can be done at work, sitting or standing."""
        return self.place in DESK_PLACES

    @property
    def is_seated(self) -> bool:
        """Whether it can be done without leaving the chair."""
        return self.place in ("chair", "anywhere")


@dataclass(frozen=True, kw_only=True)
class Area:
    """A part of the body or a place to stretch in, as people type it."""

    slug: Slug
    title: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Library:
    """The areas, exercises, sources and poses that were loaded."""

    areas: tuple[Area, ...]
    exercises: tuple[Exercise, ...]
    sources: Mapping[str, str] = field(default_factory=dict)
    """Source id to address."""
    poses: Mapping[str, Mapping[str, Pose]] = field(default_factory=dict)
    """Exercise slug to its frames by name."""

    def find(self, slug: str) -> Exercise | None:
        """Return the exercise with this slug, or None."""
        return next((exercise for exercise in self.exercises if exercise.slug == slug), None)

    def routine(self, slugs: Iterable[str]) -> tuple[Exercise, ...]:
        """Return the exercises with these slugs, in this order, without those that no longer exist."""
        return tuple(exercise for slug in slugs if (exercise := self.find(slug)))

    def area(self, slug: str) -> Area | None:
        """Return the area with this slug, or None."""
        return next((area for area in self.areas if area.slug == slug), None)

    def pool(self, area: str | None) -> tuple[Exercise, ...]:
        """Return the exercises of this area (None: of all) that may be offered unasked."""
        return tuple(e for e in self.exercises if (area is None or area in e.areas) and not e.ask_first)


def pick(pool: Sequence[Exercise], seen_slugs: Sequence[str], rng: Random) -> Exercise:
    """Return the next exercise: not the one seen last, what was never seen first, desk-friendly before the floor.

    `seen_slugs` are those a person was shown, the latest first.
    """
    candidates = [exercise for exercise in pool if exercise.slug not in seen_slugs[:1]] or list(pool)
    seen_ago, never = latest_index(seen_slugs), len(seen_slugs)
    return min(candidates, key=lambda e: (-seen_ago.get(e.slug, never), not e.is_desk_friendly, rng.random()))


def latest_index(slugs: Sequence[str]) -> dict[str, int]:
    """Return the index of each slug's first place in a list that has the latest first."""
    return {slug: index for index, slug in reversed(list(enumerate(slugs)))}
