"""The payloads that Slack sends, as listeners get them."""

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]


def first_action(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the first of a payload's actions, nothing if it has none that can be read."""
    actions = body.get("actions")
    first = actions[0] if isinstance(actions, list) and actions else None
    return first if isinstance(first, Mapping) else {}


def window_id(body: Mapping[str, Any]) -> str | None:
    """Return the id of the window in which something was pressed, None if that was elsewhere."""
    view = body.get("view")
    return str(view.get("id")) if isinstance(view, Mapping) and view.get("type") == "modal" else None
