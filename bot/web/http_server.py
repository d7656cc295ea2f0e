"""An HTTP server that is opened last and closed first, so that no request comes while the bot is not ready."""

from aiohttp import web

CLOSING_SECONDS = 5.0
"""How long requests that are being answered may take when the server closes."""


class HttpServer:
    """Serves an application on one port."""

    def __init__(self, app: web.Application, host: str, port: int) -> None:
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=CLOSING_SECONDS)
        self._host, self._port = host, port

    async def open(self) -> None:
        """Listen; raise OSError if that is not possible, for example because something else does."""
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()

    async def close(self) -> None:
        """Stop to listen, once what is being answered is."""
        await self._runner.cleanup()

    @property
    def is_open(self) -> bool:
        """Whether it listens."""
        return bool(self._runner.addresses)

    @property
    def port(self) -> int:
        """The port that it listens on: a free one, where 0 was asked for."""
        return int(self._runner.addresses[0][1])
