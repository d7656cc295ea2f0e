"""Options of external selects, requested from the app and kept while the menu is open."""

from typing import Any

from bot.playground.block_elements import OPTION, OPTION_GROUP, text_object
from bot.playground.elements import EXTERNAL_SELECTS, elements
from bot.playground.models import Json, Message, View, container_key
from bot.playground.schema import array, either, json_object
from bot.playground.workspace import Workspace

DEFAULT_MIN_QUERY_LENGTH = 3
"""Characters that must be typed before the app is asked; Slack's default for min_query_length."""
MAX_OPTIONS = 100
OPTIONS_RESPONSE = either(
    "options",
    "option_groups",
    json_object(
        {},
        options=array(json_object(OPTION, description=text_object(75)), MAX_OPTIONS, 0),
        option_groups=array(json_object(OPTION_GROUP), MAX_OPTIONS, 0),
    ),
)


class ExternalOptions:
    """The options that the app has returned for open external selects."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def accept_response(
        self, user: str, container: Message | View, block: Json, element: Json, response: Any
    ) -> list[Json]:
        """Store the app's options and return them as groups; an invalid response is reported as a problem."""
        errors: list[str] = []
        OPTIONS_RESPONSE(response, "", errors)
        if errors:
            self._workspace.report_problem(f"Slack cannot show what was offered: {'; '.join(errors)}", user)
            return []
        groups: list[Json] = (
            response["option_groups"] if "option_groups" in response else [{"options": response["options"]}]
        )
        known = self._known_options(user, container).setdefault((block["block_id"], element["action_id"]), {})
        known.update({option["value"]: option for group in groups for option in group["options"]})
        return groups

    def with_options(self, user: str, container: Message | View, block: Json, element: Json) -> Json:
        """Return an external select with its stored options, any other element unchanged."""
        if element["type"] not in EXTERNAL_SELECTS:
            return element
        initial = [element["initial_option"]] if "initial_option" in element else element.get("initial_options", [])
        known = self._known_options(user, container).get((block["block_id"], element["action_id"]), {})
        return element | {"options": [*initial, *known.values()]}

    def elements_by_key(self, user: str, view: View) -> dict[tuple[str, str], Json]:
        """Return the elements of a view by (block_id, action_id), with their stored options."""
        return {
            (block["block_id"], element["action_id"]): self.with_options(user, view, block, element)
            for block, element in elements(view.blocks)
            if "action_id" in element
        }

    def _known_options(self, user: str, container: Message | View) -> dict[tuple[str, str], dict[str, Json]]:
        return self._workspace.views.external_options.setdefault(container_key(user, container), {})
