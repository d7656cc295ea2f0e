"""What one person is shown of timetables: a channel's status, and ways to set one up."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from slack_sdk.models.views import View

from bot.domain.breaks import IN_FLIGHT, Break, ChannelTimetable
from bot.domain.formatting import describe
from bot.domain.library import Library
from bot.domain.reader import Reader
from bot.domain.slots import upcoming_slots
from bot.domain.stopped_workspace import StoppedWorkspace
from bot.domain.timetable import is_paused
from bot.slack.blocks import Message, actions, bullets, button, context, modal, section
from bot.slack.errors import cannot_post_sentence, workspace_stopped_sentence
from bot.views.messages import FORM_NOT_OPENED, message_from, sentence_message
from bot.views.timetable_buttons import CHANGE_ACTION, state_buttons
from bot.views.timetable_payloads import FormButton
from bot.views.timetable_text import (
    moment_token,
    next_break_sentence_that_stays,
    pause_sentence,
    rotation_and_exceptions,
    slot_in_words,
)

SLOTS_SHOWN = 3
SAVED_BUT_NOT_TOLD = (
    "That's saved, but I couldn't tell the channel because I can't reach my database right now. "
    "In a minute, `/stretch breaks` shows you what's set."
)


def status_message(
    found: ChannelTimetable,
    now: datetime,
    missed: Break | None,
    library: Library,
    reader: Reader,
    workspace: StoppedWorkspace | None = None,
) -> Message:
    """Return a channel's timetable, its next three breaks, and why it or the workspace is stopped or a break missed."""
    timetable = found.timetable
    by = f" · set up by <@{found.set_by}>" if found.set_by else ""
    when = f"Stretch breaks here: *{describe(timetable, reader.hour_cycle)}*"
    facts = rotation_and_exceptions(timetable, library) + by
    stopped = _workspace_sentence(workspace, timetable.zone) if workspace else ""
    lines = [stopped, _state_text(found, now, reader), _missed_sentence(missed, timetable.zone) if missed else ""]
    blocks = [section(when), context(facts), *(section(line) for line in lines if line)]
    return message_from([*blocks, state_buttons(found, now, "primary")], when, facts, *lines)


def state_in_short(found: ChannelTimetable | None, now: datetime) -> Message:
    """Return the confirmation of a change by word: the channel's message, where it shows, may be far up."""
    if found is None:
        return sentence_message("Stretch breaks here are off.")
    state = "" if is_paused(found.timetable, now) else "Stretch breaks here are on. "
    return sentence_message(state + next_break_sentence_that_stays(found.timetable, now))


def no_breaks_here(channel: str) -> Message:
    """Return the answer that a channel has no timetable, with a button for the form."""
    sentence = "This channel has no stretch breaks yet. Type `/stretch daily 15:00` for every weekday, or use the form."
    set_up = button("Set up breaks", CHANGE_ACTION, FormButton(channel).pack())
    return sentence_message(sentence, actions(set_up, block="start"))


def outside_channel(typed_words: str) -> Message:
    """Return the answer to a channel's command outside a channel, with a button to choose one."""
    sentence = (
        "Team breaks belong to a channel. Type this in one, or choose one here. "
        "Just for you, there's `/stretch`, and `/stretch remind me off` stops your reminders."
    )
    choose = button("Choose a channel", CHANGE_ACTION, FormButton(None, typed_words).pack())
    return sentence_message(sentence, actions(choose, block="start"))


def form_not_opened(opening: FormButton) -> Message:
    """Return a button that opens the form after it did not open within Slack's three seconds."""
    return _with_form_button(FORM_NOT_OPENED, opening)


def form_opened(opening: FormButton) -> Message:
    """Return what takes a preview's place while its form is open."""
    return _with_form_button("Finish in the form. Nothing changes until you do.", opening)


def _with_form_button(sentence: str, opening: FormButton) -> Message:
    retry = button("Open the form", CHANGE_ACTION, opening.pack())
    return sentence_message(sentence, actions(retry, block="start"))


def waiting_view() -> View:
    """Return the modal that is shown while a change takes longer than an acknowledgement may."""
    return modal("Stretch breaks", [section("One moment. Slack is slow right now.")])


def outcome_view(wrong: Message | None) -> View:
    """Return the modal that is shown once such a change is done, or could not be done or told."""
    return modal("Stretch breaks", wrong.blocks if wrong else [section("Done. The channel can see it.")])


def about_channel(channel: str, message: Message) -> Message:
    """Return a message about a channel as it is sent to a person directly."""
    about = f"This is about <#{channel}>."
    return Message(f"{message.text}\n{about}", [*message.blocks, context(about)])


NotToldReason = Literal["refused", "unclear", "passing"]
NOT_TOLD_LEADS: Mapping[NotToldReason, str] = {
    "refused": "Done, but I couldn't tell the channel because Slack won't let me post there.",
    "unclear": "Done, but Slack didn't confirm that the channel was told.",
    "passing": "Done, but I couldn't tell the channel just now.",
}


def channel_not_told(message: Message, reason: NotToldReason) -> Message:
    """Return for one person the notice that did not get to the channel, or may not have."""
    lead = NOT_TOLD_LEADS[reason]
    return Message(f"{lead}\n{message.text}", [section(lead), *message.blocks])


def _state_text(found: ChannelTimetable, now: datetime, reader: Reader) -> str:
    if found.stopped:
        return f"*Stopped.* {cannot_post_sentence(found.stopped, here=True)} Then press *Start again*."
    timetable = found.timetable
    coming = upcoming_slots(timetable, now, SLOTS_SHOWN)
    lines = [slot_in_words(slot, timetable.zone, reader) for slot in coming]
    pausing = [f"*{pause_sentence(timetable)}*"] if is_paused(timetable, now) else []
    return "\n".join([*pausing, *(["*Next:*", bullets(lines)] if lines else [])])


def _workspace_sentence(stopped: StoppedWorkspace, zone: str) -> str:
    again = moment_token(stopped.again_at, zone)
    return f"*Stopped.* {workspace_stopped_sentence(stopped.reason)} I'll try again by myself: {again}."


def _missed_sentence(missed: Break, zone: str) -> str:
    what = f"Last missed break: {moment_token(missed.due_at, zone)}."
    if missed.state == "failed":
        return f"{what} {cannot_post_sentence(missed.trouble or 'unknown', here=True)}"
    if missed.state == "unknown":
        why = "I was restarting just then" if missed.trouble == IN_FLIGHT else "Slack didn't confirm it"
        return f"{what} I may not have posted it: {why}."
    return f"{what} I couldn't post it in time."
