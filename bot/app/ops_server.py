"""The operators' pages, on a port of their own: /healthz, /readyz and /metrics."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import TypeVar

from aiohttp import web
from prometheus_client.aiohttp import make_aiohttp_handler

from bot.core.http_server import Address, serving
from bot.core.metrics import Metrics
from bot.store.errors import DatabaseUnavailable

MAX_TICK_AGE_SECONDS = 120.0
LOOKUP_SECONDS = 2.0
"""How long the database may take to answer."""
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Lookups:
    """What is looked up when a page is asked for; all but `is_connected` may raise DatabaseUnavailable."""

    ping: Callable[[], Awaitable[None]]
    is_connected: Callable[[], Awaitable[bool]]
    """Whether Slack reaches this process: its socket is connected, or its HTTP server listens."""
    sessions: Callable[[], Awaitable[int]]
    installations: Callable[[], Awaitable[int]]


class OpsPages:
    """Answers for the operators' pages; `seconds`: how long the database may take."""

    def __init__(self, metrics: Metrics, lookups: Lookups, seconds: float = LOOKUP_SECONDS) -> None:
        self._metrics, self._lookups, self._seconds = metrics, lookups, seconds
        self._exposition = make_aiohttp_handler(metrics.registry)
        self._turn = asyncio.Lock()

    async def health(self, _request: web.Request) -> web.Response:
        """Answer 503 if the minute's work was not done for so long that only a restart helps."""
        age = self._metrics.tick_age()
        return _verdict([f"the last tick was {age:.0f} seconds ago"] if age >= MAX_TICK_AGE_SECONDS else [])

    async def readiness(self, _request: web.Request) -> web.Response:
        """Answer 503 unless the database answers and Slack reaches this process."""
        problems = []
        if not await self._look_up(self._pinged):
            problems.append("the database doesn't answer")
        if not await self._lookups.is_connected():
            problems.append("Slack isn't connected")
        return _verdict(problems)

    async def metrics(self, request: web.Request) -> web.StreamResponse:
        """Answer in Prometheus's format; a number that the database does not tell now is NaN."""
        found = self._metrics
        found.connected.set(await self._lookups.is_connected())
        for gauge, count in (
            (found.sessions, self._lookups.sessions),
            (found.installations, self._lookups.installations),
        ):
            counted = await self._look_up(count)
            gauge.set(math.nan if counted is None else counted)
        return await self._exposition(request)

    async def _pinged(self) -> bool:
        await self._lookups.ping()
        return True

    async def _look_up(self, question: Callable[[], Awaitable[Answer]]) -> Answer | None:
        """Return the database's answer, or None if it does not come in time; one asks at a time."""
        try:
            async with asyncio.timeout(self._seconds), self._turn:
                return await question()
        except (DatabaseUnavailable, TimeoutError):
            return None


def serving_ops(pages: OpsPages, host: str, port: int) -> AbstractAsyncContextManager[int]:
    """Serve the pages within the context and yield the port; port 0 picks a free one. Raise CannotListen."""
    app = web.Application()
    app.router.add_get("/healthz", pages.health)
    app.router.add_get("/readyz", pages.readiness)
    app.router.add_get("/metrics", pages.metrics)
    return serving(app, Address(host, port, "LIMBER_OPS_PORT or LIMBER_OPS_HOST"))


def _verdict(problems: Sequence[str]) -> web.Response:
    return web.json_response({"ok": not problems, "problems": problems}, status=503 if problems else 200)
