"""Dependencies that listeners may ask for by name, and how they are built."""

import asyncio
from dataclasses import dataclass, replace
from random import Random

from aiohttp import ClientSession

from bot.core.clock import Now
from bot.core.metrics import Metrics
from bot.core.scheduler import Scheduler
from bot.core.settings import BreaksBy
from bot.domain.break_choice import BreakChooser
from bot.domain.library import Library
from bot.pictures.picture_store import PictureStore
from bot.services.breaks import Breaks
from bot.services.breaks.engine import BreakEngine
from bot.services.breaks.failures import FailureHandler
from bot.services.breaks.guided import GuidedBreaks
from bot.services.breaks.holds import Holds
from bot.services.breaks.message_updater import MessageUpdater
from bot.services.breaks.messages import BreakMessages
from bot.services.breaks.month_lines import MonthLines
from bot.services.breaks.outcomes import OutcomeRecorder
from bot.services.breaks.poster import Poster
from bot.services.breaks.reminder_messages import ReminderMessages
from bot.services.breaks.reminder_plans import ReminderPlanner
from bot.services.breaks.reminder_sender import MAX_REMINDER_CALLS, ReminderSender
from bot.services.breaks.reminders import Reminders
from bot.services.breaks.rescheduling import Rescheduler
from bot.services.breaks.sender import Sender
from bot.services.breaks.workers import BreakWorkers
from bot.services.cards import Cards
from bot.services.feelings import Feelings
from bot.services.fitting import Fitting
from bot.services.guide import Guide
from bot.services.guide_modal import GuideModal
from bot.services.home import Home
from bot.services.my_data import MyData
from bot.services.personal_reminders import PersonalReminders
from bot.services.replies import Replies
from bot.services.routine_cards import RoutineCards
from bot.services.set_up import SetUp
from bot.services.time_zones import TimeZones
from bot.services.timetable_forms import TimetableForms
from bot.services.timetable_notices import TimetableNotices
from bot.services.timetable_requests import TimetableRequests
from bot.services.timetable_rights import TimetableRights
from bot.services.timetables import Timetables
from bot.services.uninstalling import Uninstalling
from bot.slack.clients import Clients
from bot.slack.rate_limit import EDITING, POSTING, PRIVATE_EDITING, PRIVATE_POSTING, REMINDING, RateLimiters
from bot.store import Store


@dataclass(frozen=True, repr=False)  # it would be every word of the library
class Dependencies:
    """All that listeners may ask for by name."""

    clients: Clients
    http: ClientSession
    store: Store
    library: Library
    picture_store: PictureStore
    scheduler: Scheduler
    now: Now
    rng: Random
    time_zones: TimeZones
    cards: Cards
    routine_cards: RoutineCards
    guide: Guide
    fitting: Fitting
    timetables: Timetables
    timetable_requests: TimetableRequests
    forms: TimetableForms
    home: Home
    set_up: SetUp
    feelings: Feelings
    my_data: MyData
    breaks: Breaks
    break_engine: BreakEngine
    uninstalling: Uninstalling
    personal_reminders: PersonalReminders


@dataclass(frozen=True, kw_only=True)
class Resources:
    """What the bot is built on: opened before it, closed after it."""

    clients: Clients
    http: ClientSession
    store: Store
    library: Library
    picture_store: PictureStore
    clock: Now
    rng: Random
    metrics: Metrics
    process: str
    """The name under which this process claims breaks."""


def build_dependencies(resources: Resources, scheduler: Scheduler, breaks_by: BreaksBy) -> Dependencies:
    """Return all that listeners may ask for; `breaks_by`: who may change a channel's breaks."""
    clients, store, library, now = resources.clients, resources.store, resources.library, resources.clock
    time_zones = TimeZones(store, clients, now)
    pictures, replies = resources.picture_store, Replies(store, now)
    cards = Cards(store, library, pictures, replies, time_zones, resources.http, now, resources.rng)
    breaks, break_engine = build_breaks(resources)
    notices = TimetableNotices(store, clients, now)
    rights = TimetableRights(clients, breaks_by)
    timetables = Timetables(store, notices, rights, time_zones, library, now)
    timetable_requests = TimetableRequests(timetables, time_zones, library, now)
    personal_reminders = PersonalReminders(store, time_zones, library, now)
    guided = GuidedBreaks(store, breaks)
    modal = GuideModal(clients, library, resources.picture_store)
    home = Home(store, clients, library, pictures, cards, time_zones, scheduler, now)
    return Dependencies(
        clients=clients,
        http=resources.http,
        store=store,
        library=library,
        picture_store=resources.picture_store,
        scheduler=scheduler,
        now=now,
        rng=resources.rng,
        time_zones=time_zones,
        cards=cards,
        routine_cards=RoutineCards(store, library, pictures, replies, cards, now, resources.rng),
        guide=Guide(
            store,
            scheduler,
            modal,
            now,
            resources.rng,
            on_opened=guided.join,
            on_done=home.and_refresh(guided.finish),
            on_left=guided.leave,
        ),
        fitting=Fitting(store, library, now),
        timetables=timetables,
        timetable_requests=timetable_requests,
        forms=TimetableForms(clients, timetables, timetable_requests, library, now),
        home=home,
        set_up=SetUp(store, time_zones, library, now, on_hours_changed=personal_reminders.follow),
        feelings=Feelings(store, library, cards, now),
        my_data=MyData(store, clients, breaks, library, now),
        breaks=breaks,
        break_engine=break_engine,
        uninstalling=Uninstalling(store, now),
        personal_reminders=personal_reminders,
    )


def build_breaks(resources: Resources) -> tuple[Breaks, BreakEngine]:
    """Return the services of breaks: for what people do with them, and for what the clock does."""
    clients, store, library, now = resources.clients, resources.store, resources.library, resources.clock
    messages = BreakMessages(library, resources.picture_store)
    recorder = OutcomeRecorder(store, resources.process)
    sender = Sender(clients, messages, now, RateLimiters(POSTING), recorder, resources.metrics)
    failures = FailureHandler(store, clients, now)
    chooser = BreakChooser(library, resources.rng)
    reminder_sender = ReminderSender(
        replace(sender, limiters=RateLimiters(PRIVATE_POSTING), turns=asyncio.Semaphore(MAX_REMINDER_CALLS)),
        ReminderPlanner(store, library, chooser, now, resources.rng),
        ReminderMessages(library, resources.picture_store),
        Holds(clients),
        RateLimiters(PRIVATE_EDITING),
    )
    poster = Poster(store, sender, reminder_sender, failures, chooser, resources.process)
    updater = MessageUpdater(store, clients, library, messages, RateLimiters(EDITING))
    reminders = Reminders(store, clients, library, RateLimiters(REMINDING), now)
    month_lines = MonthLines(store, clients, library, reminder_sender.limiters, failures, now)
    workers = BreakWorkers(poster, updater, failures, reminders, Rescheduler(store, now), month_lines)
    return Breaks(store, library, workers, now, resources.rng), BreakEngine(store, workers, now, resources.rng)
