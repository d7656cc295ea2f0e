"""Socket Mode: tickets, connections, envelopes, and the three seconds in which an envelope must be acknowledged."""

import asyncio
import json
from dataclasses import dataclass
from itertools import count
from secrets import token_hex
from typing import Any

from aiohttp import WSMsgType, web

from bot.playground.expiring_tokens import keep
from bot.playground.models import APP_ID, Json
from bot.playground.workspace import Workspace

CONNECTION_LIMIT = 10


@dataclass(frozen=True)
class Ack:
    """The bot's acknowledgement: after how many seconds it came, and what it said."""

    seconds: float
    payload: Any = None

    @property
    def errors(self) -> dict[str, str]:
        """What a form was sent back with, by block_id."""
        given = self.payload.get("errors") if isinstance(self.payload, dict) else None
        return given or {}


class SocketMode:
    """The open connections; each envelope goes to any one of them."""

    def __init__(self, space: Workspace, patience: float) -> None:
        self._space, self._patience = space, patience
        self._tickets: dict[str, bool] = {}
        self._awaited: dict[str, asyncio.Future[Any]] = {}
        self._turns = count()
        self.connections: list[web.WebSocketResponse] = []

    def ticket(self) -> str:
        """A ticket for one connection."""
        ticket = token_hex(16)
        keep(self._tickets, ticket, True)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from its ticket to its end."""
        if not self._tickets.pop(request.query.get("ticket", ""), False):
            self._space.trouble("A Socket Mode connection was refused: its ticket is unknown or was used before.")
            return web.Response(status=403, text="this ticket is unknown or used")
        socket = web.WebSocketResponse(heartbeat=20, timeout=1)
        await socket.prepare(request)
        if len(self.connections) >= CONNECTION_LIMIT:
            await socket.send_json(_goodbye("too_many_websockets"))
            await socket.close()
            return socket
        self.connections.append(socket)
        try:
            await socket.send_json(self._hello())
            self._space.tell("connected", True)
            await self._listen(socket)
        finally:
            self.connections.remove(socket)
            self._space.tell("connected", bool(self.connections))
        return socket

    async def send(self, kind: str, payload: Any) -> Ack | None:
        """Send one envelope; None and a trouble if nobody acknowledges it in time."""
        envelope = {"envelope_id": token_hex(12), "type": kind, "payload": payload}
        envelope["accepts_response_payload"] = kind != "events_api"
        if kind == "events_api":
            envelope |= {"retry_attempt": 0, "retry_reason": ""}
        loop = asyncio.get_running_loop()
        start, answer = loop.time(), loop.create_future()
        self._awaited[envelope["envelope_id"]] = answer
        try:
            if not await self._deliver(envelope):
                self._space.trouble(f"No connection was open to tell the bot of {described(kind, payload)}.")
                return None
            payload_back = await asyncio.wait_for(answer, self._patience)
        except TimeoutError:
            self._space.trouble(f"The bot did not acknowledge {described(kind, payload)} within {self._patience:g} s.")
            return None
        finally:
            del self._awaited[envelope["envelope_id"]]
        return Ack(loop.time() - start, payload_back)

    async def say_goodbye(self, reason: str) -> None:
        """Ask every connection to come anew (`warning`, `refresh_requested`)."""
        for socket in tuple(self.connections):
            await socket.send_json(_goodbye(reason))

    async def drop(self) -> None:
        """Close every connection at once."""
        await asyncio.gather(*(socket.close() for socket in tuple(self.connections)))

    async def _deliver(self, envelope: Json) -> bool:
        text = json.dumps(envelope)
        for _ in range(len(self.connections)):
            socket = self.connections[next(self._turns) % len(self.connections)]
            try:
                await socket.send_str(text)
                return True
            except ConnectionError:
                continue
        return False

    async def _listen(self, socket: web.WebSocketResponse) -> None:
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                self._acknowledged(message.data)

    def _acknowledged(self, text: str) -> None:
        try:
            said = json.loads(text)
            answer = self._awaited.get(said["envelope_id"])
        except (ValueError, TypeError, KeyError):
            self._space.trouble("The bot sent something over Socket Mode that is no acknowledgement.")
            return
        if answer is None or answer.done():
            self._space.trouble("The bot acknowledged an envelope too late or twice.")
        else:
            answer.set_result(said.get("payload"))

    def _hello(self) -> Json:
        debug = {"host": "playground", "build_number": 1, "approximate_connection_time": 3600}
        about = {"connection_info": {"app_id": APP_ID}, "debug_info": debug}
        return {"type": "hello", "num_connections": len(self.connections)} | about


def described(kind: str, payload: Any) -> str:
    """An envelope in words."""
    said = payload if isinstance(payload, dict) else {}
    event, actions = said.get("event"), said.get("actions")
    if "command" in said:
        words = f"the command {said['command']} {said.get('text') or ''}".strip()
    elif isinstance(actions, list) and actions and isinstance(actions[0], dict):
        words = f"a click on {actions[0].get('action_id')}"
    elif isinstance(event, dict):
        words = f"the event {event.get('type')}"
    else:
        words = f"a {said.get('type') or kind}"
    return words[:80]


def _goodbye(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}}
