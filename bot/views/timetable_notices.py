"""A channel's breaks: what everybody in it is told of them, and the buttons that change them."""

from collections.abc import Sequence
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
"""The fields of the pause form."""
PAUSE_LENGTHS = {
    "An hour": "1h",
    "The rest of today": "today",
    "Until Monday": "until monday",
    "A week": "1 week",
    "Until somebody resumes them": "until resumed",
}
"""How long, as the form says it and as `pause` understands it."""


def set_up_notice(
    user: str, channel: str, timetable: Timetable, changed: bool, now: datetime, library: Library
) -> Message:
    """Tell the channel that it has breaks, or other ones than before."""
    did = "changed this channel's stretch breaks" if changed else "turned on stretch breaks for this channel"
    when = next_break_sentence(timetable, now)
    sentence = f"<@{user}> {did}: *{describe(timetable)}*.\n{when} Join or let it pass, as you like."
    buttons = actions(change_button(channel), turn_off_button(channel), block="timetable")
    return message_from(
        [section(sentence), context(rotation_and_exceptions(timetable, library)), buttons],
        sentence,
        rotation_and_exceptions(timetable, library),
    )


def pause_notice(user: str, channel: str, timetable: Timetable, now: datetime) -> Message:
    """Tell the channel that its breaks pause."""
    end, then = pause_end_in_words(timetable), next_slot_sentence(timetable, now)
    sentence = f"<@{user}> paused this channel's stretch breaks {end}. {then}".strip()
    return message_from([section(sentence), actions(resume_button(channel), block="timetable")], sentence)


def resume_notice(user: str, channel: str, timetable: Timetable, now: datetime) -> Message:
    """Tell the channel that its breaks go on."""
    when = next_break_sentence(timetable, now)
    sentence = f"<@{user}> resumed this channel's stretch breaks: *{describe(timetable)}*. {when}"
    return message_from(
        [section(sentence), actions(change_button(channel), pause_button(channel), block="timetable")], sentence
    )


def turn_off_notice(user: str, timetable: Timetable) -> Message:
    """Tell the channel that its breaks are over, and how to have them again."""
    sentence = f"<@{user}> turned this channel's stretch breaks off. They were {describe(timetable)}."
    packed = pack_timetable(timetable)
    back = f"To have breaks again, type `{daily_command(timetable)}`."
    again = actions(button("Turn back on", TURN_BACK_ON_ACTION, packed), block="timetable") if packed else context(back)
    return message_from([section(sentence), again], sentence, back)


def pause_form(channel: str, home: bool = False) -> View:
    """Ask for how long the breaks of a channel should pause."""
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
    """Return the button that ends the breaks, once confirmed."""
    sure = ConfirmObject(
        title="Turn the breaks off?", text="There will be no more stretch breaks in this channel.",
        confirm="Turn off", deny="Keep",
    )  # fmt: skip
    return button("Turn off", TURN_OFF_ACTION, channel, confirm=sure)


def message_from(blocks: Sequence[Block], *lines: str) -> Message:
    """Return a message whose text is these lines, without marks."""
    return Message("\n".join(line for line in lines if line).replace("*", "").replace("`", ""), blocks)
