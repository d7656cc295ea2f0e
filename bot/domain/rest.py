"""Rest: which exercises a person should not do again yet, and what to offer instead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from bot.domain.exercises import Exercise
from bot.domain.library import Library
from bot.domain.local_time import day_start
from bot.domain.safety import Done, History

MIN_REST = timedelta(minutes=60)
"""Between two twists, two arches or two deep bends, whichever exercises they are."""
STRAIN_NAMES = {"arch": "back bend", "round": "deep bend"}


@dataclass(frozen=True)
class Rest:
    """What a person has done, and what should rest for it at this moment."""

    library: Library
    history: History
    now: datetime

    def advice(self, exercise: Exercise) -> str | None:
        """Return the sentence that this exercise should rest for now, or None if it need not."""
        if strain := self._strain_within_the_hour(exercise):
            again = "doing it again" if strain == exercise else f"another {_strain_name(exercise)}"
            return f"You did {strain.name} within the last hour. Give your back an hour before {again}."
        if self._done_within(exercise, timedelta(hours=exercise.hours_apart)):
            hours = "hour" if exercise.hours_apart == 1 else f"{exercise.hours_apart} hours"
            return f"You did {exercise.name} within the last {hours}. Try something different?"
        times = sum(done.slug == exercise.slug for done in self._today)
        if times >= exercise.per_day:
            return f"You've done {exercise.name} {_times_in_words(times)} today. Try something different?"
        return None

    def alternative(self, exercise: Exercise) -> Exercise | None:
        """Return what suits a person and moves otherwise, loads no more and need not rest itself, or None.

        In this order: the one it names, those of its areas, then those that can be done at a desk.
        """
        return next((other for other in self._candidates(exercise) if self._is_gentler(other, exercise)), None)

    def may_offer(self, exercise: Exercise) -> bool:
        """Return whether this may be offered to the person unasked: it suits them and need not rest."""
        return not exercise.ask_first and self.history.fit.suits(exercise) and self.advice(exercise) is None

    def not_to_offer(self) -> frozenset[str]:
        """Return the slugs of what may not be offered."""
        return frozenset(exercise.slug for exercise in self.library.exercises if not self.may_offer(exercise))

    def _candidates(self, exercise: Exercise) -> Iterator[Exercise]:
        offered = self.library.pool(None)
        yield from self.library.exercises_of([exercise.variants.easier] if exercise.variants.easier else [])
        yield from (other for other in offered if set(other.areas) & set(exercise.areas))
        yield from (other for other in offered if other.is_desk_friendly)

    def _is_gentler(self, other: Exercise, exercise: Exercise) -> bool:
        moves_otherwise = other.movement != exercise.movement and other.load <= exercise.load
        return moves_otherwise and self.may_offer(other)

    def _done_within(self, exercise: Exercise, length: timedelta) -> bool:
        since = self.now - length
        return any(done.slug == exercise.slug and since < done.at <= self.now for done in self.history.recent)

    def _strain_within_the_hour(self, exercise: Exercise) -> Exercise | None:
        """Return the latest exercise with the same strain that was done within the hour, or None."""
        if not exercise.strains:
            return None
        recent = [done for done in self.history.recent if self.now - MIN_REST < done.at <= self.now]
        done = self.library.exercises_of(done.slug for done in reversed(recent))
        return next((other for other in done if other.strains and other.movement == exercise.movement), None)

    @cached_property
    def _today(self) -> list[Done]:
        """What was done on this calendar day, where the person is; looked for once, as a whole pool is asked about."""
        since = day_start(self.now, self.history.zone)
        return [done for done in self.history.recent if since <= done.at <= self.now]


def _strain_name(exercise: Exercise) -> str:
    return STRAIN_NAMES.get(exercise.movement, exercise.movement)


def _times_in_words(count: int) -> str:
    return {1: "once", 2: "twice", 3: "three times"}.get(count, f"{count} times")
