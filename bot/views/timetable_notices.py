"""The notices about a channel's timetable that everybody in it sees, its buttons, and the form of a pause."""

from datetime import datetime

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    ConfirmObject,
    InputBlock,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
)
from slack_sdk.models.views import View

from bot.domain.exercises import Library
from bot.domain.formatting import describe
from bot.domain.timetable import Timetable
from bot.slack.blocks import Message, actions, button, context, modal, section
from bot.views.messages import message_from, sentence_message
from bot.views.timetable_payloads import FormOrigin, FormRequest, pack_timetable
from bot.views.timetable_text import (
    daily_command,
    next_break_sentence,
    next_slot_sentence,
    pause_end_in_words,
    rotation_and_exceptions,
)

CHANGE_ACTION = "timetable.change"
TURN_OFF_ACTION = "timetable.off"
PAUSE_ACTION = "timetable.pause"
RESUME_ACTION = "timetable.resume"
TURN_BACK_ON_ACTION = "timetable.on_again"
PAUSE_FORM_CALLBACK = "timetable.pause_form"
LENGTH_BLOCK = "length"
UNTIL_BLOCK = "until"
"""The block ids of the pause form."""
PAUSE_LENGTHS = {
    "An hour": "1h",
    "The rest of today": "today",
    "Until Monday": "until monday",
    "A week": "1 week",
    "Until somebody resumes them": "until resumed",
}
"""The options of the pause form: label to what `parse_pause` reads."""


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


def pause_form(channel: str, home: bool = False) -> View:
    """Return the form that asks for how long the breaks of a channel pause; `home`: it is opened from the Home tab."""
    choices = [Option(text=label, value=value) for label, value in PAUSE_LENGTHS.items()]
    lengths = RadioButtonsElement(action_id=f"timetable.{LENGTH_BLOCK}", options=choices, initial_option=choices[0])
    until = PlainTextInputElement(action_id=f"timetable.{UNTIL_BLOCK}", placeholder="until 7 January", max_length=100)
    blocks: list[Block] = [
        section(f"There will be no stretch breaks in <#{channel}> until then, or until somebody resumes them."),
        InputBlock(block_id=LENGTH_BLOCK, label="For how long?", element=lengths),
        InputBlock(block_id=UNTIL_BLOCK, label="Or until when, in your own words", element=until, optional=True),
    ]
    metadata = FormOrigin(channel, home).pack()
    return modal(
        "Pause breaks",
        blocks,
        submit="Pause",
        close="Cancel",
        callback_id=PAUSE_FORM_CALLBACK,
        private_metadata=metadata,
    )


def change_button(channel: str) -> ButtonElement:
    """Return the button that opens the form."""
    return button("Change", CHANGE_ACTION, FormRequest(channel).pack())


def pause_button(channel: str) -> ButtonElement:
    """Return the button that opens the pause form."""
    return button("Pause", PAUSE_ACTION, channel)


def resume_button(channel: str) -> ButtonElement:
    """Return the button that ends a pause."""
    return button("Resume", RESUME_ACTION, channel)


def turn_off_button(channel: str) -> ButtonElement:
    """Return the button that turns the breaks off, once confirmed."""
    confirm = ConfirmObject(
        title="Turn the breaks off?",
        text="There will be no more stretch breaks in this channel.",
        confirm="Turn off",
        deny="Keep",
    )
    return button("Turn off", TURN_OFF_ACTION, channel, confirm=confirm)
