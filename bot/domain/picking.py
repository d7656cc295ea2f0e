"""Picking an exercise for one person: from an area, a kind or both, that suits them, rested, not what they saw last."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from bot.domain.exercises import MAX_LOAD, Exercise
from bot.domain.library import latest_index
from bot.domain.rest import Rest
from bot.domain.stretch_kinds import anywhere, is_asked_for_floor, pool


@dataclass(frozen=True)
class Picked:
    """An exercise that was picked."""

    exercise: Exercise
    is_elsewhere: bool
    """Whether it is from another area, as the one asked for has nothing of that kind."""
    needs_floor_unasked: bool
    """Whether it needs a mat though nobody asked for the floor, nor said that they have one."""


def pick_exercise(wanted: str, rest: Rest, rng: Random | None) -> Picked | None:
    """Pick what suits a person from what is wanted (`lower`, `desk`, `lower+desk`), or None if nothing does."""
    fit = rest.history.fit
    here = pool(wanted, rest.library, fit)
    offered = here or pool(anywhere(wanted, rest.library), rest.library, fit)
    if not offered:
        return None
    rested = tuple(exercise for exercise in offered if rest.advice(exercise) is None)
    picked = pick(rested or offered, rest.history.seen, rng)
    needs_floor_unasked = picked.place == "floor" and fit.kit is None and not is_asked_for_floor(wanted)
    return Picked(picked, not here, needs_floor_unasked)


def pick(pool: Sequence[Exercise], seen_slugs: Sequence[str], rng: Random | None) -> Exercise:
    """Return the next exercise: not the one seen last, what was never seen first.

    Of equals, what can be done at a desk comes before the floor, what has pictures before what has words alone.
    `seen_slugs` are those a person was shown, the latest first. After one of the strongest, another of them waits.
    Without `rng` it is the first of equals, so the same each time.
    """
    last = next((exercise for exercise in pool if exercise.slug in seen_slugs[:1]), None)
    others = [exercise for exercise in pool if exercise is not last] or list(pool)
    milder = [exercise for exercise in others if exercise.load < MAX_LOAD]
    candidates = milder if last and last.load == MAX_LOAD and milder else others
    seen_ago, never = latest_index(seen_slugs), len(seen_slugs)
    return min(candidates, key=lambda e: (-seen_ago.get(e.slug, never), *_comes_later(e), rng.random() if rng else 0))


def _comes_later(exercise: Exercise) -> tuple[bool, bool]:
    return not exercise.is_desk_friendly, not exercise.has_pictures
