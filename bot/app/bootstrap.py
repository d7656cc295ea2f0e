"""Puts the bot together; it runs, connected to Slack, within a `with` statement."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from random import Random

from aiohttp import ClientSession, ClientTimeout, TCPConnector

from bot import content
from bot.app.authorization import access_for, find_token
from bot.app.bolt import build_app
from bot.app.dependencies import Resources, build_dependencies
from bot.app.ops_server import Lookups, OpsPages, serving_ops
from bot.app.public_server import build_public_server
from bot.app.running_bot import RunningBot
from bot.app.shutdown import shut_down
from bot.app.start import start
from bot.core.clock import Clock
from bot.core.ids import random_id
from bot.core.in_flight import InFlight
from bot.core.metrics import Metrics
from bot.core.scheduler import Scheduler
from bot.core.settings import EXERCISES, Settings
from bot.pictures.http import serving
from bot.pictures.picture_store import PictureStore
from bot.services.clock_check import ClockCheck
from bot.slack.call_metrics import counting_calls
from bot.slack.clients import Clients
from bot.slack.socket_mode import SocketModeConnection
from bot.store import open_store
from bot.store.cipher import open_cipher

SLACK_TIMEOUT_SECONDS = 30.0


@dataclass(frozen=True)
class BotOptions:
    """What a bot is given besides its settings."""

    clock: Clock
    rng: Random
    pictures: Path
    """The folder where drawn pictures are kept."""
    exercises: Path = EXERCISES


@asynccontextmanager
async def open_bot(settings: Settings, options: BotOptions) -> AsyncIterator[RunningBot]:
    """Run the bot, connected to Slack, within a `with` statement.

    It waits for a Slack that does not answer; raise ContentError, SecretKeysError, CannotListen, TokenRefused,
    ScopesMissing, DatabaseUnavailable or OSError where it cannot start.
    """
    library = content.load(options.exercises)
    picture_store = PictureStore(library, options.pictures, settings.pictures_address, settings.pictures == "still")
    process = f"limber {random_id(options.rng)}"
    keys = settings.secret_keys.get_secret_value()
    cipher = None if settings.way == "socket" else open_cipher(keys, settings.database_url)
    # However many breaks are being posted, a click's call never waits for a connection.
    connector, timeout = TCPConnector(limit=0), ClientTimeout(total=SLACK_TIMEOUT_SECONDS)
    metrics = Metrics()
    calls = counting_calls(metrics, settings.api_url)
    async with (
        ClientSession(connector=connector, timeout=timeout, trace_configs=[calls]) as http,
        open_store(settings.database_url, process, cipher) as store,
        _picture_server(settings, picture_store),
    ):
        resources = Resources(
            clients=Clients(find_token(settings, store.installations), settings.api_url, http),
            http=http,
            store=store,
            library=library,
            picture_store=picture_store,
            clock=options.clock,
            rng=options.rng,
            metrics=metrics,
            process=process,
        )
        bot = _build(settings, options.clock, resources)
        async with _ops_server(settings, bot):
            try:
                await start(bot)
                yield bot
            finally:
                await shut_down(bot)


def _picture_server(settings: Settings, picture_store: PictureStore) -> AbstractAsyncContextManager[object]:
    if settings.pictures_url and settings.pictures_port:
        return serving(picture_store, settings.pictures_port, settings.pictures_host)
    return nullcontext()


def _build(settings: Settings, clock: Clock, resources: Resources) -> RunningBot:
    """Return the bot, not started."""
    in_flight = InFlight()
    dependencies = build_dependencies(resources, Scheduler(clock, in_flight), settings.breaks_by)
    slack = resources.clients.with_token(settings.bot_token.get_secret_value() or None)
    access = access_for(settings, resources.store.installations, slack)
    bolt = build_app(dependencies, in_flight, access, resources.metrics)
    app_token = settings.app_token.get_secret_value()
    return RunningBot(
        dependencies,
        in_flight,
        ClockCheck(resources.store, slack),
        slack,
        socket=SocketModeConnection(bolt, app_token) if app_token else None,
        server=build_public_server(settings, resources, dependencies.breaks, slack, bolt),
        metrics=resources.metrics,
    )


def _ops_server(settings: Settings, bot: RunningBot) -> AbstractAsyncContextManager[object]:
    if not settings.ops_port:
        return nullcontext()
    store = bot.dependencies.store
    count = store.installations.count if store.installations else _one_installation
    lookups = Lookups(store.database.ping, bot.is_reachable, store.sessions.count_running, count)
    return serving_ops(OpsPages(bot.metrics, lookups), settings.ops_host, settings.ops_port)


async def _one_installation() -> int:
    """With a token from the settings there is just that one workspace."""
    return 1
