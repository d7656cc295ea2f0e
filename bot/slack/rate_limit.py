"""The lanes: each workspace's calls take turns, a burst at first and then at an even pace."""

import asyncio
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic


@dataclass(frozen=True)
class Pace:
    """How many calls a workspace may get: so many at once, then so many a second."""

    burst: int
    a_second: float


POSTING = Pace(burst=60, a_second=5)
"""chat.postMessage: Slack allows several hundred a minute for a workspace, short bursts, one a second for a channel."""
EDITING = Pace(burst=20, a_second=50 / 60)
"""chat.update: Slack allows fifty a minute for a workspace, and bursts."""


class RateLimiter:
    """The turns of one workspace."""

    def __init__(self, pace: Pace, closed: asyncio.Event) -> None:
        self._every, self._closed = 1 / pace.a_second, closed
        self._saved = pace.burst * self._every
        self._next = self._rests_until = 0.0
        self.under_way = 0

    async def turn(self) -> bool:
        """Wait for one's turn; return False if there are no turns any more."""
        while not self._closed.is_set():
            at = max(self._next, monotonic() - self._saved, self._rests_until)
            self._next = at + self._every
            await pause(at - monotonic(), self._closed)
            if self.rest <= 0:
                return not self._closed.is_set()
        return False

    def pause(self, seconds: float) -> None:
        """Let nobody have a turn for so long, since Slack asked for that."""
        self._rests_until = max(self._rests_until, monotonic() + seconds)

    @property
    def idle(self) -> bool:
        """Whether it is as good as new."""
        return not self.under_way and max(self._next, self._rests_until) <= monotonic() - self._saved

    @property
    def rest(self) -> float:
        """Seconds until turns go on."""
        return self._rests_until - monotonic()


class RateLimiters:
    """The lanes of all workspaces."""

    def __init__(self, pace: Pace) -> None:
        self._closed = asyncio.Event()
        self._lanes: defaultdict[str, RateLimiter] = defaultdict(lambda: RateLimiter(pace, self._closed))

    def of(self, team: str) -> RateLimiter:
        """Return the lane of this workspace."""
        return self._lanes[team]

    def busy(self, most: int, longest_rest: float) -> frozenset[str]:
        """Return the workspaces that have so many calls under way, or rest for longer than so many seconds."""
        return frozenset(
            t for t, limiter in self._lanes.items() if limiter.under_way >= most or limiter.rest > longest_rest
        )

    def full(self, most: int) -> bool:
        """Whether any workspace has so many calls under way."""
        return any(limiter.under_way >= most for limiter in self._lanes.values())

    def sweep(self) -> None:
        """Forget the lanes in which nothing happens."""
        for team in [team for team, limiter in self._lanes.items() if limiter.idle]:
            del self._lanes[team]

    async def wait(self, seconds: float) -> None:
        """Wait, but not beyond the end."""
        await pause(seconds, self._closed)

    @property
    def closed(self) -> bool:
        """Whether there are no turns any more."""
        return self._closed.is_set()

    def close(self) -> None:
        """Give no turns any more; whoever waits for one hears of it."""
        self._closed.set()


async def pause(seconds: float, end: asyncio.Event) -> None:
    """Wait for so long, or until the end."""
    if seconds > 0:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await end.wait()
