"""What is said when nothing that somebody asked for fits their set-up, and the ways on."""

from collections.abc import Sequence

from bot.domain.library import Area
from bot.slack.blocks import Message, actions, button
from bot.views.menu import AREA_ACTION_PREFIX, area_buttons
from bot.views.messages import sentence_message
from bot.views.set_up import OPEN_SET_UP_ACTION

SAID_OF_AREAS = {"bed": " in bed", "anywhere": " to do anywhere"}
"""How areas are spoken of that are no part of the body."""
MAX_AREAS = 3


def nothing_fits(area: Area | None, of_a_kind: bool, others: Sequence[Area]) -> Message:
    """Return it for an area, for kinds (`of_a_kind`) or both; `others`: areas of which something fits."""
    kind = " of that kind" if of_a_kind else ""
    where = SAID_OF_AREAS.get(area.slug, f" for your {area.title.lower()}") if area else ""
    ways = "Try another area, or change your set-up." if others else "You can change that any time."
    buttons = [*area_buttons(others[:MAX_AREAS], AREA_ACTION_PREFIX), button("My set-up", OPEN_SET_UP_ACTION)]
    return sentence_message(
        f"None of my stretches{kind}{where} fit your set-up. {ways}", actions(*buttons, block="ways")
    )
