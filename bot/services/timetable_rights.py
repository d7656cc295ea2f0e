"""Who may change a channel's breaks: anyone, or only who set them up and admins, as the settings say."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.logging import logger
from bot.core.settings import BreaksBy
from bot.domain.breaks import ChannelTimetable
from bot.domain.errors import UserError
from bot.slack.clients import Clients
from bot.slack.errors import SLACK_CALL_ERRORS, classify, error_code

PASSING = ("temporary", "rate_limited", "unknown")
"""The kinds of failures after which Slack may say it if it is asked again."""
NOT_TOLD = "Slack didn't tell me in time whether you're an admin here. Please try again in a minute."
TIMEOUT_SECONDS = 1.0
"""For users.info: an acknowledgement may be waiting for it."""


GUESTS_ONLY_JOIN = "As a guest you can join breaks, but only members can set them up. Ask someone in the channel."
ADMIN_ROLES = ("is_admin", "is_owner", "is_primary_owner")


@dataclass(frozen=True)
class TimetableRights:
    """Asks Slack what somebody may do only where that matters."""

    clients: Clients
    breaks_by: BreaksBy

    async def check(self, user: str, found: ChannelTimetable) -> None:
        """Raise UserError if this person may not change the timetable."""
        if self.breaks_by != "owner" or found.set_by in ("", user):
            return
        profile = await self._profile(found.team, user) if user else {}
        if profile is None:
            raise UserError(NOT_TOLD)
        # Of a shared channel, somebody may be an admin elsewhere.
        is_here = profile.get("team_id", found.team) == found.team
        if not (is_here and any(profile.get(role) for role in ADMIN_ROLES)):
            raise UserError(f"Only <@{found.set_by}>, who set these breaks up, or a workspace admin can change them.")

    def owner(self, user: str, before: ChannelTimetable | None) -> str:
        """Return whose breaks they are after this person changed them: an admin does not take over."""
        return before.set_by if before and before.set_by and self.breaks_by == "owner" else user

    async def _profile(self, team: str, user: str) -> Mapping[str, Any] | None:
        """Return what Slack tells of somebody, which may be nothing; None if it may tell when it is asked again."""
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                slack = await self.clients.of(team)
                return (await slack.users_info(user=user)).get("user") or {}
        except SLACK_CALL_ERRORS as error:
            logger.info("Slack does not tell who somebody is", extra={"error": error_code(error)})
            return None if classify(error).kind in PASSING else {}
