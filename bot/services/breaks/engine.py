"""What the clock does with breaks: each minute posts, reminds and closes what is due."""

import asyncio
from collections.abc import Coroutine
from random import Random
from typing import Any

from bot.core.clock import Now
from bot.core.logging import logger
from bot.domain.breaks import another_line
from bot.services.breaks.workers import BreakWorkers
from bot.store import Store
from bot.store.errors import DatabaseUnavailable
from bot.views.closed_breaks import CLOSING_LINES

CLOSED_AT_ONCE = 50


class BreakEngine:
    """Runs breaks by the clock; `tick` is called at each full minute and once at the start."""

    def __init__(self, store: Store, workers: BreakWorkers, now: Now, rng: Random) -> None:
        self._store, self._now, self._rng = store, now, rng
        self._poster, self._updater, self._failures = workers.poster, workers.updater, workers.failures
        self._reminders, self._rescheduler = workers.reminders, workers.rescheduler
        self._month_lines = workers.month_lines
        self._tasks: set[asyncio.Task[None]] = set()

    async def tick(self) -> None:
        """Start to post and to remind of what is due and to close what is over, without waiting for the end of it."""
        self._updater.delete_idle()
        await self._failures.resume_workspaces()
        await self._poster.recover_claims()
        self._start(self.post_due())
        self._start(self.remind_privately())
        self._start(self.remind_due())
        self._start(self.close_due())

    async def start(self) -> None:
        """Go on where an earlier run stopped."""
        await self._failures.resume_workspaces(at_once=True)
        await self.reschedule()
        await self.tick()

    async def reschedule(self) -> None:
        """Set when each channel's next break is anew."""
        await self._rescheduler.reschedule()

    async def post_due(self) -> None:
        """Post every break that is due."""
        await self._poster.post_due()

    async def remind_privately(self) -> None:
        """Send every private reminder of a person's own timetable that is due."""
        await self._poster.remind_due()

    async def remind_due(self) -> None:
        """Send every private reminder of a break that is due."""
        await self._reminders.send_due()

    async def close_due(self) -> None:
        """Close the messages of breaks that are over."""
        more = True
        while more:
            due = await self._store.breaks.take_closing(self._now(), CLOSED_AT_ONCE, self._choose_line)
            if due:
                await self._store.breaks.mark_closed(await self._updater.show_closed(due))
                self._start(self._month_lines.tell_after(due))
            more = len(due) == CLOSED_AT_ONCE

    def stop(self) -> None:
        """Post nothing more; whoever waits for the rate limit hears of it at once."""
        self._poster.stop()
        self._reminders.limiters.close()

    async def flush(self, seconds: float) -> None:
        """Finish what is being sent and show the rosters as they are, within so many seconds; `stop` comes first."""
        try:
            async with asyncio.timeout(seconds):
                while self._tasks:
                    await asyncio.wait(self._tasks)
                await self._updater.flush()
        except TimeoutError:
            logger.warning("stopped before every break was shown as it is")

    def _choose_line(self, previous: int | None) -> int:
        return another_line(len(CLOSING_LINES), previous, self._rng)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_logged(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _logged(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except DatabaseUnavailable as error:
        logger.error("breaks wait: the database is unavailable", extra={"error": str(error)})
    except Exception as error:  # nobody waits for this task
        logger.error("breaks failed", exc_info=error)
