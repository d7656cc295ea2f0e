"""What one person is told about a break: answers, the steps as text, their reminder, that posting stopped."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.domain.breaks import Break
from bot.domain.exercises import Exercise
from bot.domain.formatting import exercise_names
from bot.domain.parsing.fuzzy import shortened
from bot.domain.safety import SAFETY
from bot.domain.screens import routine_seconds
from bot.domain.substitutes import Fitted
from bot.slack.blocks import Message, actions, button, context, duration, escape_text, section
from bot.slack.errors import cannot_post_sentence, workspace_stopped_sentence
from bot.views.breaks import time_of_day
from bot.views.card_details import steps_with_cautions
from bot.views.messages import message_from, sentence_message
from bot.views.swaps import stand_in_line

START_ACTION = "break.start"
DONE_ALONE_ACTION = "break.done_alone"
"""Pressed in what only one person sees, and so also when the break is over."""

ON_YOUR_OWN = "Type `/stretch` to stretch on your own."
UNKNOWN_BREAK = f"I've lost track of this break. {ON_YOUR_OWN}"
BREAK_OVER = f"This break is over. {ON_YOUR_OWN}"
REPEATED_ALREADY = "It's already coming again for everyone."
LAST_CHANCE = f"This break has already run twice. {ON_YOUR_OWN}"
OLD_MENU = "That menu is from an older version. The next break brings a new one."
ALREADY_DONE = "You've already done this one. See you next time."
SEE_YOU_NEXT_TIME = "No problem. See you next time."
JUST_STARTED = "A break just started. Join it above."
ENOUGH_FOR_NOW = f"That's enough breaks for this hour. {ON_YOUR_OWN}"
PERHAPS_POSTED = "Slack didn't confirm the break. If it isn't here in a minute, try again."
EXERCISES_GONE = "These stretches are gone. Type `/stretch` for others."


def reminder_set(due_at: datetime) -> Message:
    """Return the answer that a reminder is coming."""
    return sentence_message(f"I'll remind you at {time_of_day(due_at)}.")


def see_you_next_time() -> Message:
    """Return the answer to *Not today*."""
    return sentence_message(SEE_YOU_NEXT_TIME)


def already_done() -> Message:
    """Return the answer to *Not today* for somebody who is done."""
    return sentence_message(ALREADY_DONE)


def coming_again(at: datetime) -> Message:
    """Return the answer to *Again for everyone*."""
    return sentence_message(f"It's coming again for everyone at {time_of_day(at)}.")


def reminder(break_: Break, routine: Sequence[Exercise], name: str = "") -> Message:
    """Return the reminder that one person asked for; `name` is that of the set that the routine is, if it is one."""
    what = f"{name or exercise_names(routine)}, {duration(routine_seconds(routine))}" if routine else "a short stretch"
    return sentence_message(f"Your stretch reminder: {what}.", _buttons(break_))


def steps_without_guide(break_: Break, to_do: Fitted) -> Message:
    """Return the steps as text for somebody whose guide did not open, as they fit them."""
    joined = "" if break_.is_over else "You're in. "
    lead = f"{joined}The guide didn't open because Slack is slow right now. Here are the steps; *Start* tries again."
    swapped = stand_in_line(to_do.swapped, to_do.exercises)
    leads = [lead, swapped] if swapped else [lead]
    steps = ["\n".join((f"*{exercise.name}*", *steps_with_cautions(exercise))) for exercise in to_do.exercises]
    blocks = [*(section(line) for line in (*leads, *steps)), _buttons(break_), context(SAFETY)]
    return message_from(blocks, *leads, *steps, SAFETY)


def about_manual(break_: Break) -> Message:
    """Return who asked for a break that no timetable brought about."""
    who = f"<@{break_.set_by}>" if break_.set_by else "Someone, or a workflow,"
    return sentence_message(f"{who} asked for this break. `/stretch breaks` shows the regular ones.")


def no_break(what: str) -> str:
    """Return the sentence to a workflow whose step names no break."""
    return (
        f"I can't post “{escape_text(shortened(what))}” as a break. In the workflow's step, enter an area like neck, "
        "a length like 5 minutes, or a routine like hands and wrists."
    )


def posting_stopped(channel: str, error: str) -> Message:
    """Return the message to whoever set the breaks up that posting in their channel was stopped, and what helps."""
    stopped = f"I've stopped the stretch breaks in <#{channel}>. {cannot_post_sentence(error)}"
    return sentence_message(f"{stopped} Then type `/stretch resume` there.")


def workspace_stopped(error: str) -> Message:
    """Return the message to whoever set breaks up that nothing is posted in the workspace, and what helps."""
    why = workspace_stopped_sentence(error)
    return sentence_message(f"Stretch breaks have stopped here. {why} Until then, I'll keep trying.")


def _buttons(break_: Break) -> Block:
    start = button("Start", START_ACTION, break_.id, "primary")
    return actions(start, button("Done", DONE_ALONE_ACTION, break_.id), block="break")
