"""The page's WebSocket, which sends every change that its user can see."""

import asyncio
import json
from dataclasses import asdict
from typing import Any

from aiohttp import web

from bot.playground.models import Json, Message, Problem
from bot.playground.page_state import people
from bot.playground.workspace import Workspace
from bot.playground.workspaces import Workspaces


class PageSocket:
    """The WebSocket connections of the open pages."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces
        self._sockets: set[web.WebSocketResponse] = set()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Serve the connection of one page until it closes."""
        wanted = request.query.get("user", "")
        workspace = self._workspaces.of_person(wanted)
        user = workspace.person_or_first(wanted).id
        socket = web.WebSocketResponse(heartbeat=20, timeout=1)
        await socket.prepare(request)
        events: asyncio.Queue[Json] = asyncio.Queue()

        def on_change(kind: str, data: Any) -> None:
            if (event := _event_for(workspace, user, kind, data)) is not None:
                events.put_nowait(event)

        self._sockets.add(socket)
        workspace.listeners.add(on_change)
        sending = asyncio.create_task(_send_all(socket, events))
        try:
            async for _ in socket:
                pass
        finally:
            sending.cancel()
            workspace.listeners.discard(on_change)
            self._sockets.discard(socket)
        return socket

    async def close(self) -> None:
        """Close all connections."""
        await asyncio.gather(*(socket.close() for socket in tuple(self._sockets)))


def _event_for(workspace: Workspace, user: str, kind: str, data: Any) -> Json | None:
    if isinstance(data, Message):
        return _message_event(workspace, user, kind, data)
    if isinstance(data, Problem):
        return {"type": kind, "problem": asdict(data)}
    if kind == "views" and data == user:
        return {"type": kind, "views": workspace.views.to_dicts(user)}
    if kind == "home" and data == user:
        return {"type": kind, "view": workspace.views.to_dict(workspace.views.homes[user])}
    if kind == "channels":
        return {"type": kind, "channels": [channel.to_dict() for channel in workspace.channels_of(user)]}
    if kind == "people":
        return {"type": kind, "people": people(workspace)}
    if kind == "clock":
        return {"type": kind, "now": workspace.clock()}
    return {"type": kind, kind: data} if kind in ("connected", "installed") else None


def _message_event(workspace: Workspace, user: str, kind: str, message: Message) -> Json | None:
    members = workspace.channels[message.channel].members
    if message.seen_by != user if message.ephemeral else user not in members:
        return None
    if kind == "message_deleted":
        return {"type": kind, "channel": message.channel, "ts": message.ts}
    return {"type": kind, "message": message.to_dict()}


async def _send_all(socket: web.WebSocketResponse, events: asyncio.Queue[Json]) -> None:
    while True:
        await socket.send_str(json.dumps(await events.get()))
