"""Socket Mode: tickets, connections, envelopes and their acknowledgements."""

import asyncio
import json
from itertools import count
from secrets import token_hex
from typing import Any

from aiohttp import WSMsgType, web

from bot.playground.envelopes import Ack, describe_envelope
from bot.playground.expiring_tokens import put_bounded
from bot.playground.models import APP_ID, Json
from bot.playground.workspace import Workspace
from bot.playground.workspaces import Workspaces

MAX_CONNECTIONS = 10


class SocketMode:
    """The open connections; each envelope is sent to one of them in turn."""

    def __init__(self, workspaces: Workspaces, ack_timeout_seconds: float) -> None:
        self._workspaces, self._ack_timeout_seconds = workspaces, ack_timeout_seconds
        self._tickets: dict[str, bool] = {}
        self._pending_acks: dict[str, asyncio.Future[Any]] = {}
        self._round_robin = count()
        self.connections: list[web.WebSocketResponse] = []

    def issue_ticket(self) -> str:
        """Issue the ticket of a WebSocket URL, valid for one connection."""
        ticket = token_hex(16)
        put_bounded(self._tickets, ticket, True)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection until it closes; 403 for an unknown or used ticket."""
        if not self._tickets.pop(request.query.get("ticket", ""), False):
            self._workspaces.first.report_problem(
                "A Socket Mode connection was refused: its ticket is unknown or was used before."
            )
            return web.Response(status=403, text="this ticket is unknown or used")
        socket = web.WebSocketResponse(heartbeat=20, timeout=1)
        await socket.prepare(request)
        if len(self.connections) >= MAX_CONNECTIONS:
            await socket.send_json(_disconnect_message("too_many_websockets"))
            await socket.close()
            return socket
        self.connections.append(socket)
        try:
            await socket.send_json(self._hello())
            self._workspaces.notify("connected", True)
            await self._listen(socket)
        finally:
            self.connections.remove(socket)
            self._workspaces.notify("connected", bool(self.connections))
        return socket

    async def send(self, workspace: Workspace, kind: str, payload: Any) -> Ack | None:
        """Send an envelope; returns None and reports a problem if it is not acknowledged in time."""
        envelope = {"envelope_id": token_hex(12), "type": kind, "payload": payload}
        envelope["accepts_response_payload"] = kind != "events_api"
        if kind == "events_api":
            envelope |= {"retry_attempt": 0, "retry_reason": ""}
        loop = asyncio.get_running_loop()
        start, pending_ack = loop.time(), loop.create_future()
        self._pending_acks[envelope["envelope_id"]] = pending_ack
        try:
            if not await self._deliver(envelope):
                workspace.report_problem(
                    f"No connection was open to tell the bot of {describe_envelope(kind, payload)}."
                )
                return None
            response = await asyncio.wait_for(pending_ack, self._ack_timeout_seconds)
        except TimeoutError:
            description, timeout = describe_envelope(kind, payload), self._ack_timeout_seconds
            workspace.report_problem(f"The bot did not acknowledge {description} within {timeout:g} s.")
            return None
        finally:
            del self._pending_acks[envelope["envelope_id"]]
        return Ack(loop.time() - start, response)

    async def send_disconnect(self, reason: str) -> None:
        """Send a disconnect message to all connections, with reason `warning` or `refresh_requested`."""
        for socket in tuple(self.connections):
            await socket.send_json(_disconnect_message(reason))

    async def close_all(self) -> None:
        """Close all connections without notice."""
        await asyncio.gather(*(socket.close() for socket in tuple(self.connections)))

    async def _deliver(self, envelope: Json) -> bool:
        text = json.dumps(envelope)
        for _ in range(len(self.connections)):
            socket = self.connections[next(self._round_robin) % len(self.connections)]
            try:
                await socket.send_str(text)
                return True
            except ConnectionError:
                continue
        return False

    async def _listen(self, socket: web.WebSocketResponse) -> None:
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                self._handle_ack(message.data)

    def _handle_ack(self, text: str) -> None:
        try:
            body = json.loads(text)
            pending_ack = self._pending_acks.get(body["envelope_id"])
        except (ValueError, TypeError, KeyError):
            self._workspaces.first.report_problem("The bot sent something over Socket Mode that is no acknowledgement.")
            return
        if pending_ack is None or pending_ack.done():
            self._workspaces.first.report_problem("The bot acknowledged an envelope too late or twice.")
        else:
            pending_ack.set_result(body.get("payload"))

    def _hello(self) -> Json:
        debug = {"host": "playground", "build_number": 1, "approximate_connection_time": 3600}
        about = {"connection_info": {"app_id": APP_ID}, "debug_info": debug}
        return {"type": "hello", "num_connections": len(self.connections)} | about


def _disconnect_message(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}}
