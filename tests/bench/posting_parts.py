"""What posting is measured with: a message, and the breaks' engine, put together without a socket."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from aiohttp import ClientSession

from bot import content
from bot.app.authorization import token_of
from bot.app.dependencies import Resources, build_breaks
from bot.core.clock import Now
from bot.core.metrics import Metrics
from bot.core.settings import EXERCISES
from bot.domain.breaks import Break
from bot.pictures.picture_store import PictureStore
from bot.services.breaks.engine import BreakEngine
from bot.slack.clients import Clients, only_token
from bot.store import Store, open_store
from bot.store.cipher import Cipher
from bot.views.breaks import invitation

PROCESS = "bench"


@asynccontextmanager
async def opened(
    url: str, api_url: str, process: str = PROCESS, key: str = ""
) -> AsyncIterator[tuple[Store, Clients, ClientSession]]:
    """The store, brought up to date, and clients with the session that they share, as the bot has them.

    With a secret key, each workspace has its own token.
    """
    async with open_store(url, process, cipher_of(key)) as store, ClientSession() as session:
        find = token_of(store.installations) if store.installations else only_token("xoxb-bench")
        yield store, Clients(find, f"{api_url}api/", session), session


def cipher_of(key: str) -> Cipher | None:
    """What encrypts with this key, None without one."""
    return Cipher([key]) if key else None


def engine_of(store: Store, clients: Clients, http: ClientSession, now: Now, process: str = PROCESS) -> BreakEngine:
    """The engine, as the bot puts it together."""
    library = content.load(EXERCISES)
    _, engine = build_breaks(
        Resources(
            clients=clients,
            http=http,
            store=store,
            library=library,
            picture_store=PictureStore(library, Path("unused"), None),
            clock=now,
            rng=Random(1),
            metrics=Metrics(),
            process=process,
        )
    )
    return engine


def message() -> dict[str, Any]:
    """What a break says, ready to be sent: the same for every channel."""
    library = content.load(EXERCISES)
    at = datetime(2030, 1, 7, 12, tzinfo=UTC)
    slugs = ("chin-tuck", "shoulder-rolls")
    break_ = Break(id="1", team="T1", channel="C1", slot="1", slugs=slugs, due_at=at, state="claimed", set_by="U0ANA")
    return invitation(break_, library.exercises_of(slugs), None).payload()
