"""What one person is shown of timetables: a channel's status, ways to set one up, and the section of the Home tab."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block, ButtonElement, DividerBlock
from slack_sdk.models.views import View

from bot.domain.breaks import Break, ChannelTimetable
from bot.domain.exercises import Library
from bot.domain.formatting import describe
from bot.domain.timetable import Slot, is_paused, upcoming_slots
from bot.slack.blocks import Message, actions, bullets, button, context, header, modal, section
from bot.slack.errors import cannot_post_sentence
from bot.views.messages import message_from, sentence_message
from bot.views.timetable_buttons import (
    CHANGE_ACTION,
    RESUME_ACTION,
    change_button,
    pause_button,
    resume_button,
    turn_off_button,
)
from bot.views.timetable_payloads import FormButton
from bot.views.timetable_text import (
    moment_in_words,
    moment_token,
    next_break_sentence,
    pause_end_in_words,
    rotation_and_exceptions,
)

TRY_AGAIN_ACTION = "timetable.try_again"
MAX_CHANNELS_ON_HOME = 10
SLOTS_SHOWN = 3


def status_message(found: ChannelTimetable, now: datetime, missed: Break | None, library: Library) -> Message:
    """Return a channel's timetable, its next three breaks, and why it is stopped or a break was missed."""
    timetable = found.timetable
    by = f" · set up by <@{found.set_by}>" if found.set_by else ""
    when = f"This channel's stretch breaks: *{describe(timetable)}*"
    facts = rotation_and_exceptions(timetable, library) + by
    lines = [_state_text(found, now), _missed_sentence(missed, timetable.zone) if missed else ""]
    blocks = [section(when), context(facts), *(section(line) for line in lines if line), _buttons(found, now)]
    return message_from(blocks, when, facts, *lines)


def no_breaks_here(channel: str) -> Message:
    """Return the answer that a channel has no timetable, with a button for the form."""
    sentence = (
        "This channel has no stretch breaks. `/stretch daily 15:00` starts them on every weekday, or fill in a form:"
    )
    set_up = button("Set up breaks", CHANGE_ACTION, FormButton(channel).pack())
    return sentence_message(sentence, actions(set_up, block="start"))


def outside_channel(typed_words: str) -> Message:
    """Return the answer to a channel's command outside a channel, with a button to choose one."""
    sentence = (
        "Team breaks belong to a channel, so that everybody there can join. Type this in one, or choose it here. "
        "For yourself alone, `/stretch` works anywhere."
    )
    choose = button("Choose a channel", CHANGE_ACTION, FormButton(None, typed_words).pack())
    return sentence_message(sentence, actions(choose, block="start"))


def invitation_needed(reason: str, typed_words: str) -> Message:
    """Return the answer that nothing was set up and why, with a button to try again."""
    again = button("Try again", TRY_AGAIN_ACTION, typed_words or "-")
    return sentence_message(f"{reason} Nothing was set up yet.", actions(again, block="again"))


def form_not_opened(opening: FormButton) -> Message:
    """Return a button that opens the form after it did not open within Slack's three seconds."""
    sentence = "The form did not open in time: Slack allows three seconds for that. Please press the button."
    retry = button("Open the form", CHANGE_ACTION, opening.pack())
    return sentence_message(sentence, actions(retry, block="start"))


def waiting_view() -> View:
    """Return the modal that is shown while a change takes longer than an acknowledgement may."""
    return modal("Stretch breaks", [section("One moment, please. Slack takes its time today.")])


def done_view() -> View:
    """Return the modal that is shown once such a change is done."""
    return modal("Stretch breaks", [section("Done, and the channel has been told.")])


def channel_not_told(message: Message) -> Message:
    """Return for one person the notice that could not be posted in the channel."""
    lead = "Done. I could not tell the channel, for Slack does not let me post there."
    return Message(f"{lead}\n{message.text}", [section(lead), *message.blocks])


def home_section(found: Sequence[ChannelTimetable], now: datetime) -> list[Block]:
    """Return the blocks of the Home tab about the timetables that a person set up or whose breaks they joined."""
    lead = "The breaks that you set up or joined:" if found else "None yet that you set up or joined."
    more_count = len(found) - MAX_CHANNELS_ON_HOME
    rest = [context(f"And {more_count} more; `/stretch breaks` in a channel shows its own.")] if more_count > 0 else []
    start = actions(button("Set up breaks for a channel", CHANGE_ACTION, FormButton(None).pack()), block="breaks.home")
    channels = [block for each in found[:MAX_CHANNELS_ON_HOME] for block in _channel_on_home(each, now)]
    return [header("My channels' breaks"), section(lead), *channels, *rest, start, DividerBlock()]


def _state_text(found: ChannelTimetable, now: datetime) -> str:
    if found.stopped:
        return f"*Stopped.* {cannot_post_sentence(found.stopped)} Then press *Start again*."
    zone = found.timetable.zone
    lines = [_in_both_zones(slot, zone) for slot in upcoming_slots(found.timetable, now, SLOTS_SHOWN)]
    pausing = f"*Paused* {pause_end_in_words(found.timetable)}.\n" if is_paused(found.timetable, now) else ""
    return pausing + (f"*Next:*\n{bullets(lines)}" if lines else "")


def _in_both_zones(slot: Slot, zone: str) -> str:
    return f"{moment_in_words(slot.at, zone)}, for you {moment_token(slot.at, zone)}"


def _missed_sentence(missed: Break, zone: str) -> str:
    what = f"The break of {moment_token(missed.due_at, zone)}"
    if missed.state == "failed":
        return f"{what} could not be posted. {cannot_post_sentence(missed.trouble or 'unknown')}"
    if missed.state == "unknown":
        return f"{what} may not have been posted: I was stopped at that very moment."
    return f"{what} was left out: I was not running, and came back more than ten minutes late."


def _buttons(found: ChannelTimetable, now: datetime) -> Block:
    go_on = _go_on_button(found, now, "primary")
    return actions(change_button(found.channel), go_on, turn_off_button(found.channel), block="timetable")


def _go_on_button(found: ChannelTimetable, now: datetime, style: str | None = None) -> ButtonElement:
    """Return the button that starts a stopped timetable, resumes a paused one or pauses it; `style` is of the first."""
    if found.stopped:
        return button("Start again", RESUME_ACTION, found.channel, style)
    return resume_button(found.channel) if is_paused(found.timetable, now) else pause_button(found.channel)


def _channel_on_home(found: ChannelTimetable, now: datetime) -> list[Block]:
    state = cannot_post_sentence(found.stopped) if found.stopped else next_break_sentence(found.timetable, now)
    sentence = section(f"<#{found.channel}> {describe(found.timetable)}\n{state}")
    buttons = actions(change_button(found.channel), _go_on_button(found, now), block=f"breaks.{found.channel}")
    return [sentence, buttons]
