"""A person's preferences: what they have, what is not for them, and how they want to be treated."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from bot.domain.exercises import Exercise, Place
from bot.domain.timetable import WEEKDAYS

Kit = Literal["chair", "firm-chair", "standing", "mat", "bed"]
"""What somebody has: a chair with wheels, one without, room to stand, a mat, a bed."""
KITS: tuple[Kit, ...] = ("chair", "firm-chair", "standing", "mat", "bed")
NEEDED: dict[Place, frozenset[Kit]] = {
    "standing": frozenset({"standing"}),
    "chair": frozenset({"chair", "firm-chair"}),
    "firm chair": frozenset({"firm-chair"}),
    "floor": frozenset({"mat"}),
    "bed": frozenset({"bed"}),
}
"""What a place needs, any of these; one that is not named needs nothing."""
READY_PERCENTS = (100, 150, 200)
"""How long somebody gets ready for a hold, of the usual time."""
GOALS = (1, 2, 3, 4, 5)
DEFAULT_GOAL = 3
"""On how many days a week somebody means to stretch."""
NO_HOLIDAYS = ""
"""The country of somebody who has no public holidays off; None: not told."""
Hours = tuple[time, time]
"""Local times: from, and to."""


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """What a person chose in their set-up, or the defaults; what is not for them is `Fit`."""

    kit: frozenset[Kit] | None = None
    """What they have; None: they were not asked yet, so anything may be shown."""
    first_window: bool = False
    """Whether the window before the first hold always opens."""
    still_pictures: bool = False
    ready_percent: int = 100
    counted_only: bool = False
    """Whether rosters count them without their name."""
    goal_days: int = DEFAULT_GOAL
    work_days: frozenset[int] = WEEKDAYS
    hours: Hours | None = None
    """When they work; None: not told."""
    country: str | None = None
    """Whose public holidays they have off: "DE", "DE-BY", or NO_HOLIDAYS; None: not told."""
    days_off: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Fit:
    """Which exercises fit a person: by what they have, and what is not for them."""

    kit: frozenset[Kit] | None = None
    hidden: frozenset[str] = frozenset()
    """The slugs of what is not for them; why is not known."""

    def suits(self, exercise: Exercise) -> bool:
        """Return whether an exercise may be offered to them."""
        return exercise.slug not in self.hidden and self.has_kit_for(exercise)

    def has_kit_for(self, exercise: Exercise) -> bool:
        """Return whether they have what it needs."""
        if self.kit is None:
            return True
        needed = NEEDED.get(exercise.place)
        return needed is None or not needed.isdisjoint(self.kit)


ANYTHING = Fit()
"""Of whom nothing is known: all exercises fit."""


def parse_kit(words: str | None) -> frozenset[Kit] | None:
    """Return what these words name, as they are stored; None where it was not told."""
    return None if words is None else frozenset(kit for kit in KITS if kit in words.split())


def join_kit(kit: Collection[Kit] | None) -> str | None:
    """Return the words by which this is stored."""
    return None if kit is None else " ".join(each for each in KITS if each in kit)


def join_hours(hours: Hours | None) -> str | None:
    """Return hours as they are stored: "09:00-17:00"."""
    return "-".join(at.isoformat(timespec="minutes") for at in hours) if hours else None


def parse_hours(stored: str | None) -> Hours | None:
    """Return hours from how they are stored."""
    if not stored:
        return None
    begin, end = map(time.fromisoformat, stored.split("-"))
    return begin, end
