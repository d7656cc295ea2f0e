"""Permanent failures of posting: the channel or workspace is stopped, and whoever set it up is told once."""

from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import Now
from bot.core.logging import logger
from bot.domain.breaks import Break
from bot.slack.errors import SLACK_CALL_ERRORS, CallFailure
from bot.store import Store
from bot.views import break_answers as views


@dataclass(frozen=True)
class FailureHandler:
    """Handles permanent failures, which a retry cannot fix."""

    store: Store
    slack: AsyncWebClient
    now: Now

    async def stop_if_permanent(self, break_: Break, failure: CallFailure) -> None:
        """Stop the channel or workspace that cannot be posted to, and tell whoever set the breaks up."""
        if failure.kind == "channel":
            await self._stop_channel(break_, failure.code)
        elif failure.kind == "workspace":
            await self._stop_workspace(break_.team, failure.code)

    async def resume_workspaces(self) -> None:
        """Let workspaces post again whose token works (again)."""
        stopped = await self.store.workspaces.stopped()
        if not stopped:
            return
        try:
            team = str((await self.slack.auth_test())["team_id"])
        except SLACK_CALL_ERRORS:
            return
        if await self.store.workspaces.resume(team):
            logger.info("the workspace's breaks go on", extra={"team": team})

    async def _stop_channel(self, break_: Break, code: str) -> None:
        if not await self.store.timetables.stop(break_.team, break_.channel, code):
            return
        logger.warning("breaks stopped", extra={"team": break_.team, "channel": break_.channel, "error": code})
        if break_.set_by:
            await self._tell(break_.set_by, break_, code)

    async def _tell(self, user: str, break_: Break, code: str) -> None:
        try:
            await self.slack.chat_postMessage(channel=user, **views.posting_stopped(break_.channel, code).payload())
        except SLACK_CALL_ERRORS as error:
            logger.warning(
                "the owner was not told that breaks stopped", extra={"team": break_.team, "error": type(error).__name__}
            )

    async def _stop_workspace(self, team: str, code: str) -> None:
        if await self.store.workspaces.stop(team, code, self.now()):
            logger.error("posting stopped; `limber check` tells more", extra={"team": team, "error": code})
