"""Elements inside blocks, and their values in a view's or message's state."""

from collections.abc import Iterator
from typing import Any

from bot.playground.models import Json

VALUE_FIELDS: dict[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", ""),
}
"""For each element type, the name of its value in the state and of the field with its initial value."""
EXTERNAL_SELECTS = {"external_select", "multi_external_select"}
"""Select menus whose options are requested from the app."""
MULTI_VALUE_TYPES = {"checkboxes", "file_input"} | {kind for kind in VALUE_FIELDS if kind.startswith("multi_")}


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Return (block, element) for all elements of section, actions and input blocks."""
    for block in blocks:
        if block["type"] == "actions":
            yield from ((block, element) for element in block["elements"])
        elif element := {"section": block.get("accessory"), "input": block.get("element")}.get(block["type"]):
            yield block, element


def has_input_blocks(blocks: list[Json]) -> bool:
    """Return whether there is an input block."""
    return any(block["type"] == "input" for block in blocks)


def state_of(blocks: list[Json], entered: dict[tuple[str, str], Json]) -> dict[str, dict[str, Json]]:
    """Return `state.values`: for each element its entered value, its initial value or null."""
    values: dict[str, dict[str, Json]] = {}
    for block, element in elements(blocks):
        if element["type"] in VALUE_FIELDS:
            key = block["block_id"], element["action_id"]
            state = entered.get(key)
            if not state or state["type"] != element["type"]:
                state = element_state(element)
            values.setdefault(key[0], {})[key[1]] = state
    return values


def element_state(element: Json, entered: Any = None) -> Json:
    """Return the state of one element with its entered or initial value."""
    name, initial_field = VALUE_FIELDS[element["type"]]
    value = element.get(initial_field) if entered is None else entered
    return {"type": element["type"], name: [] if value is None and element["type"] in MULTI_VALUE_TYPES else value}
