"""`limber run`: the bot on a real workspace, until it is told to stop."""

import asyncio
import signal
from random import SystemRandom

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from bot.app.bootstrap import open_bot
from bot.content import ContentError
from bot.core.clock import Clock
from bot.core.logging import logger, redact
from bot.core.settings import CACHE, Settings
from bot.slack.errors import reason
from bot.store.database import AWAY


class CannotRun(Exception):
    """Read by whoever starts the bot: why it did not start."""


async def run(settings: Settings) -> None:
    """Run until SIGTERM or Ctrl-C; raise CannotRun with the reason if it does not start."""
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    running = open_bot(settings, Clock(), SystemRandom(), CACHE)
    try:
        await running.__aenter__()
    except SlackApiError as error:
        raise CannotRun(f"Slack refused: {reason(error)}. `limber check` tells more.") from error
    except ContentError as error:
        raise CannotRun(str(error)) from error
    except (*AWAY, ClientError) as error:
        raise CannotRun(f"Something that I need is out of reach: {redact(str(error))[:300]}") from error
    logger.info("connected; /stretch is ready")
    await stop.wait()
    logger.info("stopping: no new clicks, finishing what began")
    await running.__aexit__(None, None, None)
