"""A channel's breaks for one person: their status, what to do where there are none, and the list on the Home tab."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block, ButtonElement, DividerBlock
from slack_sdk.models.views import View

from bot.domain.breaks import Break, ChannelTimetable
from bot.domain.exercises import Library
from bot.domain.formatting import describe
from bot.domain.timetable import Slot, upcoming_slots
from bot.slack.blocks import Message, actions, bullets, button, context, header, modal, section
from bot.slack.errors import why_refused
from bot.views.timetable_notices import (
    CHANGE_ACTION,
    RESUME_ACTION,
    change_button,
    message_from,
    pause_button,
    resume_button,
    turn_off_button,
)
from bot.views.timetable_payloads import FormRequest
from bot.views.timetable_text import (
    is_paused,
    moment_in_words,
    moment_token,
    next_break_sentence,
    pause_end_in_words,
    rotation_and_exceptions,
)

TRY_AGAIN_ACTION = "timetable.try_again"
MAX_CHANNELS_ON_HOME = 10


def status_message(kept: ChannelTimetable, now: datetime, missed: Break | None, library: Library) -> Message:
    """Show one person a channel's timetable, its next breaks, and what went wrong."""
    timetable = kept.timetable
    by = f" · set up by <@{kept.set_by}>" if kept.set_by else ""
    when = f"This channel's stretch breaks: *{describe(timetable)}*"
    facts = rotation_and_exceptions(timetable, library) + by
    lines = [_state_text(kept, now), _missed_sentence(missed, timetable.zone) if missed else ""]
    blocks = [section(when), context(facts), *(section(line) for line in lines if line), _buttons(kept, now)]
    return message_from(blocks, when, facts, *lines)


def no_breaks_here(channel: str) -> Message:
    """Say that a channel has no breaks, and how it gets some."""
    sentence = (
        "This channel has no stretch breaks. `/stretch daily 15:00` starts them on every weekday, or fill in a form:"
    )
    return message_from(
        [
            section(sentence),
            actions(button("Set up breaks", CHANGE_ACTION, FormRequest(channel).pack()), block="start"),
        ],
        sentence,
    )


def outside_channel(typed_words: str) -> Message:
    """Say that breaks belong to channels, and offer to choose one."""
    sentence = (
        "Team breaks belong to a channel, so that everybody there can join. Type this in one, or choose it here. "
        "For yourself alone, `/stretch` works anywhere."
    )
    start = button("Choose a channel", CHANGE_ACTION, FormRequest(None, typed_words).pack())
    return message_from([section(sentence), actions(start, block="start")], sentence)


def invitation_needed(sentence: str, typed_words: str) -> Message:
    """Say why nothing was set up, and offer to try again."""
    sentence = f"{sentence} Nothing was set up yet."
    again = button("Try again", TRY_AGAIN_ACTION, typed_words or "-")
    return message_from([section(sentence), actions(again, block="again")], sentence)


def form_not_opened(opening: FormRequest) -> Message:
    """Offer the form again after it did not open in time."""
    sentence = "The form did not open in time: Slack allows three seconds for that. Please press the button."
    return message_from(
        [section(sentence), actions(button("Open the form", CHANGE_ACTION, opening.pack()), block="start")], sentence
    )


def waiting_view() -> View:
    """Fill a window while Slack is slow."""
    return modal("Stretch breaks", [section("One moment, please. Slack takes its time today.")])


def done_view() -> View:
    """Fill a window once what it asked for is done."""
    return modal("Stretch breaks", [section("Done, and the channel has been told.")])


def channel_not_told(message: Message) -> Message:
    """Tell one person what the channel could not be told."""
    lead = "Done. I could not tell the channel, for Slack does not let me post there."
    return Message(f"{lead}\n{message.text}", [section(lead), *message.blocks])


def home_section(kept: Sequence[ChannelTimetable], now: datetime) -> list[Block]:
    """Show a person the breaks that they set up or joined, by channel."""
    lead = "The breaks that you set up or joined:" if kept else "None yet that you set up or joined."
    more = len(kept) - MAX_CHANNELS_ON_HOME
    rest = [context(f"And {more} more; `/stretch breaks` in a channel shows its own.")] if more > 0 else []
    start = actions(button("Set up breaks for a channel", CHANGE_ACTION, FormRequest(None).pack()), block="breaks.home")
    shown = [block for one in kept[:MAX_CHANNELS_ON_HOME] for block in _channel_on_home(one, now)]
    return [header("My channels' breaks"), section(lead), *shown, *rest, start, DividerBlock()]


def _state_text(kept: ChannelTimetable, now: datetime) -> str:
    if kept.stopped:
        return f"*Stopped.* {why_refused(kept.stopped)} Then press *Start again*."
    slots = upcoming_slots(kept.timetable, now, 3)
    pausing = f"*Paused* {pause_end_in_words(kept.timetable)}.\n" if is_paused(kept.timetable, now) else ""
    return pausing + (
        f"*Next:*\n{bullets([_in_both_zones(slot, kept.timetable.zone) for slot in slots])}" if slots else ""
    )


def _in_both_zones(slot: Slot, zone: str) -> str:
    return f"{moment_in_words(slot.at, zone)}, for you {moment_token(slot.at, zone)}"


def _missed_sentence(lost: Break, zone: str) -> str:
    what = f"The break of {moment_token(lost.due_at, zone)}"
    if lost.state == "failed":
        return f"{what} could not be posted. {why_refused(lost.trouble or 'unknown')}"
    if lost.state == "unknown":
        return f"{what} may not have been posted: I was stopped at that very moment."
    return f"{what} was left out: I was not running, and came back more than ten minutes late."


def _buttons(kept: ChannelTimetable, now: datetime) -> Block:
    go_on = (
        button("Start again", RESUME_ACTION, kept.channel, "primary") if kept.stopped else _pause_or_resume(kept, now)
    )
    return actions(change_button(kept.channel), go_on, turn_off_button(kept.channel), block="timetable")


def _pause_or_resume(kept: ChannelTimetable, now: datetime) -> ButtonElement:
    return resume_button(kept.channel) if is_paused(kept.timetable, now) else pause_button(kept.channel)


def _channel_on_home(kept: ChannelTimetable, now: datetime) -> list[Block]:
    state = why_refused(kept.stopped) if kept.stopped else next_break_sentence(kept.timetable, now)
    sentence = section(f"<#{kept.channel}> {describe(kept.timetable)}\n{state}")
    go_on = button("Start again", RESUME_ACTION, kept.channel) if kept.stopped else _pause_or_resume(kept, now)
    return [sentence, actions(change_button(kept.channel), go_on, block=f"breaks.{kept.channel}")]
