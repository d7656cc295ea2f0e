"""`limber run`: the bot on a real workspace, until it is told to stop."""

import asyncio
import signal
from random import SystemRandom

from slack_sdk.errors import SlackApiError

from bot.clock import Clock
from bot.content import ContentError
from bot.house import house
from bot.log import discreet, logger
from bot.settings import CACHE, Settings
from bot.store.database import AWAY


class CannotRun(Exception):
    """Read by whoever starts the bot: why it did not start."""


async def run(settings: Settings) -> None:
    """Run until SIGTERM or Ctrl-C; raise CannotRun with the reason if it does not start."""
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    try:
        async with house(settings, Clock(), SystemRandom(), CACHE):
            logger.info("connected; /stretch is ready")
            await stop.wait()
            logger.info("stopping: no new clicks, finishing what began")
    except SlackApiError as error:
        raise CannotRun(f"Slack refused: {error.response['error']}. `limber check` tells more.") from error
    except ContentError as error:
        raise CannotRun(str(error)) from error
    except AWAY as error:
        raise CannotRun(f"The database or Slack is out of reach: {discreet(str(error))[:300]}") from error
