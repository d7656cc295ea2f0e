"""The guide: the screens of a routine, and the states of one person's session."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import product
from math import ceil
from typing import Literal

from bot.domain.actor import Actor
from bot.domain.exercises import Exercise, Hold

WORDS_PER_SECOND = 3.5
"""How fast the words of a screen are read."""
MIN_READY_SECONDS = 6
READY_SECONDS_AGAIN = 4
"""To get ready for a hold that comes again: on the other side, in the next round."""
READY_SECONDS_TURN_ROUND = 12
"""To get ready where the body has to turn round."""
SECONDS_PER_BREATH = 5

OVERDUE_AFTER = timedelta(minutes=2)
"""A session whose hold ended longer ago than this is paused instead of moved on."""
OFFERED_FOR = timedelta(hours=12)
"""How long after it was created a session can be resumed."""

State = Literal["open", "paused", "closed", "stopped", "done"]
Intent = Literal["next", "back", "pause", "resume", "timer"]


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


@dataclass(frozen=True, kw_only=True)
class Session:
    """One person's way through a routine.

    `position` is 0 at the start, 1 to n at the n screens, n + 1 at the end.
    """

    id: str
    team: str
    user: str
    slugs: tuple[str, ...]
    created_at: datetime
    position: int = 0
    step: int = 0
    """Counts the changes, for compare-and-set: a change must name the step that it was based on."""
    state: State = "open"
    ends_at: datetime | None = None
    """When the screen's time is up (UTC); None while no timer runs."""
    held: tuple[int, ...] = ()
    """The positions whose holds were done, sorted."""
    ref: str
    """The card or break that it was opened from: a Done counts once for each."""
    view_id: str | None = None
    break_id: str | None = None
    response_url: str | None = None
    """Replaces the card that it was opened from, within thirty minutes."""

    @property
    def actor(self) -> Actor:
        """The person whose session it is."""
        return Actor(self.team, self.user)

    @property
    def is_active(self) -> bool:
        """Whether its modal is open."""
        return self.state in ("open", "paused")

    def resumable(self, now: datetime) -> bool:
        """Whether it was begun, left and created recently enough to be offered again."""
        fresh = self.created_at > now - OFFERED_FOR
        return fresh and self.position > 0 and self.state in ("open", "paused", "closed")


def screens(routine: Sequence[Exercise]) -> tuple[Screen, ...]:
    """Return the screens of a routine in order, one for each hold of each round."""
    found: list[Screen] = []
    known: set[object] = set()
    for exercise in routine:
        for round, index in product(range(1, exercise.rounds + 1), range(len(exercise.holds))):
            kind = _kind_of_hold(exercise, index)
            found.append(Screen(exercise, index, round, _ready_seconds(exercise, index, again=kind in known)))
            known.add(kind)
    return tuple(found)


def possible_ready_seconds(exercise: Exercise, index: int) -> list[int]:
    """Return how long getting ready for this hold may take, for a hold that is new and for one that comes again."""
    return list(dict.fromkeys(_ready_seconds(exercise, index, again) for again in (False, True)))


def _kind_of_hold(exercise: Exercise, index: int) -> object:
    """Return what a hold has in common with the same one on the other side: its frames."""
    hold = exercise.holds[index]
    return exercise.slug, hold.pose or hold.title


def _ready_seconds(exercise: Exercise, index: int, again: bool) -> int:
    hold = exercise.holds[index]
    if hold.turns_round:
        return READY_SECONDS_TURN_ROUND
    if again:
        return READY_SECONDS_AGAIN
    words = " ".join([exercise.start if index == 0 else "", hold.title, *hold.lines]).split()
    return max(ceil(len(words) / WORDS_PER_SECOND), MIN_READY_SECONDS)


def routine_seconds(routine: Sequence[Exercise]) -> int:
    """Return how long the routine takes, with the seconds to get ready."""
    return sum(screen.seconds for screen in screens(routine))


def after_intent(session: Session, intent: Intent, all_screens: Sequence[Screen], now: datetime) -> Session:
    """Return the session after this intent; the same object if the intent does not apply."""
    if not session.is_active:
        return session
    match intent:
        case "next":
            return at_position(_counted(session, all_screens, now), session.position + 1, all_screens, now)
        case "timer":
            over = _with_hold(session)
            return at_position(over, session.position + 1, all_screens, now) if session.ends_at else session
        case "back":
            return at_position(session, session.position - 1, all_screens, now)
        case "pause":
            return paused(session) if session.ends_at else session
        case "resume":
            return at_position(session, session.position, all_screens, now) if session.state == "paused" else session


def is_holding(session: Session, all_screens: Sequence[Screen], now: datetime) -> bool:
    """Return whether getting ready is over: the hold is running, or paused."""
    if not 1 <= session.position <= len(all_screens):
        return False
    hold = all_screens[session.position - 1].hold
    return session.ends_at is None or now >= session.ends_at - timedelta(seconds=hold.seconds)


def has_begun(session: Session, all_screens: Sequence[Screen], now: datetime) -> bool:
    """Return whether its person has begun a first hold."""
    return bool(session.held) or is_holding(session, all_screens, now)


def is_at_end(session: Session, all_screens: Sequence[Screen]) -> bool:
    """Return whether its person is past the last hold."""
    return session.position > len(all_screens)


def _counted(session: Session, all_screens: Sequence[Screen], now: datetime) -> Session:
    """Return the session with its present hold as done, unless that is skipped before it begins."""
    return _with_hold(session) if is_holding(session, all_screens, now) else session


def _with_hold(session: Session) -> Session:
    return replace(session, held=tuple(sorted({*session.held, session.position})))


def at_position(session: Session, position: int, all_screens: Sequence[Screen], now: datetime) -> Session:
    """Return the session open at this position (clamped to the start and the end), its timer running from now."""
    position = min(max(position, 0), len(all_screens) + 1)
    is_on_screen = 1 <= position <= len(all_screens)
    ends_at = now + timedelta(seconds=all_screens[position - 1].seconds) if is_on_screen else None
    return _moved(session, position=position, state="open", ends_at=ends_at)


def ended(session: Session, state: Literal["closed", "stopped", "done"]) -> Session:
    """Return the session in this final state, without a timer."""
    return _moved(session, state=state, ends_at=None)


def paused(session: Session) -> Session:
    """Return the session paused at its screen; resuming begins the hold anew, as one must get into place again."""
    return _moved(session, state="paused", ends_at=None)


def is_overdue(session: Session, now: datetime) -> bool:
    """Return whether its hold ended more than OVERDUE_AFTER ago, because the bot was not running."""
    return session.ends_at is not None and now - session.ends_at > OVERDUE_AFTER


def _moved(session: Session, **changes: object) -> Session:
    return replace(session, step=session.step + 1, **changes)  # type: ignore[arg-type]
