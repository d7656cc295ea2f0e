"""Rate limits of Slack's methods, by workspace: a burst at first, then an even rate (GCRA).

https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm; Slack's limits: https://docs.slack.dev/apis/web-api/rate-limits
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic

Monotonic = Callable[[], float]
"""A clock in seconds that only goes forward."""


@dataclass(frozen=True)
class Rate:
    """How many calls a workspace may get: `burst` at once (and one), then so many a second."""

    burst: int
    per_second: float


POSTING = Rate(burst=60, per_second=5)
"""chat.postMessage: Slack allows several hundred a minute for a workspace, short bursts, one a second for a channel."""
PRIVATE_POSTING = Rate(burst=30, per_second=3)
"""chat.postMessage for private reminders: of their own, so that they never take a turn of a team break's."""
ASKING_WHO = Rate(burst=20, per_second=1)
"""users.info for private reminders: Slack allows a hundred a minute for a workspace, others need some of these."""
ASKING_WHO_IS_AWAY = Rate(burst=5, per_second=15 / 60)
"""dnd.teamInfo: Slack allows twenty a minute for a workspace."""
REMINDING = Rate(burst=20, per_second=100 / 60)
"""chat.postEphemeral: Slack allows a hundred a minute for a workspace."""
EDITING = Rate(burst=20, per_second=50 / 60)
"""chat.update: Slack allows fifty a minute for a workspace, and bursts."""
PRIVATE_EDITING = Rate(burst=20, per_second=20 / 60)
"""chat.update for private reminders: of their own likewise."""


class RateLimiter:
    """The limit of one workspace. It is GCRA: the state is the time at which the next call would be due."""

    def __init__(self, rate: Rate, closed: asyncio.Event, clock: Monotonic) -> None:
        self._interval, self._closed, self._clock = 1 / rate.per_second, closed, clock
        self._tolerance = rate.burst * self._interval
        self._due_at = self._blocked_until = float("-inf")
        self.in_flight = 0
        """Calls that were begun and have not ended; whoever makes them counts them."""

    async def acquire(self) -> bool:
        """Wait until a call may be made; return False if none may be made any more."""
        while not self._closed.is_set():
            await wait(self.reserve(), self._closed)
            if self.blocked_seconds <= 0:
                return not self._closed.is_set()
        return False

    def reserve(self) -> float:
        """Reserve the next call; return the seconds until it may be made, 0 or less if that is now."""
        now = self._clock()
        at = max(self._due_at, now - self._tolerance, self._blocked_until)
        self._due_at = at + self._interval
        return at - now

    @property
    def has_room(self) -> bool:
        """Whether a call may be made at once."""
        return not self._closed.is_set() and max(self._due_at, self._blocked_until) <= self._clock()

    def block(self, seconds: float) -> None:
        """Allow no call for so long, since Slack asked for that (Retry-After)."""
        self._blocked_until = max(self._blocked_until, self._clock() + seconds)

    @property
    def is_idle(self) -> bool:
        """Whether a new limiter would do the same as this one."""
        return not self.in_flight and max(self._due_at, self._blocked_until) <= self._clock() - self._tolerance

    @property
    def blocked_seconds(self) -> float:
        """Seconds until calls are allowed again; 0 or less if they are."""
        return self._blocked_until - self._clock()


class RateLimiters:
    """The limiters of all workspaces for one method; closing them wakes all that wait."""

    def __init__(self, rate: Rate, clock: Monotonic = monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._closed = asyncio.Event()
        self._by_team: dict[str, RateLimiter] = {}

    def for_team(self, team: str) -> RateLimiter:
        """Return the limiter of this workspace."""
        if team not in self._by_team:
            self._by_team[team] = RateLimiter(self._rate, self._closed, self._clock)
        return self._by_team[team]

    def busy_teams(self, max_in_flight: int, max_blocked_seconds: float) -> frozenset[str]:
        """Return the workspaces with so many calls in flight, or blocked for longer than so many seconds."""
        return frozenset(
            team
            for team, limiter in self._by_team.items()
            if limiter.in_flight >= max_in_flight or limiter.blocked_seconds > max_blocked_seconds
        )

    def any_full(self, max_in_flight: int) -> bool:
        """Whether any workspace has so many calls in flight."""
        return any(limiter.in_flight >= max_in_flight for limiter in self._by_team.values())

    def delete_idle(self) -> None:
        """Delete idle limiters."""
        for team in [team for team, limiter in self._by_team.items() if limiter.is_idle]:
            del self._by_team[team]

    async def sleep(self, seconds: float) -> None:
        """Wait for so long, or until the limiters are closed."""
        await wait(seconds, self._closed)

    @property
    def closed(self) -> bool:
        """Whether no call may be made any more."""
        return self._closed.is_set()

    def close(self) -> None:
        """Allow no more calls, and wake all that wait for one."""
        self._closed.set()


async def wait(seconds: float, end: asyncio.Event) -> None:
    """Wait for so many seconds, or until the event."""
    if seconds > 0:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await end.wait()
