"""`limber run`: the bot on a real workspace, until it is told to stop."""

from contextlib import AsyncExitStack
from random import SystemRandom

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from bot.app.bootstrap import BotOptions, open_bot
from bot.cli.signals import stop_event
from bot.content import ContentError
from bot.core.clock import Clock
from bot.core.logging import logger, redact
from bot.core.settings import CACHE, Settings
from bot.slack.errors import error_code
from bot.store.errors import DatabaseUnavailable
from bot.store.only_process import DatabaseInUse, only_process

MAX_REASON_LENGTH = 300


class CannotRun(Exception):
    """Read by whoever starts the bot: why it did not start."""


async def run(settings: Settings) -> None:
    """Run until SIGTERM or Ctrl-C; raise CannotRun with the reason if it does not start."""
    stop = stop_event()
    async with AsyncExitStack() as stack:
        await _started(stack, settings)
        logger.info("connected; /stretch is ready")
        await stop.wait()
        logger.info("stopping: no new clicks, finishing what began")


async def _started(stack: AsyncExitStack, settings: Settings) -> None:
    try:
        stack.enter_context(only_process(settings.database_url))
        await stack.enter_async_context(open_bot(settings, BotOptions(Clock(), SystemRandom(), CACHE)))
    except SlackApiError as error:
        raise CannotRun(f"Slack refused: {error_code(error)}. Run `limber check` for more.") from error
    except (ContentError, DatabaseInUse) as error:
        raise CannotRun(str(error)) from error
    except (DatabaseUnavailable, ClientError, OSError) as error:
        reason = redact(str(error) or type(error).__name__)[:MAX_REASON_LENGTH]
        raise CannotRun(f"I can't reach something I need: {reason}") from error
