"""The one message about a channel's timetable that everybody in it sees; it is edited with each change.

It names who acted: a mention in a new message notifies people, but that is the one who pressed the button.
"""

from datetime import datetime
from functools import partial
from typing import Literal

from bot.domain.breaks import ChannelTimetable
from bot.domain.formatting import describe
from bot.domain.library import Library
from bot.domain.reader import HourCycle
from bot.domain.timetable import Timetable
from bot.slack.blocks import Message, actions, button, context, section
from bot.views.messages import message_from, sentence_message
from bot.views.timetable_buttons import TURN_BACK_ON_ACTION, state_buttons
from bot.views.timetable_payloads import pack_timetable
from bot.views.timetable_text import (
    YOUR_TIME,
    daily_command,
    lasting_moment,
    next_break_sentence,
    next_slot_sentence,
    pause_end_in_words,
    rotation_and_exceptions,
    timetable_sentence,
)

Change = Literal["turn on", "change", "pause", "resume"]
CHANGES: dict[Change, str] = {
    "turn on": "turned on stretch breaks here. Joining is optional.",
    "change": "changed the stretch breaks here.",
    "pause": "paused the stretch breaks here",
    "resume": "resumed the stretch breaks here.",
}
LEADS: dict[Change, str] = {"turn on": "Starting", "change": "Starting", "pause": "Back", "resume": "Back"}
"""What stands before the next break: the message is not edited each day, so it never says that one is next."""
REPLACED = "There's a newer message about these breaks below."


def change_notice(
    user: str, change: Change, found: ChannelTimetable, now: datetime, library: Library, cycle: HourCycle
) -> Message:
    """Return the message that somebody did this to the breaks, what they are now, and when the next one is.

    Times are written as that person writes them.
    """
    who, timetable = f"<@{user}> {CHANGES[change]}", found.timetable
    say = partial(lasting_moment, now=now, whose=YOUR_TIME)
    next_break = next_break_sentence(timetable, now, LEADS[change], say)
    if change == "pause":
        who = f"{who} {pause_end_in_words(timetable, say)}."
        next_break = next_slot_sentence(timetable, now, LEADS[change], say)
    when = f"{timetable_sentence(timetable, cycle)} {next_break}".strip()
    details = rotation_and_exceptions(timetable, library)
    return message_from([section(f"{who}\n{when}"), context(details), state_buttons(found, now)], who, when, details)


def turn_off_notice(user: str, timetable: Timetable, cycle: HourCycle) -> Message:
    """Return the message that somebody turned the breaks off, with a button or the command that brings them back."""
    return _with_way_back(f"<@{user}> turned off the stretch breaks here.", timetable, cycle)


def breaks_are_off(timetable: Timetable, cycle: HourCycle) -> Message:
    """Return the answer that these breaks were turned off, with the same way back."""
    return _with_way_back("Stretch breaks here are off.", timetable, cycle)


def _with_way_back(lead: str, timetable: Timetable, cycle: HourCycle) -> Message:
    sentence = f"{lead}\nThey ran {describe(timetable, cycle)}."
    if packed := pack_timetable(timetable):
        return sentence_message(
            sentence, actions(button("Turn back on", TURN_BACK_ON_ACTION, packed), block="timetable")
        )
    back = f"To turn them back on, type `{daily_command(timetable)}`."
    return message_from([section(sentence), context(back)], sentence, back)


def replaced_notice() -> Message:
    """Return what is left of a message that a newer one has replaced."""
    return sentence_message(REPLACED)
