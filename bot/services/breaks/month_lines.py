"""The line at a month's end: how many breaks a channel took, told once the first of the next month is over.

So it comes on a day and at an hour that the channel chose, and costs nothing while no break ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.clock import Now
from bot.core.logging import logger
from bot.domain.breaks import Break
from bot.domain.library import Library
from bot.domain.month import Month, month_of
from bot.domain.screens import routine_seconds
from bot.services.breaks.failures import FailureHandler
from bot.slack.blocks import Message
from bot.slack.clients import Clients
from bot.slack.errors import SLACK_CALL_ERRORS, classify
from bot.slack.rate_limit import RateLimiters
from bot.store import Store
from bot.store.month_lines import WantsMonthLine
from bot.views.month_line import month_line


@dataclass(frozen=True)
class MonthLines:
    """Posts each channel's line for a month at most once: a claimed one is not posted again.

    What was surely not posted comes after the channel's next break.
    """

    store: Store
    clients: Clients
    library: Library
    limiters: RateLimiters
    failures: FailureHandler
    now: Now

    async def tell_after(self, ended: Sequence[Break]) -> None:
        """Tell the channels of these breaks, which have just ended, of the month before, where they want that."""
        wanted = await self.store.month_lines.wanted_after([break_.id for break_ in ended])
        for break_ in ended:
            if found := wanted.get(break_.id):
                await self._tell_if_due(break_, found)

    async def _tell_if_due(self, break_: Break, found: WantsMonthLine) -> None:
        month = month_of(self.now(), found.zone)
        is_told = found.told is not None and found.told >= month.before.key
        if is_told or month_of(break_.due_at, found.zone) != month:
            return
        message = await self._line(found, month.before)
        if message and not await self.limiters.for_team(found.team).acquire():
            return
        if await self.store.month_lines.claim(found, month.before.key) and message:
            await self._post(break_, found, month.before.key, message)

    async def _line(self, found: WantsMonthLine, month: Month) -> Message | None:
        """Return what is told of a month, None if nobody took a break in it."""
        since, until = (each.start(found.zone) for each in (month, month.after))
        taken = await self.store.month_lines.breaks_taken(found.team, found.channel, since, until)
        seconds = sum(routine_seconds(self.library.exercises_of(steps)) for steps in taken)
        return month_line(month, found.channel, len(taken), seconds) if taken else None

    async def _post(self, break_: Break, found: WantsMonthLine, month: str, message: Message) -> None:
        try:
            slack = await self.clients.once(found.team)
            await slack.chat_postMessage(channel=found.channel, **message.payload())
        except SLACK_CALL_ERRORS as error:
            failure = classify(error)
        else:
            return
        where = {"team": found.team, "channel": found.channel, "error": failure.code}
        if failure.kind == "unknown":
            logger.warning("a month's line may have been posted, so it won't be posted again", extra=where)
            return
        logger.warning("a month's line was not posted", extra=where)
        if failure.kind == "rate_limited":
            self.limiters.for_team(found.team).block(failure.retry_seconds)
        await self.store.month_lines.give_back(found, month)
        await self.failures.stop_if_permanent(break_, failure)
