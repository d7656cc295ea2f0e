"""The database, open for a command."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.cli.run import CannotRun
from bot.core.logging import redact
from bot.core.settings import Settings
from bot.store import Store, open_store
from bot.store.errors import DatabaseUnavailable


@asynccontextmanager
async def opened_store(settings: Settings) -> AsyncIterator[Store]:
    """Open the database of these settings; raise CannotRun if it is away."""
    try:
        async with open_store(settings.database_url) as store:
            yield store
    except DatabaseUnavailable as error:
        raise CannotRun(f"I can't reach the database: {redact(str(error))}") from error
