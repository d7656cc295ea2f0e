"""A break: one team stretch in a channel, from being due to being closed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Literal

from bot.domain.timetable import ON_TIME_WITHIN, Slot, Timetable

OPEN_FOR = timedelta(hours=1)
"""How long a break invites; then one line of it stays."""
REPEAT_AFTER = timedelta(minutes=15)

State = Literal["waiting", "claimed", "posted", "closing", "closed", "missed", "failed", "unknown"]
"""`waiting` to be posted, `claimed` by a process that posts it, `missed` its time, `failed` with its trouble kept,
`closing` while its message is brought to its end.

`unknown`: whoever posted it stopped before Slack's answer was recorded. It is never posted again.
"""


@dataclass(frozen=True, kw_only=True)
class ChannelTimetable:
    """A channel's timetable as the store keeps it."""

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
    """What it stands for, once a channel: the local date and time, or how else it came to be."""
    slugs: tuple[str, ...]
    due_at: datetime
    state: State
    set_by: str
    ts: str | None = None
    posted_at: datetime | None = None
    closes_at: datetime | None = None
    trouble: str | None = None

    @property
    def late(self) -> bool:
        """Whether it was posted so late that it should say so."""
        return self.posted_at is not None and self.posted_at - self.due_at > ON_TIME_WITHIN

    @property
    def over(self) -> bool:
        """Whether it invites nobody any more."""
        return self.state not in ("waiting", "claimed", "posted", "unknown")

    @property
    def first(self) -> bool:
        """Whether it may come again: not if it is itself the one that came again."""
        return AGAIN not in self.slot

    @property
    def kind(self) -> str:
        """What is left of the slot when its time does not count."""
        return (NOW if self.asked_for else "") + ("" if self.first else AGAIN)

    @property
    def asked_for(self) -> bool:
        """Whether somebody asked for it at once, so that no timetable brought it about."""
        return self.slot.startswith(NOW)


AGAIN = "+15"
NOW = "now "


def break_id(team: str, channel: str, slot: str) -> str:
    """Return the one id of this slot."""
    return blake2b(f"{team} {channel} {slot}".encode(), digest_size=10).hexdigest()


def repeat_slot(slot: str) -> str:
    """Return the slot of the one repetition of a break."""
    return slot + AGAIN


def timetable_slot(slot: Slot) -> str:
    """Return what a timetable's break stands for: "2026-11-05T15:00" on the wall."""
    return slot.local.isoformat(timespec="minutes")


def manual_slot(now: datetime) -> str:
    """Return what a break stands for that somebody asked for at once: this minute."""
    return f"{NOW}{now:%Y-%m-%dT%H:%M}"
