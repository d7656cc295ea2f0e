"""`limber run`: the bot on a real workspace, until it is told to stop."""

import asyncio
import gc
import logging
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from random import SystemRandom
from typing import Any

from aiohttp import ClientError

from bot.app.bootstrap import BotOptions, open_bot
from bot.app.start import ScopesMissing, TokenRefused
from bot.cli.public_address import answers_at
from bot.cli.set_up import set_up
from bot.cli.signals import stop_event
from bot.content import ContentError
from bot.core.clock import Clock
from bot.core.http_server import CannotListen
from bot.core.logging import logger, redact
from bot.core.settings import CACHE, ENV_FILE, Settings
from bot.store.cipher import SecretKeysError
from bot.store.errors import DatabaseUnavailable, DatabaseUnusable
from bot.store.only_process import DatabaseInUse, only_process

MAX_REASON_LENGTH = 300


class CannotRun(Exception):
    """Read by whoever starts the bot: why it did not start."""


async def run(settings: Settings) -> None:
    """Run until SIGTERM or Ctrl-C; raise CannotRun with the reason if it does not start."""
    stop = stop_event()
    async with AsyncExitStack() as stack:
        if await _unless(stop, _started(stack, settings)):
            gc.freeze()  # what is loaded stays, so the garbage collector need not look through it time and again
            logger.info("connected; /stretch is ready")
            await _unless(stop, _advise(settings))
            await stop.wait()
        logger.info("stopping: no new clicks, finishing what began")


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """Do this work, or cancel it if it is time to stop before its end; return whether it was done."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait((working, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not working.done():
        working.cancel()
        await asyncio.wait((working,))
        return False
    await working
    return True


async def _advise(settings: Settings) -> None:
    """Log what `limber check` would say of a bot that runs."""
    findings = list(set_up(settings, ENV_FILE))
    if settings.way != "socket" and settings.public_url:
        findings.append(await answers_at(settings.public_url))
    for finding in findings:
        logger.log(logging.INFO if finding.fine else logging.WARNING, finding.line)


async def _started(stack: AsyncExitStack, settings: Settings) -> None:
    try:
        stack.enter_context(only_process(settings.database_url))
        await stack.enter_async_context(open_bot(settings, BotOptions(Clock(), SystemRandom(), CACHE)))
    except (
        CannotListen,
        ContentError,
        DatabaseInUse,
        DatabaseUnusable,
        ScopesMissing,
        SecretKeysError,
        TokenRefused,
    ) as error:
        raise CannotRun(str(error)) from error
    except (DatabaseUnavailable, ClientError, OSError) as error:
        reason = redact(str(error) or type(error).__name__)[:MAX_REASON_LENGTH]
        raise CannotRun(f"I can't reach something I need: {reason}") from error
