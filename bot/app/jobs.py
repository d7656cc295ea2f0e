"""The regular jobs: when each runs, and what becomes of one that fails."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps

from bot.app.running_bot import RunningBot
from bot.core.logging import logger
from bot.core.scheduler import Job
from bot.services.clock_check import ClockCheck
from bot.services.session_mover import CATCH_UP_SECONDS
from bot.slack.errors import SLACK_CALL_ERRORS, error_code
from bot.store.errors import DatabaseUnavailable

TIDIED_EACH_HOURS = 6
"""So that a bot that runs by day alone tidies up, too."""


def schedule_jobs(bot: RunningBot) -> None:
    """Let the scheduler run them from now on."""
    dependencies, engine = bot.dependencies, bot.dependencies.break_engine
    trusts = while_the_clock_is_right(bot.clock_check, engine.reschedule)
    watch = [bot.socket.watch] if bot.socket else []
    for job in (*watch, trusts(bot.delete_expired)):
        dependencies.scheduler.run_each_minute(job.__qualname__, retried_next_minute(job))
    tick = noted(retried_next_minute(trusts(engine.tick)), bot.metrics.ticked)
    dependencies.scheduler.run_each_minute(engine.tick.__qualname__, tick)
    tidy_up = retried_next_minute(trusts(bot.tidy_up))
    dependencies.scheduler.run_each_hours(TIDIED_EACH_HOURS, bot.tidy_up.__qualname__, tidy_up)
    catch_up = dependencies.guide.mover.catch_up
    dependencies.scheduler.run_each_seconds(CATCH_UP_SECONDS, catch_up.__qualname__, silent_without_database(catch_up))


def retried_next_minute(job: Job) -> Job:
    """Log what fails because the database or Slack is unavailable: the job runs again in a minute."""

    async def run() -> None:
        try:
            await job()
        except DatabaseUnavailable as error:
            logger.error(f"{job.__qualname__} waits for the next minute", extra={"error": str(error)})
        except SLACK_CALL_ERRORS as error:
            logger.error(f"{job.__qualname__} waits for the next minute", extra={"error": error_code(error)})

    return run


def noted(job: Job, note: Callable[[], None]) -> Job:
    """Note that a job was done, or tried: the bot lives also while it waits for something."""

    async def run() -> None:
        await job()
        note()

    return run


def while_the_clock_is_right(clock_check: ClockCheck, reschedule: Job) -> Callable[[Job], Job]:
    """Return what leaves a job out while the clock cannot be trusted, and reschedules before the first job after."""

    def trusting(job: Job) -> Job:
        @wraps(job)
        async def run() -> None:
            if not await clock_check.is_right():
                return
            if clock_check.has_recovered():
                await reschedule()
            await job()

        return run

    return trusting


def silent_without_database(job: Job) -> Job:
    """Leave it to the minute's jobs to log that the database is away: this one runs every few seconds."""

    async def run() -> None:
        with suppress(DatabaseUnavailable):
            await job()

    return run
