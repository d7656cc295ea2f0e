"""The schedule: rings once at a moment, and at each full minute. It remembers nothing; the store does."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.core.clock import Clock
from bot.core.in_flight import InFlight

Act = Callable[..., Awaitable[None]]

PATIENT = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
"""APScheduler skips what is a second late unless told otherwise."""


class Scheduler:
    """APScheduler, in memory; moments are those of the bot's clock."""

    def __init__(self, clock: Clock, work: InFlight) -> None:
        self._clock = clock
        self._work = work
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=PATIENT, executors={"default": AsyncIOExecutor()})

    def start(self) -> None:
        """Begin to ring."""
        self._scheduler.start()

    def pause(self) -> None:
        """Ring no more; what began goes on."""
        if self._scheduler.running:
            self._scheduler.pause()

    def stop(self) -> None:
        """Put it away; APScheduler cancels what is still going on."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def once(self, name: str, at: datetime, act: Act, *args: object) -> None:
        """Do this at that moment; a later call with the same name replaces it."""
        when = max(self._clock.real(at), datetime.now(UTC))
        self._scheduler.add_job(self._do, "date", run_date=when, args=(act, *args), id=name, replace_existing=True)

    def each_minute(self, name: str, act: Act) -> None:
        """Do this at each full minute."""
        self._scheduler.add_job(self._do, "cron", second=0, args=(act,), id=name)

    async def _do(self, act: Act, *args: object) -> None:
        with self._work.under_way():
            await act(*args)
