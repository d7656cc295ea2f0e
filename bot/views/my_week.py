"""`/stretch me`: what a person did this week, as a message."""

from collections.abc import Sequence

from bot.domain.finished import FinishedRoutine
from bot.domain.formatting import exercise_names
from bot.domain.library import Library
from bot.slack.blocks import Message, actions, bullets, button, date_time_token, header, section
from bot.views.my_data import OPEN_MY_DATA_ACTION
from bot.views.set_up import OPEN_SET_UP_ACTION

LATEST_SHOWN = 5


def my_week(week: Sequence[FinishedRoutine], library: Library) -> Message:
    """Return the answer to `/stretch me`: the week, its latest routines, and what is theirs."""
    lines = _week_lines(week, library)
    buttons = actions(button("My data", OPEN_MY_DATA_ACTION), button("My set-up", OPEN_SET_UP_ACTION), block="mine")
    return Message("\n".join(["Your week", *lines]), [header("Your week"), *map(section, _joined(lines)), buttons])


def _joined(lines: Sequence[str]) -> list[str]:
    """Return the sentence of a week, and what follows it as one paragraph."""
    sentence, *latest = lines
    return [sentence, *(["\n".join(latest)] if latest else [])]


def _week_lines(week: Sequence[FinishedRoutine], library: Library) -> list[str]:
    """Return the number of routines, the latest of them, and how many more there are: each is counted once."""
    latest = [f"{_names(each, library)}, {date_time_token(each.at)}" for each in reversed(week[-LATEST_SHOWN:])]
    more_count = len(week) - len(latest)
    more = [f"And {more_count} earlier this week."] if more_count else []
    return [_week_sentence(len(week)), *([bullets(latest)] if latest else []), *more]


def _names(finished: FinishedRoutine, library: Library) -> str:
    names = exercise_names(library.exercises_of(finished.slugs))
    return library.set_name_of(finished.slugs) or names or "A stretch I no longer have"


def _week_sentence(count: int) -> str:
    if not count:
        return "No stretches yet this week. Two minutes is a good start."
    return f"You've done {count} {'stretch' if count == 1 else 'stretches'} this week."
