"""Shuts the bot down: it lets nothing new in, and finishes what began."""

from collections.abc import Awaitable, Callable
from functools import partial

from bot.app.running_bot import RunningBot
from bot.core.in_flight import InFlight
from bot.core.logging import logger

DRAIN_SECONDS = 10.0


async def shut_down(bot: RunningBot) -> None:
    """Shut down in this order; if a step fails, go on with the next one."""
    dependencies = bot.dependencies
    for connection in (bot.socket, bot.server):
        if connection:
            await _tried("disconnecting", connection.close)
    await _tried("pausing the jobs", dependencies.scheduler.pause)
    await _tried("stopping to post", dependencies.break_engine.stop)
    await _tried("finishing what began", partial(_drain, bot.in_flight))
    await _tried("updating the messages", partial(dependencies.break_engine.flush, DRAIN_SECONDS))
    await _tried("stopping the jobs", dependencies.scheduler.stop)


async def _tried(what: str, step: Callable[[], Awaitable[None] | None]) -> None:
    try:
        if awaitable := step():
            await awaitable
    except Exception as error:  # the next step of the shutdown must be taken
        logger.error(f"{what} failed", exc_info=error)


async def _drain(in_flight: InFlight) -> None:
    if not await in_flight.drain(DRAIN_SECONDS):
        logger.warning("stopped before everything was finished")
