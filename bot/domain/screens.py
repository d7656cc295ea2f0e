"""The screens of a routine: one for each hold of each round, and how long each is shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil

from bot.domain.exercises import Exercise, Hold
from bot.domain.preferences import READY_PERCENTS

WORDS_PER_SECOND = 3.5
"""How fast the words of a screen are read."""
MIN_READY_SECONDS = 6
READY_SECONDS_AGAIN = 4
"""To get ready for a hold that comes again: on the other side, in the next round."""
READY_SECONDS_TURN_ROUND = 12
"""To get ready where the body has to turn round."""
SECONDS_PER_BREATH = 5
SIDE = re.compile(r"-?\b(?:left|right)\b-?")


@dataclass(frozen=True)
class Screen:
    """One hold in one round of an exercise."""

    exercise: Exercise
    hold_index: int
    """From 0."""
    round: int
    """From 1."""
    ready_seconds: int
    """To get into place before the hold."""

    @property
    def hold(self) -> Hold:
        """The hold of this screen."""
        return self.exercise.holds[self.hold_index]

    @property
    def seconds(self) -> int:
        """How long the screen is shown: getting ready, then the hold."""
        return self.ready_seconds + self.hold.seconds

    @property
    def breaths(self) -> int:
        """How many slow breaths the hold lasts."""
        return max(round(self.hold.seconds / SECONDS_PER_BREATH), 1)

    @property
    def is_first_of_exercise(self) -> bool:
        """Whether it is the first hold of the first round."""
        return (self.hold_index, self.round) == (0, 1)

    @property
    def is_last_of_exercise(self) -> bool:
        """Whether it is the last hold of the last round."""
        return self.hold_index == len(self.exercise.holds) - 1 and self.round == self.exercise.rounds


def screens(routine: Sequence[Exercise], ready_percent: int = 100) -> tuple[Screen, ...]:
    """Return the screens of a routine in order, one for each hold of each round.

    `ready_percent`: how long one gets ready for each, of the usual time.
    """
    found: list[Screen] = []
    known: set[object] = set()
    for exercise in routine:
        for round, index in product(range(1, exercise.rounds + 1), range(len(exercise.holds))):
            kind = _kind_of_hold(exercise, index)
            usual = _ready_seconds(exercise, index, again=kind in known)
            found.append(Screen(exercise, index, round, _extended(usual, ready_percent)))
            known.add(kind)
    return tuple(found)


def possible_ready_seconds(exercise: Exercise, index: int) -> list[int]:
    """Return how long getting ready for this hold may take, new or coming again, for whoever wants more time, too."""
    usual = [_ready_seconds(exercise, index, again) for again in (False, True)]
    return list(dict.fromkeys(_extended(seconds, percent) for percent in READY_PERCENTS for seconds in usual))


def _kind_of_hold(exercise: Exercise, index: int) -> object:
    """Return what a hold has in common with the same one on the other side: its picture, or title, without the side."""
    hold = exercise.holds[index]
    name = hold.pose[-1] if hold.pose else hold.title.casefold()
    return exercise.slug, SIDE.sub("", name)


def _ready_seconds(exercise: Exercise, index: int, again: bool) -> int:
    hold = exercise.holds[index]
    if hold.turns_round:
        return READY_SECONDS_TURN_ROUND
    if again:
        return READY_SECONDS_AGAIN
    before = (exercise.key_caution, exercise.start) if index == 0 else ()
    words = " ".join([*before, hold.title, *hold.lines]).split()
    return max(ceil(len(words) / WORDS_PER_SECOND), MIN_READY_SECONDS)


def _extended(seconds: int, percent: int) -> int:
    return ceil(seconds * percent / 100)


def routine_seconds(routine: Sequence[Exercise]) -> int:
    """Return how long the routine takes, with the seconds to get ready."""
    return sum(screen.seconds for screen in screens(routine))
