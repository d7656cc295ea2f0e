"""What is said when nothing that somebody asked for fits their set-up, and the ways on."""

from collections.abc import Sequence

from bot.domain.library import Area
from bot.domain.routines import Routine
from bot.slack.blocks import Message, actions, button
from bot.views.menu import AREA_ACTION_PREFIX, area_buttons
from bot.views.messages import sentence_message
from bot.views.set_up import OPEN_SET_UP_ACTION

SAID_OF_AREAS = {"bed": " in bed", "anywhere": " to do anywhere"}
"""How areas are spoken of that are no part of the body."""
MAX_AREAS = 3


def none_of(area: Area | None, of_a_kind: bool) -> str:
    """Return the sentence about an area, about kinds (`of_a_kind`), or both."""
    kind = " of that kind" if of_a_kind else ""
    where = SAID_OF_AREAS.get(area.slug, f" for your {area.title.lower()}") if area else ""
    return f"None of my stretches{kind}{where} fit your set-up."


def none_in(routine: Routine) -> str:
    """Return the sentence about a routine."""
    return f"Nothing in *{routine.name}* fits your set-up."


def nothing_fits(sentence: str, others: Sequence[Area]) -> Message:
    """Return such a sentence with the ways on; `others`: areas of which something fits."""
    ways = "Try another area, or change your set-up." if others else "You can change that any time."
    buttons = [*area_buttons(others[:MAX_AREAS], AREA_ACTION_PREFIX), button("My set-up", OPEN_SET_UP_ACTION)]
    return sentence_message(f"{sentence} {ways}", actions(*buttons, block="ways"))
