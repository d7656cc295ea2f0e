"""A lean stand-in for Slack: takes messages by the thousand, remembers who got which, and answers a socket."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from typing import Any, TypeVar

from aiohttp import WSMsgType, web

BOT, APP = "xoxb-lean", "xapp-lean"


class LeanSlack:
    """Counts what was posted. `before_answer` may delay answers, `refuse` may say no, `break_off` hangs up instead."""

    def __init__(self) -> None:
        self.posted: defaultdict[str, list[str]] = defaultdict(list)
        self.edits: list[dict[str, Any]] = []
        self.before_answer: Callable[[], Any] | None = None
        self.refuse: Callable[[str], web.Response | None] = lambda _channel: None
        self.break_off = False
        self.url = ""
        self._ts = count(1)
        self._watch: list[tuple[Callable[[], bool], asyncio.Future[None]]] = []

    def routes(self) -> list[web.RouteDef]:
        """What it answers."""
        return [
            web.post("/api/chat.postMessage", self.post),
            web.post("/api/chat.update", self.update),
            web.post("/api/auth.test", self.who),
            web.post("/api/api.test", self.test),
            web.post("/api/dnd.teamInfo", self.test),
            web.post("/api/users.info", self.test),
            web.post("/api/apps.connections.open", self.connect),
            web.get("/socket", self.socket),
        ]

    async def until(self, true: Callable[[], bool], seconds: float = 30) -> None:
        """Wait for a post after which this is true."""
        if not true():
            reached = asyncio.get_running_loop().create_future()
            self._watch.append((true, reached))
            await asyncio.wait_for(reached, seconds)

    @property
    def messages(self) -> int:
        """How many were posted."""
        return sum(len(stamps) for stamps in self.posted.values())

    async def post(self, request: web.Request) -> web.Response:
        """chat.postMessage: it is posted before it is answered, as in Slack."""
        args = await request.json() if request.content_type == "application/json" else await request.post()
        if refused := self.refuse(args["channel"]):
            return refused
        ts = f"1700000000.{next(self._ts):06d}"
        self.posted[args["channel"]].append(ts)
        self._look()
        if self.before_answer:
            await self.before_answer()
        if self.break_off and request.transport:
            request.transport.abort()
        return web.json_response({"ok": True, "channel": args["channel"], "ts": ts})

    async def update(self, request: web.Request) -> web.Response:
        """chat.update."""
        self.edits.append(await request.json() if request.content_type == "application/json" else {})
        self._look()
        return web.json_response({"ok": True})

    async def test(self, _request: web.Request) -> web.Response:
        """api.test, and what is told of nobody."""
        return web.json_response({"ok": True})

    async def who(self, _request: web.Request) -> web.Response:
        """auth.test."""
        return web.json_response(
            {"ok": True, "team": "Lean", "team_id": "T0LEAN", "user_id": "U0LIMBER", "bot_id": "B0"}
        )

    async def connect(self, _request: web.Request) -> web.Response:
        """apps.connections.open."""
        return web.json_response({"ok": True, "url": self.url.replace("http", "ws") + "/socket"})

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        """A Socket Mode connection on which nothing happens."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        hello = {"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A0LEAN"}}
        await socket.send_str(json.dumps(hello))
        async for message in socket:
            if message.type != WSMsgType.TEXT:
                break
        return socket

    def _look(self) -> None:
        for watch in [each for each in self._watch if each[0]()]:
            self._watch.remove(watch)
            if not watch[1].done():
                watch[1].set_result(None)


Slack = TypeVar("Slack", bound=LeanSlack)


def slow_down(seconds: int) -> web.Response:
    """What Slack says when there are too many calls."""
    headers = {"Retry-After": str(seconds)}
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)


@asynccontextmanager
async def lean_slack(port: int = 0) -> AsyncIterator[LeanSlack]:
    """Open one on this port, or on a free one."""
    async with served(LeanSlack(), port) as slack:
        yield slack


@asynccontextmanager
async def served(slack: Slack, port: int = 0) -> AsyncIterator[Slack]:
    """Open this one on this port, or on a free one."""
    app = web.Application()
    app.router.add_routes(slack.routes())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield slack
    finally:
        await runner.cleanup()
