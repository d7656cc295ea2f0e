"""The house: opens every part in order, lends it for as long as the bot runs, closes it in reverse."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from aiohttp import ClientSession, ClientTimeout, TCPConnector
from slack_sdk.web.async_client import AsyncWebClient

from bot import content
from bot.app.bolt import Dependencies, build
from bot.core.clock import Clock
from bot.core.in_flight import InFlight
from bot.core.logging import logger
from bot.core.scheduler import Act, Scheduler
from bot.core.settings import EXERCISES, Settings
from bot.domain.exercises import Library
from bot.pictures.http import serving
from bot.pictures.picture_store import PictureStore
from bot.services.breaks import make
from bot.services.cards import Cards
from bot.services.guide import Guide
from bot.services.guide_modal import GuideModal
from bot.services.home import Home
from bot.services.time_zones import TimeZones
from bot.services.timetable_forms import TimetableForms
from bot.services.timetables import Timetables
from bot.slack.errors import SLACK_CALL_ERRORS, reason
from bot.slack.socket_mode import SocketModeConnection
from bot.store import Store
from bot.store.database import AWAY, open_database

DRAIN_SECONDS = 10.0
SLACK_TIMEOUT = ClientTimeout(total=30)


@dataclass(frozen=True)
class RunningBot:
    """What runs while the bot runs."""

    dependencies: Dependencies
    socket: SocketModeConnection
    in_flight: InFlight

    async def tidy(self) -> None:
        """Delete what is of no use any more."""
        await self.dependencies.store.sessions.forget_old(self.dependencies.now())
        await self.dependencies.store.breaks.forget_old(self.dependencies.now())


@asynccontextmanager
async def open_bot(
    settings: Settings, clock: Clock, rng: Random, pictures: Path, exercises: Path = EXERCISES
) -> AsyncIterator[RunningBot]:
    """Open the bot and connect it to Slack; raises ContentError, SlackApiError or what a database raises."""
    library = content.load(exercises)
    picture_store = PictureStore(library, pictures, settings.pictures_url, settings.pictures == "still")
    async with AsyncExitStack() as stack:
        # However many breaks are being posted, a click's call never waits for a connection.
        connections = TCPConnector(limit=0)
        http = await stack.enter_async_context(ClientSession(connector=connections, timeout=SLACK_TIMEOUT))
        process = f"limber {rng.getrandbits(64):016x}"
        store = Store(open_database(settings.database_url, process))
        stack.push_async_callback(store.close)
        await store.open()
        if settings.pictures_url and settings.pictures_port:
            await stack.enter_async_context(serving(picture_store, settings.pictures_port, settings.pictures_host))
        in_flight = InFlight()
        scheduler = Scheduler(clock, in_flight)
        stack.callback(scheduler.stop)
        parts = _parts(settings, http, store, library, picture_store, scheduler, clock, rng, process)
        stack.push_async_callback(parts.breaks.flush, DRAIN_SECONDS)
        stack.push_async_callback(_drain, in_flight)
        stack.callback(parts.breaks.stop)
        stack.callback(scheduler.pause)
        socket = SocketModeConnection(build(parts, in_flight), settings.app_token.get_secret_value())
        stack.push_async_callback(socket.close)
        yield await _opened(RunningBot(parts, socket, in_flight), scheduler)


async def _opened(bot: RunningBot, scheduler: Scheduler) -> RunningBot:
    await bot.dependencies.slack.auth_test()
    scheduler.start()
    parts = bot.dependencies
    for act in (bot.socket.watch, parts.guide.catch_up, parts.breaks.tick, bot.tidy):
        scheduler.each_minute(act.__qualname__, _tried_again(act))
    await bot.dependencies.guide.restore_timers()
    await bot.socket.open()
    await bot.dependencies.breaks.start()
    return bot


def _tried_again(act: Act) -> Act:
    """Let what fails because something is out of reach be tried again in a minute, whatever else the minute does."""

    async def tried() -> None:
        try:
            await act()
        except (*AWAY, *SLACK_CALL_ERRORS) as error:
            logger.error(f"{act.__qualname__} waits for the next minute", extra={"error": reason(error)})

    return tried


async def _drain(in_flight: InFlight) -> None:
    if not await in_flight.drain(DRAIN_SECONDS):
        logger.warning("stopped before everything was finished")


def _parts(
    settings: Settings,
    http: ClientSession,
    store: Store,
    library: Library,
    picture_store: PictureStore,
    scheduler: Scheduler,
    clock: Clock,
    rng: Random,
    process: str,
) -> Dependencies:
    slack = AsyncWebClient(token=settings.bot_token.get_secret_value(), base_url=settings.api_url, session=http)
    time_zones = TimeZones(store, slack, clock)
    cards = Cards(store, library, picture_store, time_zones, clock, rng)
    breaks = make(store, slack, library, picture_store, clock, rng, process)
    timetables = Timetables(store, slack, time_zones, library, clock, settings.breaks_by)
    return Dependencies(
        slack=slack,
        http=http,
        store=store,
        library=library,
        picture_store=picture_store,
        scheduler=scheduler,
        now=clock,
        rng=rng,
        time_zones=time_zones,
        cards=cards,
        guide=Guide(store, scheduler, GuideModal(slack, library, picture_store), clock, rng, breaks.guided),
        timetables=timetables,
        forms=TimetableForms(slack, timetables, library, clock),
        home=Home(store, slack, library, cards, clock),
        breaks=breaks,
    )
