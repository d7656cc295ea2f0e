"""Who may change a channel's breaks: anyone, or only who set them up and admins, as the settings say."""

import asyncio
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.core.logging import logger
from bot.core.settings import BreaksBy
from bot.domain.breaks import ChannelTimetable
from bot.domain.errors import UserError
from bot.slack.errors import SLACK_CALL_ERRORS, classify, error_code

PASSING = ("temporary", "rate_limited", "unknown")
"""The kinds of failures after which Slack may say it if it is asked again."""
NOT_TOLD = "Slack didn't tell me in time whether you're an admin here. Please try again in a minute."
ADMIN_TIMEOUT_SECONDS = 1.0
"""For users.info about who is an admin: an acknowledgement may be waiting for it."""


@dataclass(frozen=True)
class TimetableRights:
    """Asks Slack whether somebody is an admin only where that matters."""

    slack: AsyncWebClient
    breaks_by: BreaksBy

    async def check(self, user: str, found: ChannelTimetable) -> None:
        """Raise UserError if this person may not change the timetable."""
        if self.breaks_by != "owner" or found.set_by in ("", user):
            return
        if (is_admin := await self._is_admin(user)) is None:
            raise UserError(NOT_TOLD)
        if not is_admin:
            raise UserError(f"Only <@{found.set_by}>, who set these breaks up, or a workspace admin can change them.")

    def owner(self, user: str, before: ChannelTimetable | None) -> str:
        """Return whose breaks they are after this person changed them: an admin does not take over."""
        return before.set_by if before and before.set_by and self.breaks_by == "owner" else user

    async def _is_admin(self, user: str) -> bool | None:
        """Return whether Slack calls somebody an admin; None if it did not say, but may if it is asked again."""
        try:
            async with asyncio.timeout(ADMIN_TIMEOUT_SECONDS):
                person = (await self.slack.users_info(user=user)).get("user") or {}
        except SLACK_CALL_ERRORS as error:
            logger.info("unknown whether somebody is an admin", extra={"error": error_code(error)})
            return None if classify(error).kind in PASSING else False
        return any(person.get(role) for role in ("is_admin", "is_owner", "is_primary_owner"))
