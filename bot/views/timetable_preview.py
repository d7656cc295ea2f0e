"""What `/stretch daily …` would do to a channel, shown to whoever typed it before anything is done."""

from dataclasses import replace
from datetime import datetime

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.breaks import ChannelTimetable
from bot.domain.formatting import capitalized, describe
from bot.domain.library import Library
from bot.domain.reader import HourCycle
from bot.domain.timetable import Timetable
from bot.domain.timetable_changes import version_of
from bot.slack.blocks import Message, actions, bullets, button, context, section
from bot.slack.errors import cannot_post_sentence
from bot.views.messages import message_from, sentence_message
from bot.views.timetable_differences import differences
from bot.views.timetable_payloads import FormButton
from bot.views.timetable_text import next_break_sentence, next_break_sentence_that_stays, rotation_and_exceptions

TURN_ON_ACTION = "timetable.preview.turn_on"
SAVE_ACTION = "timetable.preview.save"
CHANGE_ACTION = "timetable.preview.change"
CANCEL_ACTION = "timetable.preview.cancel"


def preview(
    asked: FormButton,
    timetable: Timetable,
    before: ChannelTimetable | None,
    now: datetime,
    library: Library,
    cycle: HourCycle,
) -> Message:
    """Return what would be set up or changed, with buttons that do it, open the form or drop it."""
    asked = replace(asked, seen=version_of(before))
    when = next_break_sentence(timetable, now)
    if before is None:
        details = rotation_and_exceptions(timetable, library)
        sentence = f"*{capitalized(describe(timetable, cycle))}* in <#{asked.channel}>. {when}"
        confirm = button("Turn on", TURN_ON_ACTION, asked.pack(), "primary")
        return message_from([section(sentence), context(details), _buttons(confirm, asked)], sentence, details)
    sentence = f"The breaks here would change:\n{bullets(differences(timetable, before, library, cycle))}\n{when}"
    return sentence_message(sentence, _buttons(button("Save", SAVE_ACTION, asked.pack(), "primary"), asked))


def changed_meanwhile(shown: Message) -> Message:
    """Return a preview that takes the place of one that somebody else's change made false."""
    return with_remark(shown, "Someone changed the breaks in the meantime. Please check again:")


def with_remark(shown: Message, remark: str) -> Message:
    """Return a preview that begins with what isn't quite as it was typed."""
    return Message(f"{remark}\n{shown.text}", [section(remark), *shown.blocks]) if remark else shown


def nothing_to_change(timetable: Timetable, now: datetime, cycle: HourCycle) -> Message:
    """Return the answer that the channel has just these breaks."""
    already = f"Breaks here are already set for {describe(timetable, cycle)}."
    return sentence_message(f"{already} {next_break_sentence(timetable, now)}")


def confirmed(timetable: Timetable, now: datetime, changed: bool) -> Message:
    """Return the short confirmation that takes the preview's place."""
    done = "Saved." if changed else "Turned on."
    return sentence_message(f"{done} {next_break_sentence_that_stays(timetable, now)}")


def cancelled() -> Message:
    """Return what takes the preview's place when it is dropped."""
    return sentence_message("Cancelled. Nothing has changed.")


def invitation_needed(error: str, asked: FormButton) -> Message:
    """Return the answer in the channel that nothing was set up and what helps, with a button to try again."""
    sentence = f"Nothing has changed yet. {cannot_post_sentence(error, here=True)} Then press *Try again*."
    again = button("Try again", TURN_ON_ACTION, asked.pack())
    return sentence_message(sentence, actions(again, block="again"))


def _buttons(confirm: ButtonElement, asked: FormButton) -> Block:
    change = button("Change…", CHANGE_ACTION, asked.pack())
    return actions(confirm, change, button("Cancel", CANCEL_ACTION), block="preview")
