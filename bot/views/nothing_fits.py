"""What is said when nothing that somebody asked for fits their set-up, and the ways on."""

from collections.abc import Sequence

from bot.domain.formatting import for_area
from bot.domain.library import Area
from bot.domain.routines import Routine
from bot.slack.blocks import Message, actions
from bot.views.menu import AREA_ACTION_PREFIX, area_buttons
from bot.views.messages import sentence_message
from bot.views.set_up import set_up_button

MAX_AREAS = 3


def none_of(area: Area | None, of_a_kind: bool) -> str:
    """Return the sentence about an area, about kinds (`of_a_kind`), or both."""
    kind = " of that kind" if of_a_kind else ""
    return f"None of my stretches{kind}{for_area(area) if area else ''} fit your set-up."


def none_in(routine: Routine) -> str:
    """Return the sentence about a routine."""
    return f"Nothing in *{routine.name}* fits your set-up."


def nothing_fits(sentence: str, others: Sequence[Area]) -> Message:
    """Return such a sentence with the ways on; `others`: areas of which something fits."""
    ways = "Try another area, or change your set-up." if others else "You can change that any time."
    buttons = [*area_buttons(others[:MAX_AREAS], AREA_ACTION_PREFIX), set_up_button()]
    return sentence_message(f"{sentence} {ways}", actions(*buttons, block="ways"))


def nothing_fits_in_window(sentence: str) -> Message:
    """Return what `nothing_fits` says, for a window above those areas: the set-up is the way on that it lacks."""
    return sentence_message(sentence, actions(set_up_button(), block="ways"))
