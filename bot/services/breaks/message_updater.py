"""The board: keeps each break's message as its roster is, with few edits however many people press at once."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.web.async_client import AsyncWebClient

from bot.core.logging import logger
from bot.domain.breaks import Break
from bot.domain.exercises import Library
from bot.domain.roster import Roster
from bot.services.breaks.messages import BreakMessages
from bot.slack.blocks import Message
from bot.slack.errors import SLACK_CALL_ERRORS, refusal
from bot.slack.rate_limit import RateLimiters
from bot.store import Store
from bot.store.database import AWAY
from bot.views import breaks as views

SOON = 0.3
"""Seconds until the first edit: whoever pressed sees their name at once, and those who press with them come along."""
APART = 1.5
"""Seconds between edits of a message in which people go on pressing."""
TRIALS = 20
"""How often an edit may fail, with longer and longer pauses: about five minutes."""
WORTH_A_TRY = ("slow", "passing", "unknown")


@dataclass(frozen=True)
class MessageState:
    """What a break's message tells: when this is what the store knows, the message is up to date."""

    of: Break
    roster: Roster
    again_at: datetime | None


class MessageUpdater:
    """Edits messages one after the other; any process may edit, the last one shows everybody."""

    def __init__(
        self, store: Store, slack: AsyncWebClient, library: Library, messages: BreakMessages, limiters: RateLimiters
    ) -> None:
        self._store, self._slack, self._library, self._letters = store, slack, library, messages
        self._lanes = limiters
        self._stale: set[str] = set()
        self._edits: dict[str, asyncio.Task[None]] = {}

    def changed(self, of: Break) -> None:
        """Bring this break's message up to date, soon."""
        self._stale.add(of.id)
        if of.id not in self._edits:
            self._edits[of.id] = asyncio.create_task(self._keep(of))

    async def end(self, some: Sequence[Break]) -> list[str]:
        """Show that these are over; return the ids of those that show it, or never will."""
        told = await self._now(some)
        edited = await asyncio.gather(*(self._in_turn(told[of.id]) for of in some if of.id in told))
        failed = {id for id, done in zip(told, edited, strict=True) if not done}
        fresh = await self._now(some)
        for of in some:
            if of.id not in failed and told.get(of.id) != fresh.get(of.id):
                self.changed(of)
        return [of.id for of in some if of.id not in failed]

    def sweep(self) -> None:
        """Forget what is of no use any more."""
        self._lanes.sweep()

    async def flush(self) -> None:
        """Show what is not shown yet, without waiting for turns any more."""
        self._lanes.close()
        while self._edits:
            await asyncio.wait(self._edits.values())

    async def _keep(self, of: Break) -> None:
        """Edit as long as there is something to show; the pause after the last edit counts for the next, too."""
        pause, failures = SOON, 0
        while failures < TRIALS:
            await self._lanes.wait(pause)
            if of.id not in self._stale or (failures and self._lanes.closed):
                break
            self._stale.discard(of.id)
            if not await self._show(of):
                failures += 1
                self._stale.add(of.id)
            pause = APART * (1 + failures)
        self._stale.discard(of.id)
        del self._edits[of.id]

    async def _show(self, of: Break) -> bool:
        """Bring a message up to date, and once more if that changed meanwhile; return False if it failed."""
        try:
            await self._lanes.of(of.team).turn()
            told = (await self._now([of])).get(of.id)
            if told and not await self._edit(told):
                return False
            if told != (await self._now([of])).get(of.id):
                self._stale.add(of.id)
        except AWAY as error:
            logger.error("a roster waits to be shown", extra={"team": of.team, "error": type(error).__name__})
            return False
        return True

    async def _now(self, some: Sequence[Break]) -> dict[str, MessageState]:
        return {id: MessageState(*found) for id, found in (await self._store.breaks.to_show(some)).items()}

    def _versions(self, told: MessageState) -> Iterator[Message]:
        routine = self._library.routine(told.of.slugs)
        if told.of.over:
            yield views.ended(routine, told.roster, told.again_at)
            return
        picture = self._letters.picture(routine[0].slug) if routine else None
        for url in dict.fromkeys((picture, None)):
            yield views.invitation(told.of, routine, url, told.of.late, told.roster, told.again_at)

    async def _in_turn(self, told: MessageState) -> bool:
        await self._lanes.of(told.of.team).turn()
        return await self._edit(told)

    async def _edit(self, told: MessageState) -> bool:
        """Edit the message, without its picture if Slack minds that; return False if it is worth another try."""
        if told.of.ts is None:
            return True
        for message in self._versions(told):
            try:
                await self._slack.chat_update(channel=told.of.channel, ts=str(told.of.ts), **message.payload())
                return True
            except SLACK_CALL_ERRORS as error:
                refused = refusal(error)
            logger.warning("a break's message was not edited", extra={"team": told.of.team, "error": refused.code})
            if refused.kind == "slow":
                self._lanes.of(told.of.team).pause(refused.wait)
            if refused.kind != "form":
                return refused.kind not in WORTH_A_TRY
        return True
