"""The Socket Mode connection: acknowledges whatever happens, and reconnects by itself."""

import asyncio
from time import time

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.core.logging import logger

PING_INTERVAL_SECONDS = 10.0
OPEN_TIMEOUT_SECONDS = 30.0
"""The SDK tries for ever; whoever waits for it should not."""


class _Handler(AsyncSocketModeHandler):
    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Dispatch a request; Bolt sends no acknowledgement for what it cannot read, so that is done here."""
        began = time()
        try:
            response = await run_async_bolt_app(self.app, req)
        except Exception as error:  # one bad envelope must not silence the next
            logger.error("an envelope could not be read", extra={"error": type(error).__name__})
            response = BoltResponse(status=200)
        if response.status != 200:
            response = BoltResponse(status=200)
        await send_async_response(client, req, response, began)


class SocketModeConnection:
    """One connection to Slack, replaced by a new one when it stays closed."""

    def __init__(self, app: AsyncApp, app_token: str, ping_seconds: float = PING_INTERVAL_SECONDS) -> None:
        self._app, self._app_token, self._ping_seconds = app, app_token, ping_seconds
        self._handler = self._new_handler()
        self._was_closed = False

    async def open(self) -> None:
        """Connect; raise SlackApiError if Slack refuses the token."""
        self._handler.client.wss_uri = await self._handler.client.issue_new_wss_url()
        await self._handler.connect_async()  # type: ignore[no-untyped-call]

    async def close(self) -> None:
        """Disconnect; nothing more is received."""
        await self._handler.close_async()  # type: ignore[no-untyped-call]

    async def connected(self) -> bool:
        """Return whether Slack can reach the bot now."""
        return bool(await self._handler.client.is_connected())

    async def watch(self) -> None:
        """Reconnect if it was closed at two calls in a row: the SDK may retry one used-up address for ever."""
        closed = not await self.connected()
        if closed and self._was_closed:
            logger.warning("the socket stays closed; opening a new one")
            await self._handler.close_async()  # type: ignore[no-untyped-call]
            self._handler = self._new_handler()
            async with asyncio.timeout(OPEN_TIMEOUT_SECONDS):
                await self.open()
        self._was_closed = closed

    def _new_handler(self) -> _Handler:
        return _Handler(self._app, self._app_token, ping_interval=self._ping_seconds)
