"""The work that is under way, so that a stop can wait for it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from slack_bolt.listener.async_listener_completion_handler import AsyncListenerCompletionHandler
from slack_bolt.listener.async_listener_start_handler import AsyncListenerStartHandler
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse


class InFlight:
    """Counts what has begun and not ended."""

    def __init__(self) -> None:
        self._count = 0
        self._idle = asyncio.Event()
        self._idle.set()

    def begin(self) -> None:
        """Something starts."""
        self._count += 1
        self._idle.clear()

    def end(self) -> None:
        """Something is finished, well or not."""
        self._count -= 1
        if not self._count:
            self._idle.set()

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Count what happens within."""
        self.begin()
        try:
            yield
        finally:
            self.end()

    async def drain(self, seconds: float) -> bool:
        """Wait until nothing is under way; return whether that came within the time."""
        try:
            async with asyncio.timeout(seconds):
                # What was received in this very moment starts in the loop's next round.
                await asyncio.sleep(0)
                await self._idle.wait()
        except TimeoutError:
            return False
        return True


class ListenerStarted(AsyncListenerStartHandler):
    """Tells the work that a listener began."""

    def __init__(self, work: InFlight) -> None:
        self._work = work

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        """Count it."""
        self._work.begin()


class ListenerCompleted(AsyncListenerCompletionHandler):
    """Tells the work that a listener ended."""

    def __init__(self, work: InFlight) -> None:
        self._work = work

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        """Count it."""
        self._work.end()
