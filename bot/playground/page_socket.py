"""The page's live WebSocket: every change that a person can see, as it happens."""

import asyncio
import json
from dataclasses import asdict
from typing import Any

from aiohttp import web

from bot.playground.models import Json, Message, Trouble
from bot.playground.workspace import Workspace


class Live:
    """The open pages, each as one person."""

    def __init__(self, space: Workspace) -> None:
        self._space = space
        self._open: set[web.WebSocketResponse] = set()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One open page."""
        me = request.query.get("user", "U0ANA")
        socket = web.WebSocketResponse(heartbeat=20, timeout=1)
        await socket.prepare(request)
        news: asyncio.Queue[Json] = asyncio.Queue()

        def hear(kind: str, thing: Any) -> None:
            if (piece := self._news(me, kind, thing)) is not None:
                news.put_nowait(piece)

        self._open.add(socket)
        self._space.hearers.add(hear)
        sending = asyncio.create_task(_send_all(socket, news))
        try:
            async for _ in socket:
                pass
        finally:
            sending.cancel()
            self._space.hearers.discard(hear)
            self._open.discard(socket)
        return socket

    async def close(self) -> None:
        """Let every page go."""
        await asyncio.gather(*(socket.close() for socket in tuple(self._open)))

    def _news(self, me: str, kind: str, thing: Any) -> Json | None:
        if isinstance(thing, Message):
            return self._message_news(me, kind, thing)
        if isinstance(thing, Trouble):
            return {"type": kind, "trouble": asdict(thing)}
        if kind == "views" and thing == me:
            return {"type": kind, "views": self._space.windows.to_dicts(me)}
        if kind == "home" and thing == me:
            return {"type": kind, "view": self._space.windows.to_dict(self._space.windows.homes[me])}
        if kind == "channels":
            return {"type": kind, "channels": [channel.to_dict() for channel in self._space.seen_channels(me)]}
        return {"type": kind, "connected": thing} if kind == "connected" else None

    def _message_news(self, me: str, kind: str, message: Message) -> Json | None:
        if message.seen_by != me if message.ephemeral else me not in self._space.channels[message.channel].members:
            return None
        if kind == "message_deleted":
            return {"type": kind, "channel": message.channel, "ts": message.ts}
        return {"type": kind, "message": message.to_dict()}


async def _send_all(socket: web.WebSocketResponse, news: asyncio.Queue[Json]) -> None:
    while True:
        await socket.send_str(json.dumps(await news.get()))
