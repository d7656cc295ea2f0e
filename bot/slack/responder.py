"""Answers to a command or a click: by its response URL, or in a modal where there is none (Home, modals)."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError, ClientSession
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.core.logging import logger
from bot.slack.blocks import Message, modal, with_and_without_images
from bot.slack.errors import error_code, is_too_late_to_open

PAUSES_SECONDS = (1.0, 4.0)
MAX_PAUSE_SECONDS = 30.0
NOT_PUBLIC = ("privategroup", "directmessage")
"""What stands for a channel's name where it is not public."""
UNDELIVERED = (ClientError, SlackClientError, OSError, TimeoutError, ValueError)


@dataclass(frozen=True)
class Refusal:
    """Why a response URL did not take an answer, and whether it may take it a little later."""

    reason: str
    is_passing: bool
    asked_seconds: float = 0.0


@dataclass(frozen=True)
class Responder:
    """Call it with a message; Slack allows five answers to a command or click, within thirty minutes."""

    body: Mapping[str, Any]
    slack: AsyncWebClient
    http: ClientSession
    pauses: Sequence[float] = PAUSES_SECONDS
    """How many seconds to wait before each further try."""

    async def __call__(self, message: Message, replace: bool = False) -> None:
        """Show the message to whoever asked, only to them; `replace` puts it in place of what was clicked."""
        if self.url:
            if not await respond(self.url, message, replace, self.http, self.pauses):
                await self._post_ephemeral(message)
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

    def is_public(self, channel: str | None) -> bool | None:
        """Return whether a channel is public, None unless the command or click came from it."""
        inner = self.body.get("channel")
        name = inner.get("name") if isinstance(inner, Mapping) else self.body.get("channel_name")
        return name not in NOT_PUBLIC if name and channel and _id(self.body, "channel") == channel else None

    async def open(self, view: View) -> None:
        """Open a modal, on top of the one that was clicked in if there is one; raise SlackApiError.

        Slack allows three on top of one another: the last one of them makes room.
        """
        clicked, trigger_id = self.body.get("view"), str(self.body.get("trigger_id"))
        if not (isinstance(clicked, Mapping) and clicked.get("type") == "modal"):
            await self.slack.views_open(trigger_id=trigger_id, view=view)
            return
        try:
            await self.slack.views_push(trigger_id=trigger_id, view=view)
        except SlackApiError as error:
            if error_code(error) != "push_limit_reached":
                raise
            await self.slack.views_update(view_id=str(clicked.get("id")), view=view)

    async def open_or_say(self, view: View, not_opened: Message, replace: bool = False) -> bool:
        """Open a modal, or say this if the click is too old for one; return whether it opened."""
        try:
            await self.open(view)
        except SlackApiError as error:
            if not is_too_late_to_open(error):
                raise
            await self(not_opened, replace)
            return False
        return True

    async def _post_ephemeral(self, message: Message) -> None:
        """Say it in the channel, only to whoever asked, where the response URL did not take it."""
        channel, user = _id(self.body, "channel"), _id(self.body, "user")
        if not (channel and user):
            return
        for payload in with_and_without_images(message.payload()):
            try:
                await self.slack.chat_postEphemeral(channel=channel, user=user, **payload)
                return
            except UNDELIVERED as error:
                logger.warning("an answer was lost", extra={"error": error_code(error)})

    async def _open_modal(self, message: Message) -> None:
        try:
            await self.open(modal("Limber", message.blocks))
        except SlackApiError as error:
            logger.warning("an answer was refused", extra={"error": error_code(error)})
        except UNDELIVERED as error:
            logger.warning("an answer did not get through", extra={"error": type(error).__name__})


async def respond(
    url: str, message: Message, replace: bool, http: ClientSession, pauses: Sequence[float] = PAUSES_SECONDS
) -> bool:
    """Post a message to a response URL, again if Slack was only busy, without its image if Slack refuses that.

    Return whether Slack took it; what fails is logged.
    """
    refusal: Refusal | None = None
    for payload in with_and_without_images(message.payload()):
        answer = {**payload, "response_type": "ephemeral", "replace_original": replace}
        refusal = await _post_patiently(url, answer, http, pauses)
        if refusal is None:
            return True
        if refusal.is_passing:
            break
    logger.warning("an answer was refused", extra={"error": refusal.reason if refusal else None})
    return False


async def _post_patiently(
    url: str, payload: dict[str, Any], http: ClientSession, pauses: Sequence[float]
) -> Refusal | None:
    refusal = await _post(url, payload, http)
    for pause in pauses:
        if refusal is None or not refusal.is_passing:
            break
        await asyncio.sleep(min(max(pause, refusal.asked_seconds), MAX_PAUSE_SECONDS))
        refusal = await _post(url, payload, http)
    return refusal


async def _post(url: str, payload: dict[str, Any], http: ClientSession) -> Refusal | None:
    """Post to the response URL; return why Slack did not take it, or None."""
    try:
        sent = await AsyncWebhookClient(url, session=http).send_dict(payload)
    except UNDELIVERED as error:
        is_passing = isinstance(error, ClientError | OSError | TimeoutError) and not isinstance(error, ValueError)
        return Refusal(type(error).__name__, is_passing)
    if sent.status_code == 200:
        return None
    asked = str(sent.headers.get("Retry-After", "0"))
    busy = sent.status_code == 429 or sent.status_code >= 500
    return Refusal(f"{sent.status_code} {sent.body[:120]}", busy, float(asked) if asked.isdecimal() else 0.0)


def _id(body: Mapping[str, Any], name: str) -> str | None:
    """Return the id of the body's `channel` or `user`, in a command or a click."""
    inner = body.get(name)
    id = inner.get("id") if isinstance(inner, Mapping) else body.get(f"{name}_id")
    return id if isinstance(id, str) else None
