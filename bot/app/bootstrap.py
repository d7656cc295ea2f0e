"""Puts the bot together, starts it, and shuts it down."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from random import Random

from aiohttp import ClientSession, ClientTimeout, TCPConnector
from slack_sdk.web.async_client import AsyncWebClient

from bot import content
from bot.app.bolt import Dependencies, build_app
from bot.core.clock import Clock, Now
from bot.core.in_flight import InFlight
from bot.core.logging import logger
from bot.core.scheduler import Job, Scheduler
from bot.core.settings import EXERCISES, Settings
from bot.domain.break_rotation import Rotation
from bot.domain.exercises import Library
from bot.pictures.http import serving
from bot.pictures.picture_store import PictureStore
from bot.services.breaks import Breaks
from bot.services.breaks.failures import FailureHandler
from bot.services.breaks.message_updater import MessageUpdater
from bot.services.breaks.messages import BreakMessages
from bot.services.breaks.outcomes import OutcomeRecorder
from bot.services.breaks.poster import ExerciseChooser, Poster
from bot.services.breaks.sender import Sender
from bot.services.breaks.service import BreakWorkers
from bot.services.cards import Cards
from bot.services.guide import Guide
from bot.services.guide_modal import GuideModal
from bot.services.home import Home
from bot.services.time_zones import TimeZones
from bot.services.timetable_forms import TimetableForms
from bot.services.timetables import Timetables
from bot.slack.errors import SLACK_CALL_ERRORS, error_code
from bot.slack.rate_limit import EDITING, POSTING, RateLimiters
from bot.slack.socket_mode import SocketModeConnection
from bot.store import Store, open_store
from bot.store.errors import DatabaseUnavailable

DRAIN_SECONDS = 10.0
SLACK_TIMEOUT_SECONDS = 30.0


@dataclass(frozen=True)
class RunningBot:
    """What runs while the bot runs."""

    dependencies: Dependencies
    socket: SocketModeConnection
    in_flight: InFlight

    async def delete_expired(self) -> None:
        """Delete sessions and breaks that are too old to be of use."""
        await self.dependencies.store.sessions.delete_expired(self.dependencies.now())
        await self.dependencies.store.breaks.delete_expired(self.dependencies.now())


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

    Raise ContentError, SlackApiError, aiohttp's ClientError, DatabaseUnavailable or OSError if it does not start.
    """
    library = content.load(options.exercises)
    picture_store = PictureStore(library, options.pictures, settings.pictures_url, settings.pictures == "still")
    process = f"limber {options.rng.getrandbits(64):016x}"
    # However many breaks are being posted, a click's call never waits for a connection.
    connector, timeout = TCPConnector(limit=0), ClientTimeout(total=SLACK_TIMEOUT_SECONDS)
    async with (
        ClientSession(connector=connector, timeout=timeout) as http,
        open_store(settings.database_url, process) as store,
        _picture_server(settings, picture_store),
    ):
        slack = AsyncWebClient(token=settings.bot_token.get_secret_value(), base_url=settings.api_url, session=http)
        connections = Connections(slack, http, store, process)
        bot = _assemble(settings, options, connections, library, picture_store)
        try:
            await _start(bot)
            yield bot
        finally:
            await _shut_down(bot)


async def _start(bot: RunningBot) -> None:
    dependencies = bot.dependencies
    await dependencies.slack.auth_test()
    dependencies.scheduler.start()
    for job in (bot.socket.watch, dependencies.guide.catch_up, dependencies.breaks.tick, bot.delete_expired):
        dependencies.scheduler.run_each_minute(job.__qualname__, _retried_next_minute(job))
    await dependencies.guide.restore_timers()
    await bot.socket.open()
    await dependencies.breaks.start()


async def _shut_down(bot: RunningBot) -> None:
    """Stop in this order; a step that fails keeps no other from being taken."""
    dependencies = bot.dependencies
    await _tried("disconnecting", bot.socket.close)
    dependencies.scheduler.pause()
    dependencies.breaks.stop()
    if not await bot.in_flight.drain(DRAIN_SECONDS):
        logger.warning("stopped before everything was finished")
    await _tried("showing the rosters", lambda: dependencies.breaks.flush(DRAIN_SECONDS))
    dependencies.scheduler.stop()


async def _tried(what: str, step: Callable[[], Awaitable[None]]) -> None:
    try:
        await step()
    except Exception as error:  # the next step of the shutdown must be taken
        logger.error(f"{what} failed", exc_info=error)


def _retried_next_minute(job: Job) -> Job:
    """Log what fails because something is out of reach: the job runs again in a minute, whatever the others do."""

    async def run() -> None:
        try:
            await job()
        except DatabaseUnavailable as error:
            logger.error(f"{job.__qualname__} waits for the next minute", extra={"error": str(error)})
        except SLACK_CALL_ERRORS as error:
            logger.error(f"{job.__qualname__} waits for the next minute", extra={"error": error_code(error)})

    return run


def _picture_server(settings: Settings, picture_store: PictureStore) -> AbstractAsyncContextManager[object]:
    if settings.pictures_url and settings.pictures_port:
        return serving(picture_store, settings.pictures_port, settings.pictures_host)
    return nullcontext()


@dataclass(frozen=True)
class Connections:
    """What this process, by name, is connected to."""

    slack: AsyncWebClient
    http: ClientSession
    store: Store
    process: str


def _assemble(
    settings: Settings, options: BotOptions, connections: Connections, library: Library, picture_store: PictureStore
) -> RunningBot:
    """Return the bot, not started."""
    slack, store, now, rng = connections.slack, connections.store, options.clock, options.rng
    in_flight = InFlight()
    scheduler = Scheduler(options.clock, in_flight)
    time_zones = TimeZones(store, slack, now)
    cards = Cards(store, library, picture_store, time_zones, now, rng)
    breaks = build_breaks(connections, library, picture_store, now, rng)
    timetables = Timetables(store, slack, time_zones, library, now, settings.breaks_by)
    dependencies = Dependencies(
        slack=slack,
        http=connections.http,
        store=store,
        library=library,
        picture_store=picture_store,
        scheduler=scheduler,
        now=now,
        rng=rng,
        time_zones=time_zones,
        cards=cards,
        guide=Guide(store, scheduler, GuideModal(slack, library, picture_store), now, rng, breaks.finish_guided),
        timetables=timetables,
        forms=TimetableForms(slack, timetables, library, now),
        home=Home(store, slack, library, cards, now),
        breaks=breaks,
    )
    socket = SocketModeConnection(build_app(dependencies, in_flight), settings.app_token.get_secret_value())
    return RunningBot(dependencies, socket, in_flight)


def build_breaks(
    connections: Connections, library: Library, picture_store: PictureStore, now: Now, rng: Random
) -> Breaks:
    """Return the breaks as this process does them."""
    slack, store = connections.slack, connections.store
    without_retries = AsyncWebClient(
        token=slack.token, base_url=slack.base_url, session=slack.session, retry_handlers=[]
    )
    messages = BreakMessages(library, picture_store)
    sender = Sender(without_retries, messages, now, RateLimiters(POSTING), OutcomeRecorder(store))
    failures = FailureHandler(store, slack, now)
    poster = Poster(store, sender, failures, ExerciseChooser(Rotation(library), rng), connections.process)
    updater = MessageUpdater(store, slack, library, messages, RateLimiters(EDITING))
    return Breaks(store, library, BreakWorkers(poster, updater, failures), now, rng)
