"""The lanes in which a process posts: team breaks in one, private reminders in the other; neither delays the other."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol

from bot.domain.breaks import Break, State
from bot.services.breaks.sender import MAX_BLOCKED_SECONDS
from bot.slack.errors import CallFailure
from bot.slack.rate_limit import RateLimiters
from bot.store.due_timetables import ClaimLimits

HEAD_START_SECONDS = 20.0
"""How long team breaks have a process to themselves, where they take so long, before more reminders are claimed."""
MAX_IN_FLIGHT = 100
"""Most breaks that a process holds at once."""
MAX_IN_FLIGHT_PER_TEAM = 20
"""Most of one workspace, so that none can starve the others."""


class Sends(Protocol):
    """Sends what was claimed."""

    @property
    def limiters(self) -> RateLimiters:
        """The rate limits of what is posted; they count what is in flight, too."""

    async def send(self, claim: Break) -> CallFailure | None:
        """Send it once and record its outcome; return why it was not sent, or may not have been."""

    async def record_unknown(self, claim: Break, why: str) -> CallFailure:
        """Record that it is not known whether it was sent."""


@dataclass(frozen=True)
class LaneSize:
    """How much a process holds at once."""

    most: int
    most_per_team: int
    busy_from: int
    """How much in flight makes a workspace busy, so that no more of it is claimed for now."""


BREAKS_LANE = LaneSize(MAX_IN_FLIGHT, MAX_IN_FLIGHT_PER_TEAM, busy_from=MAX_IN_FLIGHT_PER_TEAM)
REMINDERS_LANE = LaneSize(most=60, most_per_team=20, busy_from=6)
"""Claimed in groups, since Slack tells of many people at once whether they may be disturbed."""


def _set_event() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event


@dataclass
class Lane:
    """What of one kind is on its way."""

    sender: Sends
    size: LaneSize
    personal: bool
    in_flight: set[str] = field(default_factory=set)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    counts: Counter[State] = field(default_factory=Counter)
    one_ended: asyncio.Event = field(default_factory=asyncio.Event)
    at_rest: asyncio.Event = field(default_factory=_set_event)
    _runs: int = 0
    _first_until: float = 0

    @property
    def limits(self) -> ClaimLimits | None:
        """What may be claimed now; None: nothing."""
        room = self.size.most - len(self.in_flight)
        busy = self.sender.limiters.busy_teams(self.size.busy_from, MAX_BLOCKED_SECONDS)
        return ClaimLimits(room, self.size.most_per_team, busy, self.personal) if room > 0 else None

    @property
    def leaves_some_out(self) -> bool:
        """Whether a workspace has so much in flight that no more of it is claimed."""
        return self.sender.limiters.any_full(self.size.busy_from)

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Say that it is being emptied, within this context."""
        self._runs += 1
        self._first_until = monotonic() + HEAD_START_SECONDS
        self.at_rest.clear()
        try:
            yield
        finally:
            self._runs -= 1
            if not self._runs:
                self.at_rest.set()

    async def go_first(self) -> None:
        """Wait until it is empty, or has had its head start."""
        with suppress(TimeoutError):
            async with asyncio.timeout(max(self._first_until - monotonic(), 0)):
                await self.at_rest.wait()

    def begin(self, claims: Iterable[Break]) -> None:
        """Count what was claimed as in flight."""
        for claim in claims:
            self.in_flight.add(claim.id)
            self.sender.limiters.for_team(claim.team).in_flight += 1

    def end(self, claim: Break) -> None:
        """Count it no more."""
        self.in_flight.discard(claim.id)
        self.sender.limiters.for_team(claim.team).in_flight -= 1
        self.one_ended.set()

    async def room(self) -> None:
        """Wait until there is room for a good number of claims: many at once cost little more than one."""
        self.one_ended.clear()
        while self.in_flight:
            await self.one_ended.wait()
            self.one_ended.clear()
            if len(self.in_flight) <= self.size.most // 2:
                return
