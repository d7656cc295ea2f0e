"""The breaks of channels on Home: those that a person set up or joined."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.breaks import ChannelTimetable
from bot.domain.formatting import capitalized, days_in_words, describe
from bot.domain.local_time import local_date, times_elsewhere
from bot.domain.reader import Reader
from bot.slack.blocks import actions, button, context, header, section
from bot.slack.errors import cannot_post_sentence
from bot.views.reminder_form import OPEN_REMINDERS_ACTION
from bot.views.timetable_buttons import CHANGE_ACTION, change_button, start_or_pause_button
from bot.views.timetable_payloads import FormButton
from bot.views.timetable_text import YOUR_TIME, moment_token, next_break_sentence, shows_same, times_like_moments

MAX_CHANNELS = 10


def channel_breaks(found: Sequence[ChannelTimetable], now: datetime, reader: Reader) -> list[Block]:
    """Return the section about the timetables that a person set up or whose breaks they joined; guests only join."""
    theirs = "The ones you join" if reader.is_guest else "The ones you set up or join"
    none_yet = [] if found else [section(f"{theirs} show up here.")]
    more_count = len(found) - MAX_CHANNELS
    rest = [context(f"And {more_count} more: type `/stretch breaks` in the channel.")] if more_count > 0 else []
    set_up = actions(button("Set up breaks for a channel", CHANGE_ACTION, FormButton(None).pack()), block="breaks.home")
    channels = [block for each in found[:MAX_CHANNELS] for block in _channel(each, now, reader)]
    return [header("Breaks in my channels"), *none_yet, *channels, *rest, *([] if reader.is_guest else [set_up])]


def _channel(found: ChannelTimetable, now: datetime, reader: Reader) -> list[Block]:
    say = moment_token if _is_own_clock(found, reader) else partial(moment_token, whose=YOUR_TIME)
    state = cannot_post_sentence(found.stopped) if found.stopped else next_break_sentence(found.timetable, now, say=say)
    sentence = section(f"<#{found.channel}> {capitalized(_when(found, now, reader))}\n{state}")
    change = [] if reader.is_guest else [change_button(found.channel), start_or_pause_button(found, now)]
    return [sentence, actions(_remind_only_me(found, now, reader), *change, block=f"breaks.{found.channel}")]


def _when(found: ChannelTimetable, now: datetime, reader: Reader) -> str:
    """Return when breaks are: without the zone, and as Slack writes times, where the person's own clock is the same."""
    timetable = found.timetable
    if not found.next or not _is_own_clock(found, reader):
        return describe(timetable, reader.hour_cycle)
    return f"{days_in_words(timetable.days)} at {times_like_moments(timetable.times, timetable.zone, found.next.at)}"


def _is_own_clock(found: ChannelTimetable, reader: Reader) -> bool:
    return found.next is not None and shows_same(found.next.at, found.timetable.zone, reader)


def _remind_only_me(found: ChannelTimetable, now: datetime, reader: Reader) -> ButtonElement:
    """Return the button for reminders at the same moments, by the person's own clock."""
    timetable = found.timetable
    day = found.next.local.date() if found.next else local_date(now, timetable.zone)
    times = times_elsewhere(timetable.times, day, timetable.zone, reader.zone or timetable.zone)
    return button("Remind only me", OPEN_REMINDERS_ACTION, " ".join(at.isoformat("minutes") for at in times))
