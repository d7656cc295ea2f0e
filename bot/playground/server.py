"""The playground itself: one server on 127.0.0.1 for the Web API, the sockets, the response URLs and the page."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any, Self, TypeVar

from aiohttp import web

from bot.playground.models import (
    APP_ID,
    APP_TOKEN,
    BOT_TOKEN,
    Json,
)
from bot.playground.page_api import PageApi
from bot.playground.page_socket import Live
from bot.playground.socket_mode import SocketMode
from bot.playground.test_api import Controls
from bot.playground.validation import Inspector
from bot.playground.web_api import WebApi
from bot.playground.workspace import Workspace

Found = TypeVar("Found")
Jump = Callable[[], Awaitable[str]]


class Playground(Controls):
    """A pretend Slack with one app in it; `clock` gives unix seconds, `patience` is the time for an acknowledgement."""

    bot_token, app_token = BOT_TOKEN, APP_TOKEN

    def __init__(
        self,
        manifest: Json,
        port: int = 0,
        clock: Callable[[], float] = time.time,
        on_jump: Jump | None = None,
        patience: float = 3.0,
    ) -> None:
        self._port = port
        self._changed = asyncio.Event()
        self._inspector = Inspector()
        space = Workspace(manifest, clock)
        socket = SocketMode(space, patience)
        super().__init__(space, socket, self._inspector, WebApi(space, self._inspector, self._socket_url))
        self._live = Live(space)
        self._page = PageApi(space, self, socket, on_jump)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Open for business; OSError if the port is taken."""
        self._runner = web.AppRunner(self._routes(), access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        self._port = self._runner.addresses[0][1]
        self.workspace.url = self.url
        self.workspace.hearers.add(self._hear)

    async def stop(self) -> None:
        """Close everything."""
        self.workspace.hearers.discard(self._hear)
        await self._socket.drop()
        await self._live.close()
        await self._runner.cleanup()
        await self._inspector.close()

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def api_url(self) -> str:
        """The base_url for slack_sdk."""
        return f"{self.url}/api/"

    async def until(self, predicate: Callable[[], Found], seconds: float = 5) -> Found:
        """Wait for a change after which this is true, and give what it gave; TimeoutError tells the last troubles."""
        try:
            async with asyncio.timeout(seconds):
                while not (found := predicate()):
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            troubles = "; ".join(trouble.text for trouble in self.troubles[-3:]) or "none"
            raise TimeoutError(f"It did not happen within {seconds:g} s. The last troubles: {troubles}") from None
        return found

    async def connected(self, seconds: float = 5) -> None:
        """Wait until the bot has a Socket Mode connection."""
        await self.until(lambda: self.connections, seconds)

    def _routes(self) -> web.Application:
        app = web.Application(client_max_size=4 * 1024**2)
        app.router.add_route("*", "/api/{method}", self._api.serve)
        app.router.add_get("/socket", self._socket.serve)
        app.router.add_post("/response/{name}", self._replies.to_url)
        app.router.add_get("/page/live", self._live.serve)
        self._page.add_routes(app)
        return app

    def _socket_url(self) -> str:
        return f"ws://127.0.0.1:{self._port}/socket?ticket={self._socket.ticket()}&app_id={APP_ID}"

    def _hear(self, kind: str, thing: Any) -> None:
        self._changed.set()
