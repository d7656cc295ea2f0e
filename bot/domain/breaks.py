"""A break: one team stretch in a channel, from being due to being closed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Literal, Protocol

from bot.domain.timetable import Slot, Timetable, lateness

OPEN_FOR = timedelta(hours=1)
"""How long a break can be joined; then one line of it stays."""
REPEAT_AFTER = timedelta(minutes=15)

State = Literal["waiting", "claimed", "posted", "closing", "closed", "missed", "failed", "unknown"]
"""`waiting` to be posted, `claimed` by a process that posts it, `missed` its time, `failed` with its trouble kept,
`closing` while its message is brought to its end.

`unknown`: whoever posted it stopped before Slack's answer was recorded. It is never posted again.
"""


class BreakOrigin(Protocol):
    """Where a break is posted, and who set it up or asked for it."""

    @property
    def team(self) -> str:
        """The workspace."""

    @property
    def channel(self) -> str:
        """The channel."""

    @property
    def set_by(self) -> str:
        """The person; empty after they had their data deleted."""


@dataclass(frozen=True, kw_only=True)
class ChannelTimetable:
    """A channel's timetable as the store keeps it (a BreakOrigin)."""

    team: str
    channel: str
    timetable: Timetable
    set_by: str
    """Who set it up; empty after they had their data deleted."""
    set_at: datetime
    next: Slot | None
    stopped: str | None
    """Why posting here was given up (Slack's error), or None."""
    recent: tuple[str, ...] = ()
    """The exercises of the last breaks here, the latest first."""


@dataclass(frozen=True, kw_only=True)
class Break:
    """One break as the store keeps it."""

    id: str
    team: str
    channel: str
    slot: str
    """What makes it unique in its channel: the local date and time, or how else it came to be."""
    slugs: tuple[str, ...]
    due_at: datetime
    state: State
    set_by: str
    ts: str | None = None
    posted_at: datetime | None = None
    closes_at: datetime | None = None
    trouble: str | None = None

    @property
    def posted_late(self) -> bool:
        """Whether it was posted so late that it should say so."""
        return self.posted_at is not None and lateness(self.due_at, self.posted_at) != "on time"

    @property
    def is_over(self) -> bool:
        """Whether it can be joined no more."""
        return self.state not in ("waiting", "claimed", "posted", "unknown")

    @property
    def is_repeatable(self) -> bool:
        """Whether it may be repeated: a repeat may not."""
        return REPEAT_SUFFIX not in self.slot

    @property
    def slot_kind(self) -> str:
        """The slot without its time: manual or not, a repeat or not."""
        return (MANUAL_PREFIX if self.is_manual else "") + ("" if self.is_repeatable else REPEAT_SUFFIX)

    @property
    def is_manual(self) -> bool:
        """Whether somebody asked for it with `/stretch now`."""
        return self.slot.startswith(MANUAL_PREFIX)


REPEAT_SUFFIX = "+15"
MANUAL_PREFIX = "now "


def break_id(team: str, channel: str, slot: str) -> str:
    """Return the id of the break of this slot."""
    return blake2b(f"{team} {channel} {slot}".encode(), digest_size=10).hexdigest()


def repeat_slot(slot: str) -> str:
    """Return the slot of a break's one repeat."""
    return slot + REPEAT_SUFFIX


def manual_slot(now: datetime) -> str:
    """Return the slot of a break that somebody asked for at once: this minute (UTC)."""
    return f"{MANUAL_PREFIX}{now:%Y-%m-%dT%H:%M}"
