"""Keeps each break's message up to date with its roster, with few edits however many people press at once."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from bot.core.logging import logger
from bot.domain.breaks import Break, ChannelTimetable
from bot.domain.library import Library
from bot.domain.slots import next_slot
from bot.domain.timetable import is_paused
from bot.services.breaks.messages import BreakMessages
from bot.slack.blocks import with_and_without_images
from bot.slack.clients import Clients
from bot.slack.errors import SLACK_CALL_ERRORS, classify
from bot.slack.rate_limit import RateLimiters
from bot.store import Store
from bot.store.breaks import BreakDetails
from bot.store.errors import DatabaseUnavailable
from bot.views import breaks as views
from bot.views.closed_breaks import NextBreak, closed_message

FIRST_EDIT_AFTER_SECONDS = 0.3
"""So that people see their name at once, and those who press together share an edit."""
SECONDS_BETWEEN_EDITS = 1.5
"""Between edits of a message in which people go on pressing."""
MAX_FAILURES = 20
"""How often an edit may fail, with longer and longer pauses: about five minutes."""
RETRIED = ("rate_limited", "temporary", "unknown")


class MessageUpdater:
    """Edits messages; any process may edit, the last edit shows everybody."""

    def __init__(
        self, store: Store, clients: Clients, library: Library, messages: BreakMessages, limiters: RateLimiters
    ) -> None:
        self._store, self._clients, self._limiters = store, clients, limiters
        self._library, self._messages = library, messages
        self._stale: set[str] = set()
        self._edits: dict[str, asyncio.Task[None]] = {}

    def update_soon(self, break_: Break) -> None:
        """Update this break's message soon."""
        self._stale.add(break_.id)
        if break_.id not in self._edits:
            self._edits[break_.id] = asyncio.create_task(self._keep_updated(break_))

    async def show_closed(self, ended: Sequence[Break]) -> list[str]:
        """Show that these breaks are over; return the ids of those that show it, or never will."""
        before, following = await self._store.breaks.details(ended), await self._next_breaks(ended)
        edits = (self._edit_in_turn(before[b.id], following.get(b.id)) for b in ended if b.id in before)
        edited = await asyncio.gather(*edits)
        failed = {id for id, done in zip(before, edited, strict=True) if not done}
        after = await self._store.breaks.details(ended)
        for break_ in ended:
            if break_.id not in failed and before.get(break_.id) != after.get(break_.id):
                self.update_soon(break_)
        return [break_.id for break_ in ended if break_.id not in failed]

    def delete_idle(self) -> None:
        """Delete idle rate limiters."""
        self._limiters.delete_idle()

    async def flush(self) -> None:
        """Make the pending edits at once, without regard to the rate limit."""
        self._limiters.close()
        while self._edits:
            await asyncio.wait(self._edits.values())

    async def _keep_updated(self, break_: Break) -> None:
        try:
            await self._edit_while_stale(break_)
        except Exception as error:  # one message's bug keeps no other from being updated, and none from its end
            logger.error("a message is not updated any more", exc_info=error, extra={"team": break_.team})
        finally:
            self._stale.discard(break_.id)
            del self._edits[break_.id]

    async def _edit_while_stale(self, break_: Break) -> None:
        """Edit as long as there is something to show; the pause after the last edit counts for the next, too."""
        pause, failures = FIRST_EDIT_AFTER_SECONDS, 0
        while failures < MAX_FAILURES:
            await self._limiters.sleep(pause)
            if break_.id not in self._stale or (failures and self._limiters.closed):
                break
            self._stale.discard(break_.id)
            if not await self._update(break_):
                failures += 1
                self._stale.add(break_.id)
            pause = SECONDS_BETWEEN_EDITS * (1 + failures)

    async def _update(self, break_: Break) -> bool:
        """Update a message, and mark it as stale if the break changed meanwhile; return False if that failed."""
        try:
            await self._limiters.for_team(break_.team).acquire()
            before = (await self._store.breaks.details([break_])).get(break_.id)
            following = await self._next_breaks([before.break_]) if before and before.break_.is_over else {}
            if before and not await self._edit(before, following.get(break_.id)):
                return False
            if before != (await self._store.breaks.details([break_])).get(break_.id):
                self._stale.add(break_.id)
        except DatabaseUnavailable as error:
            logger.error(
                "a message was not updated: the database is unavailable",
                extra={"team": break_.team, "error": str(error)},
            )
            return False
        return True

    async def _edit_in_turn(self, details: BreakDetails, following: NextBreak | None) -> bool:
        await self._limiters.for_team(details.break_.team).acquire()
        return await self._edit(details, following)

    async def _edit(self, details: BreakDetails, following: NextBreak | None) -> bool:
        """Edit the message, without its image if Slack rejects it; return False if it should be tried again."""
        break_ = details.break_
        if break_.ts is None:
            return True
        for payload in self._payloads(details, following):
            try:
                slack = await self._clients.of(break_.team)
                await slack.chat_update(channel=break_.channel, ts=break_.ts, **payload)
                return True
            except SLACK_CALL_ERRORS as error:
                failure = classify(error)
            logger.warning("a break's message was not edited", extra={"team": break_.team, "error": failure.code})
            if failure.kind == "rate_limited":
                self._limiters.for_team(break_.team).block(failure.retry_seconds)
            if failure.kind != "message":
                return failure.kind not in RETRIED
        return True

    def _payloads(self, details: BreakDetails, following: NextBreak | None) -> Sequence[Mapping[str, Any]]:
        break_ = details.break_
        progress = views.BreakProgress(details.roster, details.again_at)
        if break_.is_over:
            return [closed_message(progress, break_.closing_line, following).payload()]
        routine = self._library.exercises_of(break_.slugs)
        picture = self._messages.picture_of(routine)
        name = self._library.set_name(break_.slugs)
        message = views.invitation(break_, routine, picture, break_.posted_late, progress, name)
        return with_and_without_images(message.payload())

    async def _next_breaks(self, ended: Sequence[Break]) -> Mapping[str, NextBreak]:
        """Return each channel's first break after this one closed, by its id: the same whenever it is asked."""
        timetables = await self._store.timetable_lookups.of_breaks([break_.id for break_ in ended])
        found = ((break_.id, _next_break(break_, timetables.get(break_.id))) for break_ in ended)
        return {id: following for id, following in found if following}


def _next_break(break_: Break, found: ChannelTimetable | None) -> NextBreak | None:
    after = break_.closes_at or break_.due_at
    if found is None or found.stopped or is_paused(found.timetable, after):
        return None
    slot = next_slot(found.timetable, after)
    return (slot.at, found.timetable.zone, after) if slot else None
