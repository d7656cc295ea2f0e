"""The one line that a channel may get at a month's end: how many breaks it took, and nobody's name."""

from bot.domain.formatting import join_words
from bot.domain.month import Month
from bot.slack.blocks import Message, context

WHOLE_MINUTES_UNTIL, THEN_IN_STEPS_OF = 20, 5


def month_line(month: Month, channel: str, breaks: int, seconds: int) -> Message:
    """Return how many breaks a channel took in a month, and how long they were together."""
    counted = f"{breaks} breaks" if breaks > 1 else "1 break"
    text = f"In {month.name}, <#{channel}> took {counted} together: about {_in_words(seconds)}."
    return Message(text, [context(text)])


def _in_words(seconds: int) -> str:
    """Return about how long that is: "12 minutes", "1 hour and 25 minutes"."""
    minutes = max(round(seconds / 60), 1)
    if minutes > WHOLE_MINUTES_UNTIL:
        minutes = round(minutes / THEN_IN_STEPS_OF) * THEN_IN_STEPS_OF
    hours, minutes = divmod(minutes, 60)
    return join_words(
        f"{count} {unit}{'s' * (count > 1)}" for count, unit in ((hours, "hour"), (minutes, "minute")) if count
    )
