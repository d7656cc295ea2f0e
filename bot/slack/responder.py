"""Answers to a command or a click: by its response URL, or in a modal where there is none (Home, modals)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError, ClientSession
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.core.logging import logger
from bot.slack.blocks import Message, modal, with_and_without_images
from bot.slack.errors import error_code

UNDELIVERED = (ClientError, SlackClientError, OSError, TimeoutError, ValueError)


@dataclass(frozen=True)
class Responder:
    """Call it with a message; Slack allows five answers to a command or click, within thirty minutes."""

    body: Mapping[str, Any]
    slack: AsyncWebClient
    http: ClientSession

    async def __call__(self, message: Message, replace: bool = False) -> None:
        """Show the message to whoever asked, only to them; `replace` puts it in place of what was clicked."""
        if self.url:
            await respond(self.url, message, replace, self.http)
        elif isinstance(self.body.get("trigger_id"), str):
            await self._open_modal(message)

    @property
    def url(self) -> str | None:
        """The response URL, or None where the click has none."""
        url = self.body.get("response_url")
        return url if isinstance(url, str) else None

    @property
    def is_home(self) -> bool:
        """Whether the click was on the Home tab."""
        view = self.body.get("view")
        return isinstance(view, Mapping) and view.get("type") == "home"

    @property
    def is_ephemeral(self) -> bool:
        """Whether the click was in a message that only its reader sees, so that an answer can replace it."""
        container = self.body.get("container")
        return isinstance(container, Mapping) and container.get("is_ephemeral") is True

    async def open(self, view: View) -> None:
        """Open a modal, on top of the one that was clicked in if there is one; raise SlackApiError."""
        clicked = self.body.get("view")
        in_modal = isinstance(clicked, Mapping) and clicked.get("type") == "modal"
        show = self.slack.views_push if in_modal else self.slack.views_open
        await show(trigger_id=str(self.body.get("trigger_id")), view=view)

    async def _open_modal(self, message: Message) -> None:
        try:
            await self.open(modal("Limber", message.blocks))
        except SlackApiError as error:
            logger.warning("an answer was refused", extra={"error": error_code(error)})
        except UNDELIVERED as error:
            logger.warning("an answer did not get through", extra={"error": type(error).__name__})


async def respond(url: str, message: Message, replace: bool, http: ClientSession) -> None:
    """Post a message to a response URL; without its image if Slack refuses that. What fails is logged."""
    for payload in with_and_without_images(message.payload()):
        refused = await _post(url, {**payload, "response_type": "ephemeral", "replace_original": replace}, http)
        if not refused:
            return
    logger.warning("an answer was refused", extra={"error": refused})


async def _post(url: str, payload: dict[str, Any], http: ClientSession) -> str | None:
    """Post to the response URL; return why Slack refused it, or None."""
    try:
        sent = await AsyncWebhookClient(url, session=http).send_dict(payload)
    except UNDELIVERED as error:
        return type(error).__name__
    return None if sent.status_code == 200 else f"{sent.status_code} {sent.body[:120]}"
