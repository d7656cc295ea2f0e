"""Introductions: whether a person sees what an exercise asks for, and who should skip it, before it begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from bot.domain.exercises import Exercise

VALID_FOR = timedelta(days=365)
"""After this time a person is introduced to an exercise again."""


@dataclass(frozen=True)
class Introduction:
    """That a person was introduced to an exercise."""

    version: str
    """The version of the cautions that they saw."""
    at: datetime


def cautions_version(exercise: Exercise) -> str:
    """Return the version of an exercise's cautions: 16 hexadecimal digits that change when they do."""
    said = [exercise.skip_if, exercise.key_caution, *exercise.cautions, "", *exercise.not_for]
    text = "\n".join(map(str, said))
    return blake2b(text.encode(), digest_size=8).hexdigest()


def exercises_to_introduce(
    routine: Sequence[Exercise], seen: Mapping[str, Introduction], now: datetime, always: bool = False
) -> tuple[Exercise, ...]:
    """Return the exercises that a person is new to, last met over a year ago, or whose cautions have changed.

    `seen` has what they were introduced to, by slug; `always`: all of them, as the person asked for that.
    """
    return tuple(exercise for exercise in routine if always or _is_due(exercise, seen.get(exercise.slug), now))


def _is_due(exercise: Exercise, introduction: Introduction | None, now: datetime) -> bool:
    if introduction is None or introduction.version != cautions_version(exercise):
        return True
    return now - introduction.at > VALID_FOR
