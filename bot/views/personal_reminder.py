"""A private reminder, in a direct message: one exercise and what to do with it; and the question whether more help."""

from collections.abc import Sequence

from bot.domain.exercises import Exercise
from bot.domain.formatting import exercise_names
from bot.domain.screens import routine_seconds
from bot.slack.blocks import Message, actions, button, context, duration, image, section
from bot.views.kit import kit_in_words
from bot.views.messages import message_from, sentence_message

START_ACTION = "nudge.start"
LATER_ACTION = "nudge.later"
SKIP_ACTION = "nudge.skip"
STOP_ACTION = "nudge.stop"
KEEP_ACTION = "nudge.keep"
FEWER_ACTION = "nudge.fewer"

SKIPPED = "No answer, no problem."
"""What is left of a reminder that was not answered, above the question."""
STILL_WANTED = "Still want these reminders? I won't send another until you tell me."
BLOCK = "nudge"


def reminder(
    routine: Sequence[Exercise],
    break_id: str,
    picture_url: str | None = None,
    can_wait: bool = True,
    name: str = "",
    moved_to: str = "",
) -> Message:
    """Return the reminder to do this.

    `name` is that of the set that it is, if it is one; `moved_to` is when it is due, where it is shown in the place of
    an older one, below whose date it stands.
    """
    moved = f"For {moved_to}: the last one was still open, so I've updated it." if moved_to else ""
    title = f"*Time to stretch: {name or exercise_names(routine)}*"
    facts = f"About {duration(routine_seconds(routine))} · {kit_in_words(routine)}"
    buttons = [
        button("Start", START_ACTION, break_id, "primary"),
        *([button("In 15 minutes", LATER_ACTION, break_id)] if can_wait else []),
        button("Skip today", SKIP_ACTION, break_id),
        button("Stop these", STOP_ACTION, break_id),
    ]
    blocks = [
        *([context(moved)] if moved else []),
        section(f"{title}\n{facts}"),
        *image(picture_url, routine[0].holds[0].picture),
        actions(*buttons, block=BLOCK),
    ]
    return message_from(blocks, moved, title, facts)


def skipped() -> Message:
    """Return the quiet line in the place of a reminder that was not answered."""
    return sentence_message(SKIPPED)


def still_wanted(break_id: str, can_be_fewer: bool) -> Message:
    """Return the question to somebody who answered none of the last three reminders."""
    buttons = [
        button("Keep them", KEEP_ACTION, break_id, "primary"),
        *([button("Just once a day", FEWER_ACTION, break_id)] if can_be_fewer else []),
        button("Stop these", STOP_ACTION, break_id),
    ]
    return sentence_message(STILL_WANTED, actions(*buttons, block=BLOCK))
