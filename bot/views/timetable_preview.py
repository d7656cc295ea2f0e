"""What `/stretch daily …` would do to a channel, shown to whoever typed it before anything is done."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.breaks import ChannelTimetable
from bot.domain.exercises import Library
from bot.domain.formatting import capitalized, describe
from bot.domain.timetable import Timetable
from bot.slack.blocks import Message, actions, button, context, section
from bot.views.messages import message_from, sentence_message
from bot.views.timetable_payloads import FormButton
from bot.views.timetable_text import next_break_sentence, rotation_and_exceptions

CONFIRM_ACTION = "timetable.preview.confirm"
CHANGE_ACTION = "timetable.preview.change"
CANCEL_ACTION = "timetable.preview.cancel"
TURN_ON, SAVE = "Turn on", "Save"
"""The labels of the button that does it: for new breaks, and for changed ones."""


def preview(
    asked: FormButton, timetable: Timetable, before: ChannelTimetable | None, now: datetime, library: Library
) -> Message:
    """Return what would be set up or changed, with buttons that do it, open the form or drop it."""
    when = next_break_sentence(timetable, now)
    details = rotation_and_exceptions(timetable, library)
    if before is None:
        sentence = f"*{capitalized(describe(timetable))}* in <#{asked.channel}>. {when}"
        return _asking([section(sentence), context(details)], [sentence, details], asked, TURN_ON)
    stopped = " (stopped)" if before.stopped else ""
    present = f"*Now:* {describe(before.timetable)}{stopped} · {rotation_and_exceptions(before.timetable, library)}"
    sentence = f"{present}\n*New:* {describe(timetable)} · {details}\n{when}"
    return _asking([section(sentence)], [sentence], asked, SAVE)


def confirmed(timetable: Timetable, now: datetime, changed: bool) -> Message:
    """Return the short confirmation that takes the preview's place."""
    return sentence_message(f"{'Saved.' if changed else 'Turned on.'} {next_break_sentence(timetable, now)}")


def cancelled(value: object) -> Message:
    """Return what takes the preview's place when it is dropped; `value` is that of its *Cancel*."""
    return sentence_message("Nothing was changed." if value == SAVE else "Nothing was set up.")


def invitation_needed(reason: str, asked: FormButton) -> Message:
    """Return the answer that nothing was set up and why, with a button to try again."""
    again = button("Try again", CONFIRM_ACTION, asked.pack())
    return sentence_message(f"{reason} Nothing was set up yet.", actions(again, block="again"))


def _asking(blocks: Sequence[Block], lines: Sequence[str], asked: FormButton, confirm: str) -> Message:
    row: list[ButtonElement] = [
        button(confirm, CONFIRM_ACTION, asked.pack(), "primary"),
        button("Change…", CHANGE_ACTION, asked.pack()),
        button("Cancel", CANCEL_ACTION, confirm),
    ]
    return message_from([*blocks, actions(*row, block="preview")], *lines)
