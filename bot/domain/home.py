"""What Home shows of a person, as it is stored, and which area they use most."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.library import Area, Library
from bot.domain.preferences import Fit, Preferences
from bot.domain.safety import Done

USUAL_AREA = "lower"
"""For whom nothing is known yet."""


@dataclass(frozen=True)
class OwnReminders:
    """A person's private reminders: the zone of their times, and when the next one comes."""

    zone: str
    next_at: datetime | None
    """None: they are paused, or were stopped."""


@dataclass(frozen=True)
class HomeFacts:
    """What a person did lately, and what they have chosen."""

    dones: tuple[Done, ...] = ()
    """What they finished in the last weeks."""
    first_done: datetime | None = None
    """When they finished the first of all that is stored; None: nothing is."""
    first_week: date | None = None
    """The Monday of the first week that is counted, where single stretches are no longer stored."""
    hidden: frozenset[str] = frozenset()
    has_joined: bool = False
    """Whether they have ever joined a team's break."""
    was_reminded: bool = False
    """Whether a private reminder has ever come, as far as it's still stored."""
    reminders: OwnReminders | None = None
    preferences: Preferences | None = None
    """None: they have never chosen any."""

    @property
    def has_stretched(self) -> bool:
        """Whether they have ever finished a stretch."""
        return bool(self.first_done or self.first_week)

    @property
    def has_set_up(self) -> bool:
        """Whether they told what they have."""
        return self.preferences is not None and self.preferences.kit is not None

    @property
    def fit(self) -> Fit:
        """Which exercises fit them."""
        return Fit(self.preferences.kit if self.preferences else None, self.hidden)


def area_used_most(facts: HomeFacts, library: Library) -> Area:
    """Return the area of most of what somebody finished lately: whichever of its areas it was asked for by."""
    exercises = library.exercises_of(done.slug for done in facts.dones)
    counts = Counter(area for exercise in exercises for area in exercise.areas)
    mains = Counter(exercise.areas[0] for exercise in exercises)
    usual = library.area(USUAL_AREA) or library.areas[0]
    return max(library.areas, key=lambda area: (counts[area.slug], area is usual, mains[area.slug]))
