"""Routines: named sets of exercises in order. A step is written `cat-arch`, or `cat-arch:2` for two rounds of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le, Len

from bot.domain.exercises import Claim, Sentence, Slug

ROUNDS_SIGN = ":"
DEFAULT_ROUTINE = "two-minutes"
"""The routine of a team break for which none was chosen."""
USUAL_LENGTH = "2 minutes"
"""What that is called where there is no such routine."""


@dataclass(frozen=True, kw_only=True)
class Routine:
    """A named set of exercises in order, or a length for which exercises are picked anew each time."""

    slug: Slug
    name: Annotated[str, Len(1, 24)]
    purpose: Sentence
    steps: Annotated[tuple[str, ...], Len(0, 12)] = ()
    seconds: Annotated[int, Ge(30), Le(600)] | None = None
    """How long it is at most; without steps, what is picked fits in it."""
    aliases: tuple[Annotated[str, Len(1, 60)], ...] = ()
    caution: Claim | None = None
    """What to read before it."""
    often: Claim | None = None
    """How often a day it is worth doing."""


def step_of(slug: str, rounds: int | None = None) -> str:
    """Return the step with this exercise, in so many rounds."""
    return f"{slug}{ROUNDS_SIGN}{rounds}" if rounds else slug


def slug_of(step: str) -> str:
    """Return the slug of the step's exercise."""
    return step.partition(ROUNDS_SIGN)[0]


def slugs_of(steps: Iterable[str]) -> tuple[str, ...]:
    """Return the slugs of the exercises of these steps, each once, in order."""
    return tuple(dict.fromkeys(map(slug_of, steps)))


def rounds_of(step: str) -> int | None:
    """Return how many rounds the step names, None if it leaves that to its exercise."""
    rounds = step.partition(ROUNDS_SIGN)[2]
    return int(rounds) if rounds.isascii() and rounds.isdigit() and 0 < len(rounds) < 3 else None
