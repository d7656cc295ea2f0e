"""The work in flight, so that a shutdown can wait for it."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from slack_bolt.listener.async_listener_completion_handler import AsyncListenerCompletionHandler
from slack_bolt.listener.async_listener_start_handler import AsyncListenerStartHandler
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse


class InFlight:
    """Counts work that has begun and not ended."""

    def __init__(self) -> None:
        self._count = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()

    def begin(self) -> None:
        """Count one more."""
        self._count += 1
        self._idle.clear()

    def end(self) -> None:
        """Count one less, however it ended."""
        self._count -= 1
        if not self._count:
            self._idle.set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin work that nobody waits for, and count it until its end."""
        self.begin()
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self.end()

    @contextmanager
    def track(self) -> Iterator[None]:
        """Count the body of a `with` statement."""
        self.begin()
        try:
            yield
        finally:
            self.end()

    async def drain(self, seconds: float) -> bool:
        """Wait until nothing is in flight; return False if that took longer than this."""
        try:
            async with asyncio.timeout(seconds):
                # What was received in this very moment starts in the loop's next round.
                await asyncio.sleep(0)
                await self._idle.wait()
        except TimeoutError:
            return False
        return True


class ListenerStarted(AsyncListenerStartHandler):
    """Counts a Bolt listener when it starts."""

    def __init__(self, in_flight: InFlight) -> None:
        self._in_flight = in_flight

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        """Count it."""
        self._in_flight.begin()


class ListenerCompleted(AsyncListenerCompletionHandler):
    """Counts a Bolt listener when it has completed."""

    def __init__(self, in_flight: InFlight) -> None:
        self._in_flight = in_flight

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        """Count it."""
        self._in_flight.end()
