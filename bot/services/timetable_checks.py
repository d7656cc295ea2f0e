"""What is checked of a timetable before a channel gets it, whoever asks for it and however."""

from dataclasses import replace
from datetime import datetime

from bot.domain.breaks import ChannelTimetable
from bot.domain.errors import UserError
from bot.domain.formatting import capitalized, times_in_words
from bot.domain.reader import HourCycle
from bot.domain.slots import next_slot
from bot.domain.timetable import Timetable, is_paused
from bot.domain.timetable_changes import newly_too_close
from bot.views.timetable_submission import NO_BREAK_LEFT


def checked(timetable: Timetable, before: ChannelTimetable | None, now: datetime, cycle: HourCycle) -> Timetable:
    """Return the timetable with the pause that goes on; raise UserError if it makes no sense."""
    if pair := newly_too_close(timetable.times, timetable.days, before):
        raise UserError(
            f"{capitalized(times_in_words(pair, cycle))} are within 30 minutes of each other. Please space them out."
        )
    if next_slot(replace(timetable, paused_until=None), now) is None:
        raise UserError(NO_BREAK_LEFT)
    pausing = before and is_paused(before.timetable, now)
    return replace(timetable, paused_until=before.timetable.paused_until if before and pausing else None)
