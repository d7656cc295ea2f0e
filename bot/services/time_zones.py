"""A person's time zone, locale and standing: from their Slack profile, if the workspace lets the bot read it."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

from bot.core.clock import Now
from bot.core.expiring import Expiring
from bot.core.logging import logger
from bot.domain.actor import Actor
from bot.domain.local_time import load_zone
from bot.domain.reader import Reader
from bot.slack.clients import Clients
from bot.slack.errors import SLACK_CALL_ERRORS
from bot.store import Store

TIMEOUT_SECONDS = 1.5
"""For users.info: an acknowledgement may be waiting for it."""
MAX_LOCALE_CHARS = 20
GLIMPSE_KEPT_FOR = timedelta(hours=1)
"""How long this process keeps the profile of somebody of whom nothing is stored."""
GUEST_ROLES = ("is_restricted", "is_ultra_restricted", "is_stranger")
"""https://docs.slack.dev/reference/objects/user-object"""


@dataclass(frozen=True)
class TimeZones:
    """Asks Slack at most once a week for each person, once an hour where it does not tell."""

    store: Store
    clients: Clients
    now: Now
    _glimpsed: Expiring[Actor, Reader] = field(default_factory=lambda: Expiring(GLIMPSE_KEPT_FOR))
    """Profiles that were only looked at."""

    async def get(self, actor: Actor) -> str | None:
        """Return a person's IANA zone, or None where Slack does not tell."""
        return (await self.reader(actor)).zone

    async def reader(self, actor: Actor) -> Reader:
        """Return a person's profile, as far as Slack tells it; it is stored."""
        known = await self.store.profiles.get(actor, self.now())
        if known is None:
            known = self._glimpsed.get(actor, self.now())
            if known is None or known.zone is None:
                known = await self._ask(actor)
            await self.store.profiles.save(actor, known, self.now())
            self._glimpsed.forget(actor)
        return known

    async def glimpse(self, actor: Actor) -> Reader:
        """Return the same, but store nothing of somebody who is not known: they have only looked."""
        known = await self.store.profiles.get(actor, self.now()) or self._glimpsed.get(actor, self.now())
        if known is None:
            known = await self._ask(actor)
            if not await self.store.profiles.save_of_known(actor, known, self.now()):
                self._glimpsed.keep(actor, known, self.now())
        return known

    def forget(self, actor: Actor) -> None:
        """Forget the profile of somebody who only looked."""
        self._glimpsed.forget(actor)

    async def _ask(self, actor: Actor) -> Reader:
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                slack = await self.clients.of(actor.team)
                response = await slack.users_info(user=actor.user, include_locale=True)
        except SLACK_CALL_ERRORS as error:
            logger.info("zone unknown", extra={"error": type(error).__name__})
            return Reader()
        profile = response.get("user") or {}
        is_guest = any(profile.get(role) for role in GUEST_ROLES)
        return Reader(_existing(profile.get("tz")), str(profile.get("locale") or "")[:MAX_LOCALE_CHARS], is_guest)


def _existing(zone: object) -> str | None:
    try:
        return load_zone(str(zone)).key
    except ValueError:
        return None
