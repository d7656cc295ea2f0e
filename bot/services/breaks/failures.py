"""Permanent failures of posting: the channel or workspace is stopped, and whoever set it up is told once."""

import asyncio
from dataclasses import dataclass

from bot.core.clock import Now
from bot.core.logging import logger
from bot.domain.breaks import Break
from bot.domain.stopped_workspace import StoppedWorkspace
from bot.slack.blocks import Message
from bot.slack.clients import Clients
from bot.slack.errors import NOT_INSTALLED, SLACK_CALL_ERRORS, CallFailure
from bot.slack.scopes import scopes_in
from bot.store import Store
from bot.views import break_answers as views

POSTING_SCOPE = "chat:write"
TRIED_TOGETHER, TRIED_FOR_SECONDS = 20, 5.0
"""How many stopped workspaces' tokens are tried at once, and for how long in each minute."""


PERSON_GONE = frozenset({"user_not_found", "user_disabled", "user_not_visible", "is_inactive", "cannot_dm_bot"})
"""Error codes of a person who can't be written to any more: their reminders stop, which nobody needs to hear of."""


@dataclass(frozen=True)
class FailureHandler:
    """Handles permanent failures, which a retry cannot fix."""

    store: Store
    clients: Clients
    now: Now

    async def stop_if_permanent(self, break_: Break, failure: CallFailure) -> None:
        """Stop the channel or workspace that cannot be posted to, and tell whoever set the breaks up."""
        if break_.personal and (failure.kind == "channel" or failure.code in PERSON_GONE):
            await self.store.timetables.stop(break_.team, break_.channel, failure.code, self.now())
        elif failure.kind == "channel":
            await self._stop_channel(break_, failure.code)
        elif failure.kind == "workspace" and failure.code != NOT_INSTALLED:
            await self._stop_workspace(break_, failure.code)

    async def resume_workspaces(self, at_once: bool = False) -> None:
        """Let workspaces post again whose token works again, if it is time to try it, or `at_once`.

        What takes too long is left for the next minute: others have breaks to be posted.
        """
        now, turns = self.now(), asyncio.Semaphore(TRIED_TOGETHER)
        due = [each for each in await self.store.workspaces.stopped() if at_once or each.again_at <= now]
        tries = [asyncio.create_task(self._try_again(each, turns)) for each in due]
        if tries:
            _, late = await asyncio.wait(tries, timeout=TRIED_FOR_SECONDS)
            for each in late:
                each.cancel()
            for done in await asyncio.gather(*tries, return_exceptions=True):
                if isinstance(done, Exception):
                    raise done

    async def _try_again(self, stopped: StoppedWorkspace, turns: asyncio.Semaphore) -> None:
        async with turns:
            if await self._may_post_again(stopped):
                await self.resume_workspace(stopped.team)
            else:
                await self.store.workspaces.postpone(stopped, self.now())

    async def resume_workspace(self, team: str) -> None:
        """Let a workspace post again, since Slack took a call for it."""
        if await self.store.workspaces.resume(team):
            logger.info("the workspace's breaks go on", extra={"team": team})

    async def _may_post_again(self, stopped: StoppedWorkspace) -> bool:
        try:
            answer = await (await self.clients.of(stopped.team)).auth_test()
        except SLACK_CALL_ERRORS:
            return False
        scopes = scopes_in(answer.headers.get("x-oauth-scopes", POSTING_SCOPE))
        # The only token may be that of another workspace; an organisation's is that of all its workspaces.
        is_theirs = self.store.installations is not None or answer["team_id"] == stopped.team
        return is_theirs and POSTING_SCOPE in scopes

    async def _stop_channel(self, break_: Break, code: str) -> None:
        if not await self.store.timetables.stop(break_.team, break_.channel, code, self.now()):
            return
        logger.warning("breaks stopped", extra={"team": break_.team, "channel": break_.channel, "error": code})
        if break_.set_by:
            await self._tell(break_.set_by, break_, views.posting_stopped(break_.channel, code))

    async def _tell(self, user: str, break_: Break, message: Message) -> None:
        try:
            slack = await self.clients.of(break_.team)
            await slack.chat_postMessage(channel=user, **message.payload())
        except SLACK_CALL_ERRORS as error:
            logger.warning(
                "the owner was not told that breaks stopped", extra={"team": break_.team, "error": type(error).__name__}
            )

    async def _stop_workspace(self, break_: Break, code: str) -> None:
        if not await self.store.workspaces.stop(break_.team, code, self.now()):
            return
        logger.error("posting stopped; `limber check` tells more", extra={"team": break_.team, "error": code})
        # A private reminder may be the first to find out, and its person knows nothing of the app's token.
        owner = await self.store.timetable_lookups.latest_owner(break_.team) if break_.personal else break_.set_by
        if owner:  # with a scope missing, Slack may still take this message
            await self._tell(owner, break_, views.workspace_stopped(code))
