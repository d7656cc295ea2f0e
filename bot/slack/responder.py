"""The answer to a command or a click: by its response URL, or where there is none (Home, windows) in a window."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError, ClientSession
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.core.logging import logger
from bot.slack.blocks import Message, modal, without_pictures
from bot.slack.errors import reason

UNDELIVERED = (ClientError, SlackClientError, OSError, TimeoutError, ValueError)


@dataclass(frozen=True)
class Responder:
    """Call it with a message; Slack allows five answers to a command or click, within thirty minutes."""

    body: Mapping[str, Any]
    slack: AsyncWebClient
    http: ClientSession

    async def __call__(self, message: Message, replace: bool = False) -> None:
        """Show the message to whoever asked, only to them; `replace` puts it where they clicked."""
        if isinstance(self.body.get("response_url"), str):
            await self._send(**message.payload(), response_type="ephemeral", replace_original=replace)
        elif isinstance(self.body.get("trigger_id"), str):
            await self._window(message)

    @property
    def at_home(self) -> bool:
        """Whether the click was on the Home tab."""
        view = self.body.get("view")
        return isinstance(view, Mapping) and view.get("type") == "home"

    @property
    def in_private(self) -> bool:
        """Whether the click was in a message that only its reader sees, so that an answer can replace it."""
        container = self.body.get("container")
        return isinstance(container, Mapping) and container.get("is_ephemeral") is True

    async def open(self, view: View) -> None:
        """Open a window, above the one that was clicked in if there is one; raise SlackApiError."""
        under = self.body.get("view")
        above = isinstance(under, Mapping) and under.get("type") == "modal"
        show = self.slack.views_push if above else self.slack.views_open
        await show(trigger_id=str(self.body.get("trigger_id")), view=view)

    async def _send(self, **payload: Any) -> None:
        refused = await self._sent(payload)
        plain = without_pictures(payload.get("blocks", ()))
        if refused and len(plain) < len(payload.get("blocks", ())):
            refused = await self._sent(payload | {"blocks": plain})
        if refused:
            logger.warning("an answer was refused", extra={"error": refused})

    async def _sent(self, payload: dict[str, Any]) -> str | None:
        """Send it; return why Slack refused it, or None."""
        try:
            sent = await AsyncWebhookClient(str(self.body["response_url"]), session=self.http).send_dict(payload)
        except UNDELIVERED as error:
            return type(error).__name__
        return None if sent.status_code == 200 else f"{sent.status_code} {sent.body[:120]}"

    async def _window(self, message: Message) -> None:
        try:
            await self.open(modal("Limber", message.blocks))
        except SlackApiError as error:
            logger.warning("an answer was refused", extra={"error": reason(error)})
        except UNDELIVERED as error:
            logger.warning("an answer did not get through", extra={"error": type(error).__name__})
