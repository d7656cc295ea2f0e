"""The scheduler: runs a job once at a time, or at each full minute. It remembers nothing; the store does."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.core.clock import Clock
from bot.core.in_flight import InFlight

Job = Callable[..., Awaitable[None]]

JOB_DEFAULTS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
"""APScheduler skips a job that is a second late unless told otherwise."""
QUIET_MINUTE = 37


class Scheduler:
    """APScheduler, in memory; times are those of the bot's clock (UTC)."""

    def __init__(self, clock: Clock, in_flight: InFlight) -> None:
        self._clock = clock
        self._in_flight = in_flight
        self._apscheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults=JOB_DEFAULTS, executors={"default": AsyncIOExecutor()}
        )

    def start(self) -> None:
        """Start to run jobs."""
        self._apscheduler.start()

    def pause(self) -> None:
        """Start no more jobs; those that run go on."""
        if self._apscheduler.running:
            self._apscheduler.pause()

    def stop(self) -> None:
        """Shut down; APScheduler cancels the jobs that still run."""
        if self._apscheduler.running:
            self._apscheduler.shutdown(wait=False)

    def run_at(self, at: datetime, name: str, job: Job, *args: object) -> None:
        """Run a job once at this time; a later call with the same name replaces it."""
        run_date = max(self._clock.real(at), datetime.now(UTC))
        self._apscheduler.add_job(
            self._run, "date", run_date=run_date, args=(job, *args), id=name, replace_existing=True
        )

    def run_each_minute(self, name: str, job: Job) -> None:
        """Run a job at each full minute."""
        self._apscheduler.add_job(self._run, "cron", second=0, args=(job,), id=name)

    def run_each_hours(self, hours: int, name: str, job: Job) -> None:
        """Run a job every so many hours from midnight UTC on, at a minute at which hardly any break is due."""
        self._apscheduler.add_job(self._run, "cron", hour=f"*/{hours}", minute=QUIET_MINUTE, args=(job,), id=name)

    def run_each_seconds(self, seconds: float, name: str, job: Job) -> None:
        """Run a job every so many seconds of the machine's clock."""
        self._apscheduler.add_job(self._run, "interval", seconds=seconds, args=(job,), id=name)

    @property
    def running(self) -> bool:
        """Whether jobs are run."""
        return bool(self._apscheduler.running)

    async def _run(self, job: Job, *args: object) -> None:
        with self._in_flight.track():
            await job(*args)
