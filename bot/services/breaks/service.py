"""The breaks at work: the minute's tick, and what people do with a break."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from random import Random
from typing import Any

from bot.core.clock import Now
from bot.core.logging import logger
from bot.domain.break_rotation import Rotation
from bot.domain.breaks import REPEAT_AFTER, Break, manual_slot, repeat_slot
from bot.domain.errors import UserError
from bot.domain.exercises import Exercise, Library
from bot.domain.guide import Session
from bot.services.breaks.failures import FailureHandler
from bot.services.breaks.message_updater import MessageUpdater
from bot.services.breaks.poster import Poster
from bot.slack.errors import why_refused
from bot.store import Store
from bot.store.database import AWAY
from bot.views import breaks as views

ENDED_AT_ONCE = 50
HERE_ALREADY = "There is a break here already, from this very minute."
PERHAPS = "Slack did not say whether the break was posted. If it is not there in a minute, please ask for it again."


@dataclass(frozen=True)
class Asker:
    """Who asks for a break, and where."""

    team: str
    channel: str
    set_by: str


class Breaks:
    """Everything about breaks; `tick` is called at each full minute and once at the start."""

    def __init__(
        self, store: Store, library: Library, rotation: Rotation, poster: Poster, updater: MessageUpdater, failures: FailureHandler,
        now: Now, rng: Random,
    ) -> None:  # fmt: skip
        self._store, self._library, self._now, self._dice = store, library, now, rng
        self._rotation, self._posting, self._board, self._troubles = rotation, poster, updater, failures
        self._tasks: set[asyncio.Task[None]] = set()

    async def tick(self) -> None:
        """Post what is due and end what is over; whatever is slow goes on beside the next minute's."""
        self._board.sweep()
        await self._posting.recover_claims()
        self._start(self.post_due())
        self._start(self.end_due())

    async def start(self) -> None:
        """Go on where an earlier run stopped."""
        await self._troubles.go_on()
        await self.tick()

    async def post_due(self) -> None:
        """Post every break that is due."""
        await self._posting.post_due()

    async def end_due(self) -> None:
        """Bring the messages of breaks that are over to their end."""
        more = True
        while more:
            due = await self._store.breaks.closing(self._now(), ENDED_AT_ONCE)
            if due:
                await self._store.breaks.closed(await self._board.end(due))
            more = len(due) == ENDED_AT_ONCE

    async def now(self, team: str, channel: str, area: str | None, by: str) -> None:
        """Post a break at once; raise UserError if that cannot be."""
        recent = await self._store.breaks.recent(team, channel)
        chosen = self._rotation.choose(recent, self._dice, area)
        slugs = [exercise.slug for exercise in chosen]
        try:
            refused = await self._posting.ask(Asker(team, channel, by), manual_slot(self._now()), slugs)
        except LookupError:
            raise UserError(HERE_ALREADY) from None
        if refused:
            raise UserError(PERHAPS if refused.kind == "unknown" else why_refused(refused.code))

    async def find(self, team: str, channel: str, id: str, ts: str | None) -> Break:
        """Return the break that was clicked, in its message with this ts perhaps; raise UserError if it is no more."""
        found = await self._store.breaks.find(team, id)
        if found is None or found.channel != channel:
            raise UserError(views.UNKNOWN)
        if found.over:
            self._board.changed(found)
            raise UserError(views.OVER)
        if ts and found.ts is None:
            await self._store.breaks.learn(found, ts)
        return found

    async def join(self, of: Break, user: str) -> tuple[Exercise, ...]:
        """Put somebody on the roster, once; return what they are going to do."""
        if await self._store.breaks.join(of, user, self._now()):
            self._board.changed(of)
        return self._library.routine(of.slugs)

    async def finish(self, of: Break, user: str) -> tuple[Exercise, ...]:
        """Put somebody on the roster as done, once; it counts for their week."""
        if await self._store.breaks.finish(of, user, self._now()):
            self._board.changed(of)
        return self._library.routine(of.slugs)

    async def leave(self, of: Break, user: str) -> None:
        """Take somebody off the roster again who is not done."""
        if await self._store.breaks.leave(of, user):
            self._board.changed(of)

    async def later(self, of: Break) -> None:
        """Let a break come again in fifteen minutes, once; raise UserError if it does already."""
        at = (self._now() + REPEAT_AFTER).replace(second=0, microsecond=0)
        if not of.first or await self._store.claims.later(of, repeat_slot(of.slot), at) is None:
            raise UserError(views.ASKED_ALREADY)
        self._board.changed(of)

    async def guided(self, session: Session) -> None:
        """Count the guide's Done for the break it was opened from."""
        of = await self._store.breaks.find(session.team, session.break_id) if session.break_id else None
        if of:
            await self.finish(of, session.user)

    def stop(self) -> None:
        """Post nothing more: whoever waits for a turn hears of it at once."""
        self._posting.stop()

    async def flush(self, seconds: float) -> None:
        """Finish what is being sent, and show the rosters as they are; `stop` comes first."""
        try:
            async with asyncio.timeout(seconds):
                while self._tasks:
                    await asyncio.wait(self._tasks)
                await self._board.flush()
        except TimeoutError:
            logger.warning("stopped before every break was shown as it is")

    def _start(self, in_flight: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_logged(in_flight))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _logged(in_flight: Coroutine[Any, Any, None]) -> None:
    try:
        await in_flight
    except AWAY as error:
        logger.error("the breaks wait for the database", extra={"error": type(error).__name__})
