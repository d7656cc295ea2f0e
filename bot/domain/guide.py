"""The guide: the states of one person's session, and what each intent makes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from bot.domain.actor import Actor
from bot.domain.screens import Screen

OVERDUE_AFTER = timedelta(minutes=2)
"""A session whose hold ended longer ago than this is paused instead of moved on."""
OFFERED_FOR = timedelta(hours=12)
"""How long after it was created a session can be resumed."""

State = Literal["open", "paused", "closed", "stopped", "done"]
ACTIVE: tuple[State, ...] = ("open", "paused")
"""The states of a session whose modal is open."""
Intent = Literal["next", "back", "pause", "resume", "timer"]


@dataclass(frozen=True, kw_only=True)
class Session:
    """One person's way through a routine.

    `position` is 0 at the start, 1 to n at the n screens, n + 1 at the end.
    """

    id: str
    team: str
    user: str
    slugs: tuple[str, ...]
    """Its steps: slugs, some of them with their rounds."""
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
    swapped: tuple[str, ...] = ()
    """The slugs of a break's or routine's exercises that others stand in for here, as they are not for this person."""
    ready_percent: int = 100
    """How long the person gets ready for a hold, of the usual time."""
    still: bool = False
    """Whether they want still pictures."""

    @property
    def actor(self) -> Actor:
        """The person whose session it is."""
        return Actor(self.team, self.user)

    @property
    def is_active(self) -> bool:
        """Whether its modal is open."""
        return self.state in ACTIVE

    def resumable(self, now: datetime) -> bool:
        """Whether it was begun, left and created recently enough to be offered again."""
        fresh = self.created_at > now - OFFERED_FOR
        return fresh and self.position > 0 and self.state in ("open", "paused", "closed")

    def is_shown_in(self, view_id: str, step: int) -> bool:
        """Whether the modal that shows this step is its own; while one is opening, an older one may be closed late."""
        return self.view_id == view_id or (self.view_id is None and self.step == step)


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
            return paused(_counted(session, all_screens, now)) if session.ends_at else session
        case "resume":
            return at_position(session, session.position, all_screens, now) if session.state == "paused" else session


def is_holding(session: Session, all_screens: Sequence[Screen], now: datetime) -> bool:
    """Return whether getting ready is over: the hold is running, or paused."""
    if not 1 <= session.position <= len(all_screens):
        return False
    hold = all_screens[session.position - 1].hold
    return session.ends_at is None or now >= session.ends_at - timedelta(seconds=hold.seconds)


def has_begun(session: Session, all_screens: Sequence[Screen], now: datetime) -> bool:
    """Return whether its person has begun a first hold; a pause while they got ready has not begun it."""
    return bool(session.held) or (session.ends_at is not None and is_holding(session, all_screens, now))


def is_at_end(session: Session, all_screens: Sequence[Screen]) -> bool:
    """Return whether its person is past the last hold."""
    return session.position > len(all_screens)


def was_left(session: Session, ref: str, all_screens: Sequence[Screen]) -> bool:
    """Return whether it was opened from this card or break, and left before its end."""
    return session.ref == ref and not session.is_active and not is_at_end(session, all_screens)


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
