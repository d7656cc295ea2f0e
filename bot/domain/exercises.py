"""The library of exercises: what an exercise is, and which one a person gets next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Annotated, Literal

from annotated_types import Ge, Le, Len

from bot.domain.poses import Pose

Place = Literal["chair", "standing", "anywhere", "floor", "bed"]
Side = Literal["left", "right"]
Movement = Literal["twist", "arch", "other"]

Sentence = Annotated[str, Len(1, 300)]
Slug = Annotated[str, Len(2, 60)]

DESK_PLACES: frozenset[Place] = frozenset({"chair", "standing", "anywhere"})


@dataclass(frozen=True, kw_only=True)
class Hold:
    """One position kept for some seconds: one screen of the guide."""

    title: Annotated[str, Len(1, 60)]
    lines: Annotated[tuple[Sentence, ...], Len(2, 5)]
    seconds: Annotated[int, Ge(2), Le(120)]
    breath: Sentence
    picture: Annotated[str, Len(20, 400)]
    """The alternative text of the picture: the instruction, said for someone who cannot see it."""
    side: Side | None = None
    pose: Annotated[tuple[str, ...], Len(0, 2)] = ()
    """Names of the frames the figure moves between: where it starts, then the position that is held."""
    mirrored: bool = False
    motion: Literal["still", "to-and-fro"] = "still"


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One movement of the library, made of holds."""

    slug: Slug
    name: Annotated[str, Len(1, 60)]
    areas: Annotated[tuple[str, ...], Len(1)]
    place: Place
    kit: Annotated[str, Len(1, 120)]
    benefit: Sentence
    """What it is for, in words that its sources bear out."""
    felt: Sentence
    """Where a person feels it."""
    start: Sentence
    holds: Annotated[tuple[Hold, ...], Len(1, 8)]
    finish: Sentence
    """How to come out of the last hold."""
    cautions: Annotated[tuple[Sentence, ...], Len(1)]
    not_for: Annotated[tuple[Sentence, ...], Len(1)]
    sources: Annotated[tuple[str, ...], Len(1)]
    rounds: Annotated[int, Ge(1), Le(12)] = 1
    aliases: tuple[Annotated[str, Len(1, 60)], ...] = ()
    movement: Movement = "other"
    """Twists and arches are not repeated within the hour (see care)."""
    per_day: Annotated[int, Ge(1), Le(10)] = 3
    ask_first: Sentence | None = None
    """A question that must be answered before this exercise is shown; it is then never picked unasked."""
    instead: Slug | None = None
    """The gentler exercise to offer in its place."""

    @property
    def is_desk_friendly(self) -> bool:
        """Whether it can be done at work, in a chair or on one's feet."""
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
    """Every exercise that Limber knows, by area, name and slug."""

    areas: tuple[Area, ...]
    exercises: tuple[Exercise, ...]
    sources: Mapping[str, str] = field(default_factory=dict)
    """Source id to its address."""
    poses: Mapping[str, Mapping[str, Pose]] = field(default_factory=dict)
    """Exercise slug to its frames by name."""

    def find(self, slug: str) -> Exercise | None:
        """Return the exercise with this slug, or None."""
        return next((exercise for exercise in self.exercises if exercise.slug == slug), None)

    def routine(self, slugs: Iterable[str]) -> tuple[Exercise, ...]:
        """Return the exercises with these slugs that still exist, in this order."""
        return tuple(exercise for slug in slugs if (exercise := self.find(slug)))

    def area(self, slug: str) -> Area | None:
        """Return the area with this slug, or None."""
        return next((area for area in self.areas if area.slug == slug), None)

    def pool(self, area: str | None) -> tuple[Exercise, ...]:
        """Return what may be offered unasked for this area (None: anywhere at all)."""
        return tuple(e for e in self.exercises if (area is None or area in e.areas) and not e.ask_first)


def pick(pool: Sequence[Exercise], seen_slugs: Sequence[str], rng: Random) -> Exercise:
    """Choose: never the one seen last, what can be done at a desk first, then what was not seen for longest.

    `seen` holds the slugs a person was shown, the latest first.
    """
    candidates = [exercise for exercise in pool if exercise.slug not in seen_slugs[:1]] or list(pool)
    recency = {slug: place for place, slug in reversed(list(enumerate(seen_slugs)))}
    return min(candidates, key=lambda e: (not e.is_desk_friendly, -recency.get(e.slug, len(seen_slugs)), rng.random()))
