"""Puts the bot together, starts it, and shuts it down."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from random import Random

from aiohttp import ClientSession, ClientTimeout, TCPConnector
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot import content
from bot.app.authorization import access_for, find_token
from bot.app.bolt import build_app
from bot.app.dependencies import Dependencies, Resources, build_dependencies
from bot.app.ops_server import Lookups, OpsPages, serving_ops
from bot.app.public_server import build_public_server
from bot.core.clock import Clock
from bot.core.ids import random_id
from bot.core.in_flight import InFlight
from bot.core.logging import logger
from bot.core.manifest import read_manifest
from bot.core.metrics import Metrics
from bot.core.scheduler import Job, Scheduler
from bot.core.settings import EXERCISES, Settings
from bot.pictures.http import serving
from bot.pictures.picture_store import PictureStore
from bot.services.clock_check import ClockCheck
from bot.services.session_mover import CATCH_UP_SECONDS
from bot.slack.call_metrics import counting_calls
from bot.slack.clients import Clients
from bot.slack.errors import SLACK_CALL_ERRORS, error_code, token_refused_sentence
from bot.slack.patience import Answer, until_answered
from bot.slack.scopes import missing_scopes, scopes_missing_sentence
from bot.slack.socket_mode import SocketModeConnection
from bot.store import open_store
from bot.store.cipher import open_cipher
from bot.store.errors import DatabaseUnavailable
from bot.web.http_server import HttpServer

DRAIN_SECONDS = 10.0
SLACK_TIMEOUT_SECONDS = 30.0
TIDIED_EACH_HOURS = 6
"""So that a bot that runs by day alone tidies up, too."""


class TokenRefused(Exception):
    """Read by whoever starts the bot: which token Slack refuses, and why."""

    def __init__(self, name: str, code: str) -> None:
        super().__init__(f"{name}: {token_refused_sentence(code)} Run `limber check` for more.")


class ScopesMissing(Exception):
    """Read by whoever starts the bot: without which permissions it can't work."""

    def __init__(self, needed: tuple[str, ...]) -> None:
        super().__init__(f"scopes: {scopes_missing_sentence(needed)}")


@dataclass(frozen=True)
class RunningBot:
    """What runs while the bot runs."""

    dependencies: Dependencies
    in_flight: InFlight
    clock_check: ClockCheck
    slack: AsyncWebClient
    """The client with the token of its only workspace, or without one."""
    socket: SocketModeConnection | None
    server: HttpServer | None
    metrics: Metrics

    async def is_reachable(self) -> bool:
        """Return whether Slack reaches it: over its socket, or else over its server."""
        if self.socket:
            return await self.socket.connected()
        return self.server is not None and self.server.is_open

    async def delete_expired(self) -> None:
        """Delete sessions and breaks that are too old to be of use."""
        store, now = self.dependencies.store, self.dependencies.now()
        for stored in (store.sessions, store.breaks, store.oauth_states):
            await stored.delete_expired(now)
        await self.dependencies.uninstalling.delete_leftovers()

    async def tidy_up(self) -> None:
        """Set next breaks anew, and delete what people did and what channels had too long ago."""
        await self.dependencies.breaks.reschedule()
        store, now = self.dependencies.store, self.dependencies.now()
        for stored in (store.deletion, store.timetables):
            await stored.delete_expired(now)


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
                await _start(bot)
                yield bot
            finally:
                await _shut_down(bot)


async def _start(bot: RunningBot) -> None:
    dependencies = bot.dependencies
    if bot.slack.token:
        _refuse_missing_scopes(await _accepted("SLACK_BOT_TOKEN", bot.slack.auth_test))
    else:
        await until_answered(bot.slack.api_test)
    dependencies.scheduler.start()
    bot.metrics.ticked()
    breaks = dependencies.breaks
    trusts = _while_the_clock_is_right(bot.clock_check, breaks.reschedule)
    watch = [bot.socket.watch] if bot.socket else []
    for job in (*watch, trusts(bot.delete_expired)):
        dependencies.scheduler.run_each_minute(job.__qualname__, _retried_next_minute(job))
    tick = _noted(_retried_next_minute(trusts(breaks.tick)), bot.metrics.ticked)
    dependencies.scheduler.run_each_minute(breaks.tick.__qualname__, tick)
    tidy_up = _retried_next_minute(trusts(bot.tidy_up))
    dependencies.scheduler.run_each_hours(TIDIED_EACH_HOURS, bot.tidy_up.__qualname__, tidy_up)
    catch_up = dependencies.guide.mover.catch_up
    dependencies.scheduler.run_each_seconds(CATCH_UP_SECONDS, catch_up.__qualname__, _silent_without_database(catch_up))
    await dependencies.guide.mover.restore_timers()
    if bot.server:
        await bot.server.open()
    if bot.socket:
        await _accepted("SLACK_APP_TOKEN", bot.socket.open)
    await trusts(breaks.start)()


async def _accepted(token: str, call: Callable[[], Awaitable[Answer]]) -> Answer:
    """Make a call that shows whether Slack takes this token, when it answers; raise TokenRefused."""
    try:
        return await until_answered(call)
    except SlackApiError as error:
        raise TokenRefused(token, error_code(error)) from error


def _refuse_missing_scopes(answer: AsyncSlackResponse) -> None:
    granted = answer.headers.get("x-oauth-scopes")
    if granted and (needed := missing_scopes(granted, read_manifest()).needed):
        raise ScopesMissing(needed)


async def _shut_down(bot: RunningBot) -> None:
    """Shut down in this order; if a step fails, go on with the next one."""
    dependencies = bot.dependencies
    for connection in (bot.socket, bot.server):
        if connection:
            await _tried("disconnecting", connection.close)
    await _tried("pausing the jobs", dependencies.scheduler.pause)
    await _tried("stopping to post", dependencies.breaks.stop)
    await _tried("finishing what began", partial(_drain, bot.in_flight))
    await _tried("updating the messages", partial(dependencies.breaks.flush, DRAIN_SECONDS))
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


def _retried_next_minute(job: Job) -> Job:
    """Log what fails because the database or Slack is unavailable: the job runs again in a minute."""

    async def run() -> None:
        try:
            await job()
        except DatabaseUnavailable as error:
            logger.error(f"{job.__qualname__} waits for the next minute", extra={"error": str(error)})
        except SLACK_CALL_ERRORS as error:
            logger.error(f"{job.__qualname__} waits for the next minute", extra={"error": error_code(error)})

    return run


def _noted(job: Job, note: Callable[[], None]) -> Job:
    """Note that a job was done, or tried: the bot lives also while it waits for something."""

    async def run() -> None:
        await job()
        note()

    return run


def _while_the_clock_is_right(clock_check: ClockCheck, reschedule: Job) -> Callable[[Job], Job]:
    """Return what leaves a job out while the clock cannot be trusted, and reschedules before the first job after."""

    def trusting(job: Job) -> Job:
        @wraps(job)
        async def run() -> None:
            if not await clock_check.is_right():
                return
            if clock_check.has_recovered():
                await reschedule()
            await job()

        return run

    return trusting


def _silent_without_database(job: Job) -> Job:
    """Leave it to the minute's jobs to log that the database is away: this one runs every few seconds."""

    async def run() -> None:
        with suppress(DatabaseUnavailable):
            await job()

    return run


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
