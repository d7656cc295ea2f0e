"""An app on slack_sdk's own clients, for the tests of the playground."""

import asyncio

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient


class App:
    """Remembers what it was told, and answers what it was told to answer."""

    def __init__(self, play):
        self.web = AsyncWebClient(token=play.bot_token, base_url=play.api_url)
        self.socket = SocketModeClient(app_token=play.app_token, web_client=self.web)
        self.socket.socket_mode_request_listeners.append(self._hear)
        self.told, self.answer, self.silent = [], None, False
        self._news = asyncio.Queue()

    async def _hear(self, client, request):
        self.told.append(request)
        self._news.put_nowait(request.payload)
        if not self.silent:
            await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, self.answer))

    @property
    def last(self):
        return self.told[-1].payload

    async def hears(self, **wanted):
        """The next payload that has these values; what came before it is passed over."""
        async with asyncio.timeout(5):
            while True:
                payload = await self._news.get()
                if wanted.items() <= payload.items():
                    return payload

    async def respond(self, **message):
        return await AsyncWebhookClient(self.last["response_url"]).send_dict(message)
