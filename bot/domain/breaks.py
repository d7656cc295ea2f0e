"""A break: one team stretch in a channel, or one private reminder, with its states, its slot and its id."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from random import Random
from typing import Literal, Protocol

from bot.domain.slots import Slot, lateness
from bot.domain.timetable import Timetable

OPEN_FOR = timedelta(hours=1)
"""How long after its due time a break can be joined; then its message is closed."""
LATER = timedelta(minutes=15)
"""How much later a break is repeated for everyone, or one person is reminded of it."""
REMINDED_WITHIN = timedelta(minutes=30)
"""A reminder that is later than this, since the bot was not running, is dropped."""

State = Literal["waiting", "claimed", "sending", "posted", "closing", "closed", "missed", "failed", "unknown"]
"""The states of a break.

`waiting`: to be posted, or posted again after a temporary failure. `claimed`: a process is going to post it.
`sending`: it is calling Slack for it. `posted`: it can be joined.
`closing`: its message is being edited for the last time. `closed`: that is done. `missed`: it was due too long ago.
`failed`: Slack refused it, see `trouble`. `unknown`: Slack's answer was unclear or never
recorded, so it may have been posted; it is never posted again.
"""

OPEN: tuple[State, ...] = ("waiting", "claimed", "sending", "posted", "unknown")
"""The states in which a break can be joined."""


IN_FLIGHT = "in flight"
"""The trouble of an `unknown` break whose process ended during the call."""


class BreakOrigin(Protocol):
    """The channel of a break, or a person whose reminder it is, and the person who set it up or asked for it."""

    @property
    def team(self) -> str:
        """The workspace's id."""

    @property
    def channel(self) -> str:
        """The channel's id."""

    @property
    def set_by(self) -> str:
        """The person's id; empty after they deleted their data."""

    @property
    def personal(self) -> bool:
        """Whether the channel's id is a person's, who is reminded privately."""


@dataclass(frozen=True, kw_only=True)
class ChannelTimetable:
    """A channel's timetable as it is stored (a BreakOrigin)."""

    team: str
    channel: str
    timetable: Timetable
    set_by: str
    """The id of the person who set it up; empty after they deleted their data."""
    set_at: datetime
    next: Slot | None
    stopped: str | None
    """The error code with which Slack refused this channel for good, or None."""
    recent: tuple[str, ...] = ()
    """The slugs of the exercises of the channel's last breaks, the latest first."""
    notice_ts: str | None = None
    """The ts of the channel's one message about its timetable, or None: it was never told."""

    @property
    def personal(self) -> bool:
        """Whether it is a person's own: then `channel` is their id."""
        return self.timetable.personal


@dataclass(frozen=True, kw_only=True)
class Break:
    """One break as it is stored."""

    id: str
    team: str
    channel: str
    slot: str
    """Unique in its channel: the local date and time, with a prefix if manual and a suffix if a repeat."""
    slugs: tuple[str, ...]
    """Its steps: slugs, some of them with their rounds."""
    due_at: datetime
    state: State
    set_by: str
    ts: str | None = None
    posted_at: datetime | None = None
    closes_at: datetime | None = None
    trouble: str | None = None
    closing_line: int | None = None
    """Which of the closing lines its message ends with; None until it closes."""
    personal: bool = False
    """Whether it is a private reminder: `channel` is its person's id."""
    posted_in: str | None = None
    """The DM in which Slack posted a private reminder."""
    answered_at: datetime | None = None
    """When its person pressed one of its buttons."""

    @property
    def posted_late(self) -> bool:
        """Whether it was posted so late that its message says so."""
        return self.posted_at is not None and lateness(self.due_at, self.posted_at) != "on time"

    @property
    def is_over(self) -> bool:
        """Whether it can no longer be joined."""
        return self.state not in OPEN

    @property
    def is_repeatable(self) -> bool:
        """Whether it may be repeated: for everyone once; a private one may be put off a few times."""
        return self.slot.count(REPEAT_SUFFIX) < (MAX_PUT_OFF if self.personal else 1)

    @property
    def is_repeat(self) -> bool:
        """Whether it came before, and was put off."""
        return REPEAT_SUFFIX in self.slot

    @property
    def first_due_at(self) -> datetime:
        """When it was due before it was held."""
        return self.closes_at - OPEN_FOR if self.personal and self.closes_at else self.due_at

    @property
    def slot_kind(self) -> str:
        """The slot without its date and time: whether it is manual, and whether it is a repeat."""
        return (MANUAL_PREFIX if self.is_manual else "") + (REPEAT_SUFFIX if self.is_repeat else "")

    @property
    def is_manual(self) -> bool:
        """Whether it was posted by `/stretch now`."""
        return self.slot.startswith(MANUAL_PREFIX)


REPEAT_SUFFIX = "+15"
MAX_PUT_OFF = 3
"""How often a private reminder may be put off: its slot grows each time."""
MANUAL_PREFIX = "now "


@dataclass(frozen=True)
class Reminder:
    """One person's reminder of a break, only for them."""

    team: str
    break_id: str
    user: str
    due_at: datetime

    def is_stale(self, now: datetime) -> bool:
        """Whether it comes too late to be of use."""
        return now - self.due_at > REMINDED_WITHIN


def later(now: datetime) -> datetime:
    """Return the full minute at which a break that is put off comes again."""
    return (now + LATER).replace(second=0, microsecond=0)


def another_line(count: int, previous: int | None, rng: Random) -> int:
    """Choose one of so many closing lines, never the previous one of the channel."""
    return rng.choice([line for line in range(count) if line != previous])


def break_id(team: str, channel: str, slot: str) -> str:
    """Return the id of the break with this slot: 20 hexadecimal digits, always the same for the same slot."""
    return blake2b(f"{team} {channel} {slot}".encode(), digest_size=10).hexdigest()


def repeat_slot_key(slot: str) -> str:
    """Return the slot of the only repeat of the break with this slot."""
    return slot + REPEAT_SUFFIX


def manual_slot_key(now: datetime) -> str:
    """Return the slot of a manual break: `now` and the current minute (UTC)."""
    return f"{MANUAL_PREFIX}{now:%Y-%m-%dT%H:%M}"
