"""An HTTP server that is opened last and closed first, so that no request comes while the bot is not ready."""

from contextlib import AsyncExitStack

from aiohttp import web

from bot.core.http_server import Address, serving

MAX_CONNECTIONS = 800
"""Slack and a proxy in front keep theirs open; a process may usually have 1,024 files."""


class HttpServer:
    """Serves an application at one address."""

    def __init__(self, app: web.Application, address: Address) -> None:
        self._app, self._address, self._stack = app, address, AsyncExitStack()
        self.port: int | None = None
        """The port that it listens on, None while it does not."""

    async def open(self) -> None:
        """Listen; raise CannotListen."""
        self.port = await self._stack.enter_async_context(serving(self._app, self._address, MAX_CONNECTIONS))

    async def close(self) -> None:
        """Stop to listen, once what is being answered is."""
        self.port = None
        await self._stack.aclose()

    @property
    def is_open(self) -> bool:
        """Whether it listens."""
        return self.port is not None
