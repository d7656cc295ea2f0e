"""A Slack app on slack_sdk's clients for the playground tests."""

import asyncio

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient


class App:
    """Records its requests and acknowledges them with `answer`, unless it is `silent`."""

    def __init__(self, play):
        self.web = AsyncWebClient(token=play.bot_token, base_url=play.api_url)
        self.socket = SocketModeClient(app_token=play.app_token, web_client=self.web)
        self.socket.socket_mode_request_listeners.append(self._on_request)
        self.requests, self.answer, self.silent = [], None, False
        self._payloads = asyncio.Queue()

    async def _on_request(self, client, request):
        self.requests.append(request)
        self._payloads.put_nowait(request.payload)
        if not self.silent:
            await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, self.answer))

    @property
    def last(self):
        return self.requests[-1].payload

    async def acknowledge_last(self):
        await self.socket.send_socket_mode_response(SocketModeResponse(self.requests[-1].envelope_id))

    async def next_payload(self, **wanted):
        """Wait for the next payload with these values, skipping others."""
        async with asyncio.timeout(5):
            while True:
                payload = await self._payloads.get()
                if wanted.items() <= payload.items():
                    return payload

    async def respond(self, **message):
        return await AsyncWebhookClient(self.last["response_url"]).send_dict(message)


async def open_modal(play, app, view, user="U0ANA"):
    """Send a command, open a modal for it and return the modal."""
    app.answer = None
    await play.command(user, "C0GENERAL", "/stretch")
    await app.web.views_open(trigger_id=app.last["trigger_id"], view=view)
    return play.view(user)
