"""Exercises and their holds; the fields are those of the YAML files."""

from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Ge, Le, Len

Place = Literal["anywhere", "standing", "chair", "firm chair", "floor", "bed"]
"""Where it is done: `anywhere` is sitting or standing, `firm chair` must neither roll nor tip."""
Side = Literal["left", "right"]
Movement = Literal["twist", "arch", "round", "side bend", "hip", "leg", "shoulder", "neck", "wrist", "breath", "rest"]
"""What the body mainly does; `rest` is for the eyes and the jaw."""
Strength = Literal["none", "weak", "some"]
"""How strong the evidence is for what an exercise is for: no study, studies of its kind, or trials of its own."""

Sentence = Annotated[str, Len(1, 300)]
"""One or more sentences, at most 300 characters."""
Slug = Annotated[str, Len(2, 60)]

MAX_LOAD = 3
MIN_HELD_SECONDS = 5
"""What is kept for less is a movement."""

STRAINS: frozenset[Movement] = frozenset({"twist", "arch"})
"""They are not repeated within an hour (see rest); nor is a strong one that rounds the back."""

CHAIRS: frozenset[Place] = frozenset({"chair", "firm chair"})
SEATED_PLACES: frozenset[Place] = CHAIRS | {"anywhere"}
DESK_PLACES: frozenset[Place] = SEATED_PLACES | {"standing"}


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
    """The names of its pictures: the start position, then the position that is held, or the two ends of a movement."""
    motion: Literal["still", "to-and-fro"] = "still"
    pace: Annotated[float, Ge(2), Le(30)] = 8.0
    """Seconds for one movement to and fro."""
    turns_round: bool = False
    """Whether the body has to turn round for it, which takes longer to get ready for."""

    @property
    def is_movement(self) -> bool:
        """Whether it is moved through rather than held."""
        return self.motion == "to-and-fro" or self.seconds < MIN_HELD_SECONDS


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A sentence of an exercise with the sources that say so."""

    says: Sentence
    sources: tuple[str, ...] = ()
    """None: it is the judgement of whoever wrote it."""

    def __str__(self) -> str:
        """Return the sentence."""
        return self.says


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """How sure it is that an exercise does what it is for."""

    strength: Strength
    says: Sentence
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Variants:
    """Other exercises for the same stretch, by their slugs."""

    easier: Slug | None = None
    seated: Slug | None = None
    standing: Slug | None = None
    full: Slug | None = None


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One movement of the library, made of holds."""

    slug: Slug
    name: Annotated[str, Len(1, 60)]
    areas: Annotated[tuple[str, ...], Len(1)]
    place: Place
    kit: Annotated[str, Len(1, 120)]
    movement: Movement
    load: Annotated[int, Ge(1), Le(MAX_LOAD)]
    """1: gentle for nearly everybody; 2: usual; 3: to the end of the range, on the floor or a bed's edge, or strong."""
    benefit: Claim
    """What it is good for, as far as its sources say so."""
    evidence: Evidence
    felt: Sentence
    """Where a person feels it."""
    start: Sentence
    holds: Annotated[tuple[Hold, ...], Len(1, 8)]
    finish: Sentence
    """How to come out of the last hold."""
    key_caution: Annotated[str, Len(1, 120)]
    """The most important of its cautions, a whole sentence."""
    cautions: Annotated[tuple[Claim, ...], Len(1)]
    skip_if: Annotated[str, Len(1, 160)]
    """The gravest and most common reasons against it; completes "Skip it if …"."""
    not_for: Annotated[tuple[Claim, ...], Len(1)]
    method: Annotated[tuple[Claim, ...], Len(1)]
    """What each source says about how to do it, how long and how often."""
    rounds: Annotated[int, Ge(1), Le(12)] = 1
    aliases: tuple[Annotated[str, Len(1, 60)], ...] = ()
    per_day: Annotated[int, Ge(1), Le(20)] = 3
    """How often it may be done on one day, as far as its sources say so."""
    hours_apart: Annotated[int, Ge(0), Le(12)] = 0
    """How long it should rest before it is done again, as far as its sources say so."""
    often: Claim | None = None
    """How often a day it is worth doing."""
    ask_first: Sentence | None = None
    """The question to answer before it is shown; with one, it is never picked unasked."""
    variants: Variants = Variants()
    reviewed_by: Annotated[str, Len(3, 120)] | None = None
    """The health professional who has checked it, by name and profession; None: nobody yet."""

    @property
    def is_desk_friendly(self) -> bool:
        """Whether it can be done at work, sitting or standing."""
        return self.place in DESK_PLACES

    @property
    def is_seated(self) -> bool:
        """Whether it can be done without leaving the chair."""
        return self.place in SEATED_PLACES

    @property
    def has_pictures(self) -> bool:
        """Whether it has pictures."""
        return bool(self.holds[0].pose)

    @property
    def needs_chair(self) -> bool:
        """Whether it cannot be done without a chair."""
        return self.place in CHAIRS

    @property
    def strains(self) -> bool:
        """Whether its movement should not be repeated within an hour."""
        return self.movement in STRAINS or (self.movement == "round" and self.load == MAX_LOAD)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Everything that it says with sources, or should."""
        often = (self.often,) if self.often else ()
        evidence = Claim(says=self.evidence.says, sources=self.evidence.sources)
        return (*self.method, *often, self.benefit, evidence, *self.cautions, *self.not_for)

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of all its claims, each once."""
        return tuple(dict.fromkeys(source for claim in self.claims for source in claim.sources))
