"""Private reminders of breaks: stored when somebody asks, sent by the minute's tick to them alone."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import Now
from bot.core.logging import logger
from bot.domain.actor import Actor
from bot.domain.breaks import Break, Reminder, later
from bot.domain.library import Library
from bot.services.fitting import Fitting
from bot.services.ways_out import NothingFits
from bot.slack.blocks import Message
from bot.slack.clients import Clients
from bot.slack.errors import SLACK_CALL_ERRORS, CallFailure, classify
from bot.slack.rate_limit import RateLimiters
from bot.store import Store
from bot.views import break_answers as views

TRIED_AGAIN = ("rate_limited", "temporary")
LOST = ("workspace", "unknown")
"""A reminder that may have arrived is not sent again, and a dead token sends nothing."""
MIN_PAUSE_SECONDS = 30.0
"""How long a workspace's reminders wait after a temporary failure; the next minute tries again."""
SHUTTING_DOWN = CallFailure("temporary", "shutting down")


@dataclass(frozen=True)
class Reminders:
    """Sends each reminder at most once: a repeated call may send twice."""

    store: Store
    clients: Clients
    library: Library
    limiters: RateLimiters
    now: Now

    async def remind_later(self, break_: Break, user: str) -> datetime:
        """Remind somebody in fifteen minutes, once; return when."""
        return await self.store.reminders.add(Reminder(break_.team, break_.id, user, later(self.now())))

    async def send_due(self) -> None:
        """Send what is due, one by one; what is stale is dropped."""
        self.limiters.delete_idle()
        now = self.now()
        while not self.limiters.closed:
            reminder = await self.store.reminders.take_next(now, self.limiters.busy_teams(1, 0))
            if reminder is None:
                return
            if reminder.is_stale(now) or await self._send(reminder):
                await self.store.reminders.delete_taken(reminder)
            else:
                await self.store.reminders.release(reminder)

    async def _send(self, reminder: Reminder) -> bool:
        """Send it in the channel or, where that fails, as a direct message; return False if either may work later."""
        break_ = await self.store.breaks.find(reminder.team, reminder.break_id)
        if break_ is None:
            return True
        team, channel, user = reminder.team, break_.channel, reminder.user
        message = (await self._message(break_, Actor(team, user))).payload()
        failure = await self._try(team, lambda it: it.chat_postEphemeral(channel=channel, user=user, **message))
        if failure and failure.kind not in TRIED_AGAIN + LOST:
            failure = await self._try(team, lambda it: it.chat_postMessage(channel=user, **message))
        if failure and failure.kind in TRIED_AGAIN:
            self.limiters.for_team(reminder.team).block(max(failure.retry_seconds, MIN_PAUSE_SECONDS))
            return False
        if failure:
            logger.warning("a reminder was not sent", extra={"team": reminder.team, "error": failure.code})
        return True

    async def _message(self, break_: Break, actor: Actor) -> Message:
        """Return the reminder of what this person is going to do in the break."""
        try:
            to_do = await Fitting(self.store, self.library, self.now).to_do(actor, break_)
        except NothingFits:
            return views.reminder(break_, ())
        name = "" if to_do.swapped else self.library.set_name(break_.slugs)
        return views.reminder(break_, to_do.exercises, name)

    async def _try(self, team: str, send: Callable[[AsyncWebClient], Awaitable[Any]]) -> CallFailure | None:
        if not await self.limiters.for_team(team).acquire():
            return SHUTTING_DOWN
        try:
            await send(await self.clients.once(team))
        except SLACK_CALL_ERRORS as error:
            return classify(error)
        return None
