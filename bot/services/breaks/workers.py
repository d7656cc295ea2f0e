"""What breaks are made of: each worker has one thing to do, and both services of breaks share them."""

from dataclasses import dataclass

from bot.services.breaks.failures import FailureHandler
from bot.services.breaks.message_updater import MessageUpdater
from bot.services.breaks.month_lines import MonthLines
from bot.services.breaks.poster import Poster
from bot.services.breaks.reminders import Reminders
from bot.services.breaks.rescheduling import Rescheduler


@dataclass(frozen=True)
class BreakWorkers:
    """What posts breaks, edits their messages, reminds and tells of them and handles what fails for good."""

    poster: Poster
    updater: MessageUpdater
    failures: FailureHandler
    reminders: Reminders
    rescheduler: Rescheduler
    month_lines: MonthLines
