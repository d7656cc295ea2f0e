"""The house: opens every part in order, lends it for as long as the bot runs, closes it in reverse."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from aiohttp import ClientSession, ClientTimeout, TCPConnector
from slack_sdk.web.async_client import AsyncWebClient

from bot import content
from bot.app.bolt import Parts, build
from bot.core.clock import Clock
from bot.core.in_flight import Work
from bot.core.logging import logger
from bot.core.scheduler import Act, Schedule
from bot.core.settings import EXERCISES, Settings
from bot.domain.exercises import Library
from bot.pictures.http import serving
from bot.pictures.picture_store import Gallery
from bot.services.breaks import make
from bot.services.cards import Cards
from bot.services.guide import Guide
from bot.services.guide_modal import Windows
from bot.services.home import Home
from bot.services.time_zones import Zones
from bot.services.timetable_forms import Forms
from bot.services.timetables import Timetables
from bot.slack.errors import BROKEN, reason
from bot.slack.socket_mode import Socket
from bot.store import Store
from bot.store.database import AWAY, open_database

DRAIN_SECONDS = 10.0
SLACK_TIMEOUT = ClientTimeout(total=30)


@dataclass(frozen=True)
class House:
    """What runs while the bot runs."""

    parts: Parts
    socket: Socket
    work: Work

    async def tidy(self) -> None:
        """Delete what is of no use any more."""
        await self.parts.store.sessions.forget_old(self.parts.now())
        await self.parts.store.breaks.forget_old(self.parts.now())


@asynccontextmanager
async def house(
    settings: Settings, clock: Clock, dice: Random, pictures: Path, exercises: Path = EXERCISES
) -> AsyncIterator[House]:
    """Open the bot and connect it to Slack; raises ContentError, SlackApiError or what a database raises."""
    library = content.load(exercises)
    gallery = Gallery(library, pictures, settings.pictures_url, settings.pictures == "still")
    async with AsyncExitStack() as stack:
        # However many breaks are being posted, a click's call never waits for a connection.
        connections = TCPConnector(limit=0)
        http = await stack.enter_async_context(ClientSession(connector=connections, timeout=SLACK_TIMEOUT))
        process = f"limber {dice.getrandbits(64):016x}"
        store = Store(open_database(settings.database_url, process))
        stack.push_async_callback(store.close)
        await store.open()
        if settings.pictures_url and settings.pictures_port:
            await stack.enter_async_context(serving(gallery, settings.pictures_port, settings.pictures_host))
        work = Work()
        schedule = Schedule(clock, work)
        stack.callback(schedule.stop)
        parts = _parts(settings, http, store, library, gallery, schedule, clock, dice, process)
        stack.push_async_callback(parts.breaks.settle, DRAIN_SECONDS)
        stack.push_async_callback(_drain, work)
        stack.callback(parts.breaks.stop)
        stack.callback(schedule.pause)
        socket = Socket(build(parts, work), settings.app_token.get_secret_value())
        stack.push_async_callback(socket.close)
        yield await _opened(House(parts, socket, work), schedule)


async def _opened(house: House, schedule: Schedule) -> House:
    await house.parts.slack.auth_test()
    schedule.start()
    parts = house.parts
    for act in (house.socket.watch, parts.guide.catch_up, parts.breaks.tick, house.tidy):
        schedule.each_minute(act.__qualname__, _tried_again(act))
    await house.parts.guide.rearm()
    await house.socket.open()
    await house.parts.breaks.start()
    return house


def _tried_again(act: Act) -> Act:
    """Let what fails because something is out of reach be tried again in a minute, whatever else the minute does."""

    async def tried() -> None:
        try:
            await act()
        except (*AWAY, *BROKEN) as error:
            logger.error(f"{act.__qualname__} waits for the next minute", extra={"error": reason(error)})

    return tried


async def _drain(work: Work) -> None:
    if not await work.drain(DRAIN_SECONDS):
        logger.warning("stopped before everything was finished")


def _parts(
    settings: Settings,
    http: ClientSession,
    store: Store,
    library: Library,
    gallery: Gallery,
    schedule: Schedule,
    clock: Clock,
    dice: Random,
    process: str,
) -> Parts:
    slack = AsyncWebClient(token=settings.bot_token.get_secret_value(), base_url=settings.api_url, session=http)
    zones = Zones(store, slack, clock)
    cards = Cards(store, library, gallery, zones, clock, dice)
    breaks = make(store, slack, library, gallery, clock, dice, process)
    timetables = Timetables(store, slack, zones, library, clock, settings.breaks_by)
    return Parts(
        slack=slack,
        http=http,
        store=store,
        library=library,
        gallery=gallery,
        schedule=schedule,
        now=clock,
        dice=dice,
        zones=zones,
        cards=cards,
        guide=Guide(store, schedule, Windows(slack, library, gallery), clock, dice, breaks.guided),
        timetables=timetables,
        forms=Forms(slack, timetables, library, clock),
        home=Home(store, slack, library, cards, clock),
        breaks=breaks,
    )
