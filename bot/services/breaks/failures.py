"""Troubles: a channel or a workspace that does not let the bot post is left alone, and somebody is told, once."""

from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import Now
from bot.core.logging import logger
from bot.domain.breaks import Break
from bot.slack.errors import SLACK_CALL_ERRORS, Refusal
from bot.store import Store
from bot.views import breaks as views


@dataclass(frozen=True)
class FailureHandler:
    """Deals with refusals that trying again does not mend."""

    store: Store
    slack: AsyncWebClient
    now: Now

    async def about(self, of: Break, refused: Refusal) -> None:
        """Stop what cannot go on, and tell whoever set it up."""
        if refused.kind == "channel":
            await self._stop_channel(of, refused.code)
        elif refused.kind == "workspace":
            await self._stop_workspace(of.team, refused.code)

    async def go_on(self) -> None:
        """Let workspaces post again whose token works (again)."""
        stopped = await self.store.workspaces.stopped()
        if not stopped:
            return
        try:
            team = str((await self.slack.auth_test())["team_id"])
        except SLACK_CALL_ERRORS:
            return
        if await self.store.workspaces.go_on(team):
            logger.info("the workspace's breaks go on", extra={"team": team})

    async def _stop_channel(self, of: Break, code: str) -> None:
        if not await self.store.timetables.stop(of.team, of.channel, code):
            return
        logger.warning("breaks stopped", extra={"team": of.team, "channel": of.channel, "error": code})
        if of.set_by:
            await self._tell(of.set_by, of, code)

    async def _tell(self, user: str, of: Break, code: str) -> None:
        try:
            await self.slack.chat_postMessage(channel=user, **views.stopped(of.channel, code).payload())
        except SLACK_CALL_ERRORS as error:
            logger.warning("nobody was told of it", extra={"team": of.team, "error": type(error).__name__})

    async def _stop_workspace(self, team: str, code: str) -> None:
        if await self.store.workspaces.stop(team, code, self.now()):
            logger.error("posting stopped; `limber check` tells more", extra={"team": team, "error": code})
