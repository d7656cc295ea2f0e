"""The services of breaks alone, with a store and a Slack that a test chooses."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

from aiohttp import ClientSession
from lean_slack import BOT

from bot import content
from bot.app.dependencies import Resources, build_breaks
from bot.core.clock import Now
from bot.core.metrics import Metrics
from bot.core.settings import EXERCISES
from bot.pictures.picture_store import PictureStore
from bot.services.breaks import Breaks
from bot.services.breaks.engine import BreakEngine
from bot.slack.clients import Clients, only_token
from bot.store import Store


@asynccontextmanager
async def engine(store: Store, slack_url: str, now: Now, process: str = "this test") -> AsyncIterator[BreakEngine]:
    """Lend an engine that talks to the Slack at this address."""
    async with services(store, slack_url, now, process) as (_, lent):
        yield lent


@asynccontextmanager
async def services(
    store: Store, slack_url: str, now: Now, process: str = "this test"
) -> AsyncIterator[tuple[Breaks, BreakEngine]]:
    """Lend such an engine, and with it what people do with its breaks."""
    library = content.load(EXERCISES)
    async with ClientSession() as http:
        breaks, engine = build_breaks(
            Resources(
                clients=Clients(only_token(BOT), f"{slack_url}/api/", http),
                http=http,
                store=store,
                library=library,
                picture_store=PictureStore(library, Path(), None),
                clock=now,
                rng=Random(7),
                metrics=Metrics(),
                process=process,
            )
        )
        yield breaks, engine
        engine.stop()
        await engine.flush(5)
