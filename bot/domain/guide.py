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

STALE_AFTER = timedelta(minutes=2)
"""A hold that ended longer ago than this waits for its person instead of running on alone."""
OFFERED_FOR = timedelta(hours=12)
"""How long `/stretch` offers to go on with a session that was left."""

State = Literal["open", "paused", "closed", "stopped", "done"]
Intent = Literal["start", "next", "back", "pause", "resume", "timer"]


@dataclass(frozen=True)
class Screen:
    """One hold as the guide shows it."""

    exercise: Exercise
    number: int
    """Which of the exercise's holds, from 0."""
    round: int
    ready: int
    """Seconds to get into place before the hold."""

    @property
    def hold(self) -> Hold:
        """The position that this screen shows."""
        return self.exercise.holds[self.number]

    @property
    def seconds(self) -> int:
        """How long the screen stays: getting into place, then the hold."""
        return self.ready + self.hold.seconds

    @property
    def last_of_exercise(self) -> bool:
        """Whether the exercise ends here."""
        return self.number == len(self.exercise.holds) - 1 and self.round == self.exercise.rounds


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
    return tuple(screen for exercise in routine for screen in _screens_of(exercise))


def _screens_of(exercise: Exercise) -> list[Screen]:
    order = [(number, turn) for turn in range(1, exercise.rounds + 1) for number in range(len(exercise.holds))]
    return [
        Screen(exercise, number, turn, READY_SECONDS_SAME_EXERCISE if place else READY_SECONDS_NEW_EXERCISE)
        for place, (number, turn) in enumerate(order)
    ]


def length(routine: Sequence[Exercise]) -> int:
    """Return the seconds that the whole routine takes."""
    return sum(screen.seconds for screen in screens(routine))


def after_intent(session: Session, intent: Intent, way: Sequence[Screen], now: datetime) -> Session:
    """Return the session after one intent; the same object if the intent means nothing here."""
    if not session.is_active:
        return session
    match intent:
        case "start" | "next":
            return at_position(session, session.position + 1, way, now)
        case "timer":
            return at_position(session, session.position + 1, way, now) if session.ends_at else session
        case "back":
            return at_position(session, session.position - 1, way, now)
        case "pause":
            return paused(session) if session.ends_at else session
        case "resume":
            return at_position(session, session.position, way, now) if session.state == "paused" else session


def at_position(session: Session, position: int, way: Sequence[Screen], now: datetime) -> Session:
    """Return the session at this position, its time running from now."""
    position = min(max(position, 0), len(way) + 1)
    running = 1 <= position <= len(way)
    ends_at = now + timedelta(seconds=way[position - 1].seconds) if running else None
    return _next_step(session, position=position, state="open", ends_at=ends_at)


def ended(session: Session, state: Literal["closed", "stopped", "done"]) -> Session:
    """Return the session after its window went away, by closing, stopping or Done."""
    return _next_step(session, state=state, ends_at=None)


def paused(session: Session) -> Session:
    """Return the session standing still at its screen; going on begins the hold anew, for one has to get into place."""
    return _next_step(session, state="paused", ends_at=None)


def is_overdue(session: Session, now: datetime) -> bool:
    """Return whether its hold ended so long ago (the bot was away) that nobody follows any more."""
    return session.ends_at is not None and now - session.ends_at > STALE_AFTER


def _next_step(session: Session, **changes: object) -> Session:
    return replace(session, step=session.step + 1, **changes)  # type: ignore[arg-type]
