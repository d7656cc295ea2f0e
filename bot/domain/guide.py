"""The guide: the screens of a routine, and one person's session moving through them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from bot.domain.actor import Actor
from bot.domain.exercises import Exercise, Hold

READY_SECONDS_NEW_EXERCISE = 8
READY_SECONDS_SAME_EXERCISE = 5
"""Seconds to get into place: for a new exercise, and for another side or round of the same one."""

OVERDUE_AFTER = timedelta(minutes=2)
"""A hold that ended longer ago than this waits for its person instead of running on alone."""
OFFERED_FOR = timedelta(hours=12)
"""How long `/stretch` offers to go on with a session that was left."""

State = Literal["open", "paused", "closed", "stopped", "done"]
Intent = Literal["start", "next", "back", "pause", "resume", "timer"]


@dataclass(frozen=True)
class Screen:
    """One hold as the guide shows it."""

    exercise: Exercise
    hold_index: int
    """Which of the exercise's holds, from 0."""
    round: int
    ready_seconds: int
    """Seconds to get into place before the hold."""

    @property
    def hold(self) -> Hold:
        """The position that this screen shows."""
        return self.exercise.holds[self.hold_index]

    @property
    def seconds(self) -> int:
        """How long the screen stays: getting into place, then the hold."""
        return self.ready_seconds + self.hold.seconds

    @property
    def is_last_of_exercise(self) -> bool:
        """Whether the exercise ends here."""
        return self.hold_index == len(self.exercise.holds) - 1 and self.round == self.exercise.rounds


@dataclass(frozen=True, kw_only=True)
class Session:
    """One person's way through a routine. `position` 0 is the start, then one a screen, then the end."""

    id: str
    team: str
    user: str
    slugs: tuple[str, ...]
    created_at: datetime
    position: int = 0
    step: int = 0
    """Counts the moves; whoever moves the session must name the step that they saw."""
    state: State = "open"
    ends_at: datetime | None = None
    """When the time of the present screen is up; None while nothing runs."""
    ref: str
    """What its Done counts for, once: the card or the break that it came from."""
    view_id: str | None = None
    break_id: str | None = None

    @property
    def actor(self) -> Actor:
        """Whose session it is."""
        return Actor(self.team, self.user)

    @property
    def is_active(self) -> bool:
        """Whether its window may still move."""
        return self.state in ("open", "paused")

    def resumable(self, now: datetime) -> bool:
        """Whether `/stretch` should offer to go on with it."""
        fresh = self.created_at > now - OFFERED_FOR
        return fresh and self.position > 0 and self.state in ("open", "paused", "closed")


def screens(routine: Sequence[Exercise]) -> tuple[Screen, ...]:
    """Return every hold of the routine in order, rounds spelt out."""
    return tuple(screen for exercise in routine for screen in _exercise_screens(exercise))


def _exercise_screens(exercise: Exercise) -> list[Screen]:
    order = [(hold_index, turn) for turn in range(1, exercise.rounds + 1) for hold_index in range(len(exercise.holds))]
    return [
        Screen(exercise, hold_index, turn, READY_SECONDS_SAME_EXERCISE if place else READY_SECONDS_NEW_EXERCISE)
        for place, (hold_index, turn) in enumerate(order)
    ]


def routine_seconds(routine: Sequence[Exercise]) -> int:
    """Return the seconds that the whole routine takes."""
    return sum(screen.seconds for screen in screens(routine))


def after_intent(session: Session, intent: Intent, all_screens: Sequence[Screen], now: datetime) -> Session:
    """Return the session after one intent; the same object if the intent means nothing here."""
    if not session.is_active:
        return session
    match intent:
        case "start" | "next":
            return at_position(session, session.position + 1, all_screens, now)
        case "timer":
            return at_position(session, session.position + 1, all_screens, now) if session.ends_at else session
        case "back":
            return at_position(session, session.position - 1, all_screens, now)
        case "pause":
            return paused(session) if session.ends_at else session
        case "resume":
            return at_position(session, session.position, all_screens, now) if session.state == "paused" else session


def at_position(session: Session, position: int, all_screens: Sequence[Screen], now: datetime) -> Session:
    """Return the session at this position, its time running from now."""
    position = min(max(position, 0), len(all_screens) + 1)
    running = 1 <= position <= len(all_screens)
    ends_at = now + timedelta(seconds=all_screens[position - 1].seconds) if running else None
    return _moved(session, position=position, state="open", ends_at=ends_at)


def ended(session: Session, state: Literal["closed", "stopped", "done"]) -> Session:
    """Return the session after its window went away, by closing, stopping or Done."""
    return _moved(session, state=state, ends_at=None)


def paused(session: Session) -> Session:
    """Return the session standing still at its screen; going on begins the hold anew, for one has to get into place."""
    return _moved(session, state="paused", ends_at=None)


def is_overdue(session: Session, now: datetime) -> bool:
    """Return whether its hold ended so long ago (the bot was away) that nobody follows any more."""
    return session.ends_at is not None and now - session.ends_at > OVERDUE_AFTER


def _moved(session: Session, **changes: object) -> Session:
    return replace(session, step=session.step + 1, **changes)  # type: ignore[arg-type]
