"""Which time zone a person is in: from their Slack profile, if the workspace lets the bot read it."""

import asyncio
from dataclasses import dataclass

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import Now
from bot.core.logging import logger
from bot.domain.local_time import load_zone
from bot.store import Store

PATIENCE = 1.5
"""Seconds that Slack gets to tell a zone: an acknowledgement may be waiting for it."""


@dataclass(frozen=True)
class TimeZones:
    """Asks Slack at most once a week for each person, once an hour where it does not tell."""

    store: Store
    slack: AsyncWebClient
    now: Now

    async def of(self, team: str, user: str) -> str | None:
        """Return a person's IANA zone, or None where Slack does not tell."""
        known = await self.store.people.zone(team, user, self.now())
        if known is None:
            known = await self._ask(user) or ""
            await self.store.people.learn_zone(team, user, known, self.now())
        return known or None

    async def _ask(self, user: str) -> str | None:
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await self.slack.users_info(user=user)
        except (SlackApiError, ClientError, OSError, TimeoutError) as error:
            logger.info("zone unknown", extra={"error": type(error).__name__})
            return None
        return _known((answer.get("user") or {}).get("tz"))


def _known(zone: object) -> str | None:
    try:
        return load_zone(str(zone)).key
    except ValueError:
        return None
