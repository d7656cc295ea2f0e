"""A private reminder, in a direct message: one exercise and what to do with it; and the question whether more help."""

from collections.abc import Sequence

from bot.domain.exercises import Exercise
from bot.domain.formatting import exercise_names
from bot.domain.screens import routine_seconds
from bot.slack.blocks import Message, actions, button, duration, image, section
from bot.views.kit import kit_in_words
from bot.views.messages import message_from

START_ACTION = "nudge.start"
LATER_ACTION = "nudge.later"
SKIP_ACTION = "nudge.skip"
STOP_ACTION = "nudge.stop"
KEEP_ACTION = "nudge.keep"
FEWER_ACTION = "nudge.fewer"

STILL_WANTED = "Still want these reminders? I won't send another until you tell me."
BLOCK = "nudge"


def reminder(
    routine: Sequence[Exercise], break_id: str, picture_url: str | None = None, can_wait: bool = True, name: str = ""
) -> Message:
    """Return the reminder to do this; `name` is that of the set that it is, if it is one."""
    title = f"*Time to stretch: {name or exercise_names(routine)}*"
    facts = f"About {duration(routine_seconds(routine))} · {kit_in_words(routine)}"
    buttons = [
        button("Start", START_ACTION, break_id, "primary"),
        *([button("In 15 minutes", LATER_ACTION, break_id)] if can_wait else []),
        button("Skip today", SKIP_ACTION, break_id),
        button("Stop these", STOP_ACTION, break_id),
    ]
    picture = image(picture_url, routine[0].holds[0].picture)
    return message_from([section(f"{title}\n{facts}"), *picture, actions(*buttons, block=BLOCK)], title, facts)


def still_wanted(break_id: str) -> Message:
    """Return the question to somebody who answered none of the last three reminders."""
    buttons = [
        button("Keep them", KEEP_ACTION, break_id, "primary"),
        button("Just once a day", FEWER_ACTION, break_id),
        button("Stop these", STOP_ACTION, break_id),
    ]
    return message_from([section(STILL_WANTED), actions(*buttons, block=BLOCK)], STILL_WANTED)
