"""Which time zone a person is in: from their Slack profile, if the workspace lets the bot read it."""

import asyncio
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import Now
from bot.core.logging import logger
from bot.domain.actor import Actor
from bot.domain.local_time import load_zone
from bot.slack.errors import SLACK_CALL_ERRORS
from bot.store import Store

TIMEOUT_SECONDS = 1.5
"""For users.info: an acknowledgement may be waiting for it."""


@dataclass(frozen=True)
class TimeZones:
    """Asks Slack at most once a week for each person, once an hour where it does not tell."""

    store: Store
    slack: AsyncWebClient
    now: Now

    async def get(self, actor: Actor) -> str | None:
        """Return a person's IANA zone, or None where Slack does not tell."""
        known = await self.store.people.zone(actor, self.now())
        if known is None:
            known = await self._ask(actor.user) or ""
            await self.store.people.save_zone(actor, known, self.now())
        return known or None

    async def _ask(self, user: str) -> str | None:
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                response = await self.slack.users_info(user=user)
        except SLACK_CALL_ERRORS as error:
            logger.info("zone unknown", extra={"error": type(error).__name__})
            return None
        return _existing((response.get("user") or {}).get("tz"))


def _existing(zone: object) -> str | None:
    try:
        return load_zone(str(zone)).key
    except ValueError:
        return None
