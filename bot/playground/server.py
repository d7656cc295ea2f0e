"""The playground's server on 127.0.0.1 for Web API, Socket Mode, response URLs and page."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any, Self, TypeVar

from aiohttp import web

from bot.playground.models import APP_ID, APP_TOKEN, BOT_TOKEN, Json
from bot.playground.own_page import only_own_page
from bot.playground.page_api import PageApi
from bot.playground.page_socket import PageSocket
from bot.playground.socket_mode import SocketMode
from bot.playground.test_api import PlaygroundControls
from bot.playground.validation import RequestValidator
from bot.playground.web_api import WebApi
from bot.playground.workspace import Workspace

Result = TypeVar("Result")
JumpClock = Callable[[], Awaitable[str]]


class Playground(PlaygroundControls):
    """A fake Slack with one app; `clock` returns unix seconds, `on_jump` advances it and describes the new time.

    `token_clock` is that of Slack's own time limits, where it is another one.
    """

    bot_token, app_token = BOT_TOKEN, APP_TOKEN

    def __init__(
        self,
        manifest: Json,
        port: int = 0,
        clock: Callable[[], float] = time.time,
        on_jump: JumpClock | None = None,
        ack_timeout_seconds: float = 3.0,
        token_clock: Callable[[], float] | None = None,
    ) -> None:
        self._port = port
        self._change_event = asyncio.Event()
        self._validator = RequestValidator()
        workspace = Workspace(manifest, clock, token_clock)
        socket = SocketMode(workspace, ack_timeout_seconds)
        super().__init__(workspace, socket, self._validator, WebApi(workspace, self._validator, self._socket_url))
        self._page_socket = PageSocket(workspace)
        self._page = PageApi(workspace, self, socket, on_jump)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Start the server; OSError if the port is in use."""
        self._runner = web.AppRunner(self._routes(), access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        self._port = self._runner.addresses[0][1]
        self.workspace.url = self.url
        self.workspace.listeners.add(self._on_change)

    async def stop(self) -> None:
        """Close all connections and stop the server."""
        self.workspace.listeners.discard(self._on_change)
        await self._socket.close_all()
        await self._page_socket.close()
        await self._runner.cleanup()
        await self._validator.close()

    @property
    def url(self) -> str:
        """The URL of the page."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def api_url(self) -> str:
        """The base_url of the Web API for slack_sdk."""
        return f"{self.url}/api/"

    async def until(self, predicate: Callable[[], Result], seconds: float = 5) -> Result:
        """Wait until a predicate is true and return its result; TimeoutError with the last problems otherwise."""
        try:
            async with asyncio.timeout(seconds):
                while not (result := predicate()):
                    self._change_event.clear()
                    await self._change_event.wait()
        except TimeoutError:
            problems = "; ".join(problem.text for problem in self.problems[-3:]) or "none"
            raise TimeoutError(f"It did not happen within {seconds:g} s. The last problems: {problems}") from None
        return result

    async def connected(self, seconds: float = 5) -> None:
        """Wait until the bot has a Socket Mode connection; TimeoutError after `seconds`."""
        await self.until(lambda: self.connections, seconds)

    def _routes(self) -> web.Application:
        app = web.Application(client_max_size=4 * 1024**2, middlewares=[only_own_page])
        app.router.add_route("*", "/api/{method}", self._api.serve)
        app.router.add_get("/socket", self._socket.serve)
        app.router.add_post("/response/{name}", self._responses.handle_response_url)
        app.router.add_get("/page/live", self._page_socket.serve)
        self._page.add_routes(app)
        return app

    def _socket_url(self) -> str:
        return f"ws://127.0.0.1:{self._port}/socket?ticket={self._socket.issue_ticket()}&app_id={APP_ID}"

    def _on_change(self, kind: str, data: Any) -> None:
        self._change_event.set()
