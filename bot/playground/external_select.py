"""Menus whose options come from the app: what it offers as a person types, kept for as long as the menu is there."""

from typing import Any

from bot.playground.block_elements import GROUP, OPTION, words
from bot.playground.elements import EXTERNAL, elements
from bot.playground.models import Json, Message, View
from bot.playground.schema import array, either, shape
from bot.playground.workspace import Workspace

SHORTEST = 3
"""Letters after which Slack asks the app, unless the menu says otherwise."""
MOST = 100
OFFER = either(
    "options",
    "option_groups",
    shape({}, options=array(shape(OPTION, description=words(75)), MOST, 0), option_groups=array(shape(GROUP), MOST, 0)),
)


class Suggestions:
    """What was offered in the menus that people have before them."""

    def __init__(self, space: Workspace) -> None:
        self._space = space

    def take(self, user: str, where: Message | View, block: Json, element: Json, offer: Any) -> list[Json]:
        """Remember what the app offers and return it as groups; a trouble if it cannot be read."""
        found: list[str] = []
        OFFER(offer, "", found)
        if found:
            self._space.trouble(f"Slack cannot show what was offered: {'; '.join(found)}", user)
            return []
        groups: list[Json] = offer["option_groups"] if "option_groups" in offer else [{"options": offer["options"]}]
        kept = self._kept(user, where).setdefault((block["block_id"], element["action_id"]), {})
        kept.update({option["value"]: option for group in groups for option in group["options"]})
        return groups

    def with_offers(self, user: str, where: Message | View, block: Json, element: Json) -> Json:
        """The element with all that was offered in it as its options."""
        if element["type"] not in EXTERNAL:
            return element
        start = [element["initial_option"]] if "initial_option" in element else element.get("initial_options", [])
        offered = self._kept(user, where).get((block["block_id"], element["action_id"]), {})
        return element | {"options": [*start, *offered.values()]}

    def fields(self, user: str, view: View) -> dict[tuple[str, str], Json]:
        """Every element of a window by block and action, with what was offered in it."""
        return {
            (block["block_id"], element["action_id"]): self.with_offers(user, view, block, element)
            for block, element in elements(view.blocks)
            if "action_id" in element
        }

    def _kept(self, user: str, where: Message | View) -> dict[tuple[str, str], dict[str, Json]]:
        return self._space.windows.offered.setdefault((user, where.id if isinstance(where, View) else where.ts), {})
