"""What a person is told of their own reminders: what is set, what a button did, and the way back from it."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.breaks import ChannelTimetable
from bot.domain.calendar_names import DAY_NAMES
from bot.domain.errors import UserError
from bot.domain.formatting import capitalized, day_and_month, days_in_words, time_in_words, times_in_words
from bot.domain.library import Library
from bot.domain.local_time import local_date
from bot.domain.parsing.interval import TooOften
from bot.domain.parsing.personal_reminders import ReminderWish, wish_in_words
from bot.domain.preferences import Hours
from bot.domain.reader import HourCycle
from bot.domain.reminder_times import times_outside, times_within
from bot.domain.slots import next_slot
from bot.domain.timetable import UNTIL_RESUMED, Timetable, is_paused
from bot.slack.blocks import Message, actions, button, escape_text
from bot.views.breaks import time_of_day
from bot.views.messages import FORM_NOT_OPENED, sentence_message
from bot.views.reminder_form import OPEN_REMINDERS_ACTION, STOP_ACTION
from bot.views.set_up_more import OPEN_MORE_ACTION
from bot.views.timetable_text import lasting_moment, next_slot_sentence, times_like_moments

SET_ACTION = "remind.set"
SKIP_ACTION, RESUME_ACTION = "remind.skip", "remind.resume"
REMINDERS_BLOCK = "reminders"
"""The row of buttons below what is said of somebody's own reminders."""
NO_ZONE = "-"
HOURS_ARE_THERE = "Your hours are in `/stretch set-up`, under More settings."
STOPPED_NOW = "I've stopped your reminders."
NONE_SET = "You have no reminders."
NONE_IN_A_YEAR = "There are none in the next year."
NONE_ANY_MORE = f"{NONE_SET} `/stretch remind me` sets some."
UNKNOWN_REMINDER = "I've lost track of this reminder. `/stretch remind me` shows what's set."
PUT_OFF_ENOUGH = "That one has been put off three times now. *Start* still works, or *Skip today*."
PUT_OFF_ALREADY = "It's already coming again."
OLD_BUTTON = "That button is from an older version. Type `/stretch remind me` for a new one."
GUIDE_NOT_OPENED = "Slack took too long to open the guide. Please press *Start* again."
STOPPED = "They've stopped, since Slack didn't let me message you. *Remind me again* tries once more."
PAUSED_FOR_NOW = "They're paused, as you left the last few unanswered. *Remind me again* brings them back."
OUTSIDE_NOW = "In 15 minutes is outside your hours. *Start* still works, or *Skip today*."
KEPT = "I'll keep going."
ONLY_YOU = "They come as private messages, and only you can see them."


@dataclass(frozen=True)
class SetButton:
    """The value of a button that sets reminders: what somebody would type, and the zone if it was chosen."""

    typed: str
    zone: str | None = None

    def pack(self) -> str:
        """Return the button's value."""
        return f"{self.zone or NO_ZONE} {self.typed}"

    @classmethod
    def unpack(cls, value: object) -> "SetButton":
        """Read a button's value; raise UserError if it cannot be read."""
        zone, _, typed = value.partition(" ") if isinstance(value, str) else ("", "", "")
        if not typed:
            raise UserError(OLD_BUTTON)
        return cls(typed, None if zone == NO_ZONE else zone)


def reminders_set(found: ChannelTimetable, now: datetime, library: Library) -> Message:
    """Return the confirmation of what was set, with the next one."""
    what = when_and_what(found.timetable, now, library)
    lead = f"You're set: *{what}*. {next_in_words(found.timetable, now)} {ONLY_YOU}"
    return sentence_message(lead, _row(_change_button(), _stop_button()))


def reminders_status(found: ChannelTimetable, now: datetime, library: Library) -> Message:
    """Return what is set, and the buttons to change it."""
    sentence = f"*Your reminders:* {when_and_what(found.timetable, now, library)}. {_state(found, now)}"
    is_running = not found.stopped and not is_paused(found.timetable, now)
    steering = button("Skip today", SKIP_ACTION) if is_running else button("Remind me again", RESUME_ACTION)
    return sentence_message(sentence, _row(_change_button(), steering, _stop_button()))


def reminders_stopped(was: ChannelTimetable | None) -> Message:
    """Return that reminders have stopped, with the way back to what was set."""
    if was is None:
        return sentence_message(NONE_SET, _row(button("Remind me", OPEN_REMINDERS_ACTION)))
    return sentence_message(STOPPED_NOW, _row(_set_button("Remind me again", was)))


def skipped_today(found: ChannelTimetable, now: datetime) -> Message:
    """Return that there are no more today, with the way back; today is named, as this is read on other days, too."""
    today = local_date(now, found.timetable.zone)
    no_more = f"No more reminders on {DAY_NAMES[today.weekday()]} {day_and_month(today)}."
    return sentence_message(f"{no_more} {next_that_stays(found.timetable, now)}", _row(button("Undo", RESUME_ACTION)))


def back_at(at: datetime, start: ButtonElement) -> Message:
    """Return when a reminder comes again, with the button that starts it at once."""
    return sentence_message(f"OK, back at {time_of_day(at)}.", _row(start))


def kept_going(found: ChannelTimetable, now: datetime) -> Message:
    """Return that reminders go on."""
    return sentence_message(f"{KEPT} {next_that_stays(found.timetable, now)}", _row(_change_button(), _stop_button()))


def fewer_from_now_on(before: ChannelTimetable, found: ChannelTimetable, now: datetime) -> Message:
    """Return which reminder stays, with the way back to all of them."""
    at = times_like_moments(found.timetable.times, found.timetable.zone, now)
    sentence = f"Just one a day from now on, at {at}."
    return sentence_message(
        f"{sentence} {next_that_stays(found.timetable, now)}", _row(_set_button("Undo", before), _stop_button())
    )


def too_often(error: TooOften, zone: str | None = None) -> Message:
    """Return why so many reminders cannot be, with the nearest that works as a button."""
    words = escape_text(str(error))
    nearest = button(capitalized(error.nearest), SET_ACTION, SetButton(error.instead, zone).pack(), "primary")
    return sentence_message(words, _row(nearest, button("Choose times", OPEN_REMINDERS_ACTION)))


def outside_hours(wish: ReminderWish, hours: Hours, zone: str | None, cycle: HourCycle) -> Message:
    """Return which times are outside of the hours, with the ways out: other hours, or only those inside."""
    inside = times_within(wish.times, hours)
    kept = replace(wish, times=inside)
    keep = [button("Only within my hours", SET_ACTION, SetButton(wish_in_words(kept), zone).pack())] if inside else []
    return sentence_message(
        f"{outside_in_words(wish, hours, cycle)} What shall I do?",
        _row(*keep, button("Change my hours", OPEN_MORE_ACTION)),
    )


def outside_in_words(wish: ReminderWish, hours: Hours, cycle: HourCycle) -> str:
    """Return which times are outside of somebody's hours."""
    outside = times_outside(wish.times, hours)
    begin, end = (time_in_words(at, cycle) for at in hours)
    are = "is" if len(outside) == 1 else "are"
    return f"Your hours are {begin} to {end}, so {times_in_words(outside, cycle)} {are} outside them."


def form_not_opened(typed: str) -> Message:
    """Return a button that opens the form after it did not open within Slack's three seconds."""
    return sentence_message(FORM_NOT_OPENED, _row(button("Open the form", OPEN_REMINDERS_ACTION, typed)))


def when_and_what(timetable: Timetable, now: datetime, library: Library) -> str:
    """Return the days and times, and the area or set: "every weekday at 11:00 and 15:30 (lower back)"."""
    slot = next_slot(timetable, now)
    times = times_like_moments(timetable.times, timetable.zone, slot.at if slot else now)
    when = f"{days_in_words(timetable.days)} at {times}"
    routine = library.routine(timetable.routine) if timetable.routine else None
    area = library.area(timetable.area) if timetable.area else None
    what = routine.name if routine else area.title if area else ""
    return f"{when} ({what[:1].lower()}{what[1:]})" if what else when


def next_in_words(timetable: Timetable, now: datetime) -> str:
    """Return when the next one is, for what is read at once."""
    return next_slot_sentence(timetable, now) or NONE_IN_A_YEAR


def next_that_stays(timetable: Timetable, now: datetime) -> str:
    """Return the same for a message that is read on other days, too."""
    return next_slot_sentence(timetable, now, say=partial(lasting_moment, now=now)) or NONE_IN_A_YEAR


def _state(found: ChannelTimetable, now: datetime) -> str:
    if found.stopped:
        return STOPPED
    until = found.timetable.paused_until
    if until and until >= UNTIL_RESUMED:
        return PAUSED_FOR_NOW
    paused = "Paused. " if is_paused(found.timetable, now) else ""
    return f"{paused}{next_in_words(found.timetable, now)}"


def _row(*buttons: ButtonElement) -> Block:
    return actions(*buttons, block=REMINDERS_BLOCK)


def _change_button() -> ButtonElement:
    return button("Change", OPEN_REMINDERS_ACTION)


def _stop_button() -> ButtonElement:
    return button("Stop these", STOP_ACTION)


def _set_button(label: str, was: ChannelTimetable) -> ButtonElement:
    timetable = was.timetable
    wish = ReminderWish(timetable.times, timetable.days, timetable.area, timetable.routine)
    return button(label, SET_ACTION, SetButton(wish_in_words(wish), timetable.zone).pack())
