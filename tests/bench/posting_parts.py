"""What posting is measured with: a message, and the breaks' engine, put together without a socket."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bot import content
from bot.core.clock import Now
from bot.core.settings import EXERCISES
from bot.domain.breaks import Break
from bot.pictures.picture_store import PictureStore
from bot.services.breaks import Breaks, make
from bot.store import Store
from bot.store.database import open_database
from bot.views.breaks import invitation

PROCESS = "bench"


@asynccontextmanager
async def opened(url: str, api_url: str) -> AsyncIterator[tuple[Store, AsyncWebClient]]:
    """The store, brought up to date, and a client with a session that it shares, as the bot has them."""
    store = Store(open_database(url, PROCESS))
    await store.open()
    async with ClientSession() as session:
        try:
            yield store, AsyncWebClient(token="xoxb-bench", base_url=f"{api_url}api/", session=session)
        finally:
            await store.close()


def breaks_of(store: Store, slack: AsyncWebClient, now: Now) -> Breaks:
    """The engine, as the bot puts it together."""
    library = content.load(EXERCISES)
    return make(store, slack, library, PictureStore(library, Path("unused"), None), now, Random(1), PROCESS)


def message() -> dict[str, Any]:
    """What a break says, ready to be sent: the same for every channel."""
    library = content.load(EXERCISES)
    at = datetime(2030, 1, 7, 12, tzinfo=UTC)
    slugs = ("chin-tuck", "shoulder-rolls")
    of = Break(id="1", team="T1", channel="C1", slot="1", slugs=slugs, due_at=at, state="claimed", set_by="U0ANA")
    return invitation(of, library.routine(slugs), None).payload()
