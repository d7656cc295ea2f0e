"""How payloads reach the app: over HTTP if it has a request URL, otherwise over Socket Mode."""

from typing import Any

from bot.playground.envelopes import Ack
from bot.playground.socket_mode import SocketMode
from bot.playground.workspace import Workspace


class Delivery:
    """Sends each payload the one way that the app is set to."""

    def __init__(self, socket: SocketMode) -> None:
        self.socket = socket

    @property
    def connected(self) -> bool:
        """Whether the app can be reached."""
        return bool(self.socket.connections)

    async def send(self, workspace: Workspace, kind: str, payload: Any) -> Ack | None:
        """Send a payload; returns None and reports a problem to the workspace if it is not acknowledged in time."""
        return await self.socket.send(workspace, kind, payload)
