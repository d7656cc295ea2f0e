"""What is said where something stands in for exercises that don't fit a person's set-up."""

from collections.abc import Sequence

from bot.domain.exercises import Exercise
from bot.domain.formatting import exercise_names


def swapped_line(gone: Sequence[Exercise], new: Sequence[Exercise]) -> str:
    """Return what a routine's card says of those that are gone from it, and of those that stand in; "" if none are."""
    if not gone:
        return ""
    what = "Left out" if not new else "Swapped" if len(new) >= len(gone) else "Swapped or left out"
    return f"{what} to fit your set-up: {exercise_names(gone)}."


def stand_in_line(swapped: Sequence[str], routine: Sequence[Exercise]) -> str:
    """Return what somebody reads before they begin with this instead of those (slugs); "" if none are swapped."""
    if not swapped:
        return ""
    is_one = len(swapped) == len(routine) == 1
    what = "Today's stretch doesn't" if is_one else "Some of today's stretches don't"
    return f"{what} fit your set-up, so here's {exercise_names(routine)}."
