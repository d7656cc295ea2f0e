"""How payloads reach the app: over HTTP if it has a request URL, otherwise over Socket Mode."""

from typing import Any

from bot.playground.envelopes import Ack
from bot.playground.http_delivery import HttpDelivery
from bot.playground.socket_mode import SocketMode
from bot.playground.workspace import Workspace


class Delivery:
    """Sends each payload the one way that the app is set to."""

    def __init__(self, socket: SocketMode, http: HttpDelivery) -> None:
        self.socket, self.http = socket, http

    @property
    def connected(self) -> bool:
        """Whether the app can be reached, as far as is known."""
        return self.http.connected if self.http.request_url else bool(self.socket.connections)

    async def send(self, workspace: Workspace, kind: str, payload: Any) -> Ack | None:
        """Send a payload; returns None and reports a problem to the workspace if it is not acknowledged in time."""
        way = self.http if self.http.request_url else self.socket
        return await way.send(workspace, kind, payload)

    async def close(self) -> None:
        """Close all connections."""
        await self.socket.close_all()
        await self.http.close()
