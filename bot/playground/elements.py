"""Buttons, menus and fields inside blocks: finding them, and what they hold when a person has entered something."""

from collections.abc import Iterator
from typing import Any

from bot.playground.models import Json

KEEPS: dict[str, tuple[str, str]] = {
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
"""What an element's state is called, and the field that it starts from."""
EXTERNAL = {"external_select", "multi_external_select"}
"""Menus whose options the app is asked for."""
SEVERAL = {"checkboxes", "file_input"} | {kind for kind in KEEPS if kind.startswith("multi_")}


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every element of sections, actions and inputs, with its block; those of rarer blocks cannot be used here."""
    for block in blocks:
        if block["type"] == "actions":
            yield from ((block, element) for element in block["elements"])
        elif single := {"section": block.get("accessory"), "input": block.get("element")}.get(block["type"]):
            yield block, single


def asks(blocks: list[Json]) -> bool:
    """Whether there is something to fill in."""
    return any(block["type"] == "input" for block in blocks)


def state_of(blocks: list[Json], entered: dict[tuple[str, str], Json]) -> dict[str, dict[str, Json]]:
    """`state.values`: every field with what was entered, what it started from, or null."""
    values: dict[str, dict[str, Json]] = {}
    for block, element in elements(blocks):
        if element["type"] in KEEPS:
            place = block["block_id"], element["action_id"]
            kept = entered.get(place)
            if not kept or kept["type"] != element["type"]:
                kept = held(element)
            values.setdefault(place[0], {})[place[1]] = kept
    return values


def held(element: Json, entered: Any = None) -> Json:
    """One field as `state.values` shows it, holding what was entered or what it started from."""
    name, start = KEEPS[element["type"]]
    value = element.get(start) if entered is None else entered
    return {"type": element["type"], name: [] if value is None and element["type"] in SEVERAL else value}
