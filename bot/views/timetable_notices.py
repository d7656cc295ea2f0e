"""The notices about a channel's timetable that everybody in it sees."""

from datetime import datetime

from bot.domain.exercises import Library
from bot.domain.formatting import describe
from bot.domain.timetable import Timetable
from bot.slack.blocks import Message, actions, button, context, section
from bot.views.messages import message_from, sentence_message
from bot.views.timetable_buttons import (
    TURN_BACK_ON_ACTION,
    change_button,
    pause_button,
    resume_button,
    turn_off_button,
)
from bot.views.timetable_payloads import pack_timetable
from bot.views.timetable_text import (
    daily_command,
    next_break_sentence,
    next_slot_sentence,
    pause_end_in_words,
    rotation_and_exceptions,
)


def set_up_notice(
    user: str, channel: str, timetable: Timetable, changed: bool, now: datetime, library: Library
) -> Message:
    """Return the notice that somebody set up or changed the breaks, and when the next one is."""
    did = "changed this channel's stretch breaks" if changed else "turned on stretch breaks for this channel"
    when = next_break_sentence(timetable, now)
    sentence = f"<@{user}> {did}: *{describe(timetable)}*.\n{when} Join or let it pass, as you like."
    buttons = actions(change_button(channel), turn_off_button(channel), block="timetable")
    details = rotation_and_exceptions(timetable, library)
    return message_from([section(sentence), context(details), buttons], sentence, details)


def pause_notice(user: str, channel: str, timetable: Timetable, now: datetime) -> Message:
    """Return the notice that somebody paused the breaks, until when, and when the next one is."""
    end, then = pause_end_in_words(timetable), next_slot_sentence(timetable, now)
    sentence = f"<@{user}> paused this channel's stretch breaks {end}. {then}".strip()
    return sentence_message(sentence, actions(resume_button(channel), block="timetable"))


def resume_notice(user: str, channel: str, timetable: Timetable, now: datetime) -> Message:
    """Return the notice that somebody resumed the breaks, and when the next one is."""
    when = next_break_sentence(timetable, now)
    sentence = f"<@{user}> resumed this channel's stretch breaks: *{describe(timetable)}*. {when}"
    return sentence_message(sentence, actions(change_button(channel), pause_button(channel), block="timetable"))


def turn_off_notice(user: str, timetable: Timetable) -> Message:
    """Return the notice that somebody turned the breaks off, with a button or the command that brings them back."""
    sentence = f"<@{user}> turned this channel's stretch breaks off. They were {describe(timetable)}."
    packed = pack_timetable(timetable)
    back = f"To have breaks again, type `{daily_command(timetable)}`."
    again = actions(button("Turn back on", TURN_BACK_ON_ACTION, packed), block="timetable") if packed else context(back)
    return message_from([section(sentence), again], sentence, back)
