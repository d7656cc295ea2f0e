"""What a person enters: turns plain values into Slack's, and minds what Slack's own window would mind."""

import re
from typing import Any

from bot.playground.elements import EXTERNAL, KEEPS, SEVERAL, held
from bot.playground.models import Json, View

OPTIONS = {"static_select", "multi_static_select", "radio_buttons", "checkboxes", "overflow", *EXTERNAL}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def filled_in(elements: dict[tuple[str, str], Json], values: Json | None) -> dict[tuple[str, str], Json]:
    """Plain values by block and action as entered state; ValueError for a field that is not there."""
    fields = {place: element for place, element in elements.items() if element["type"] in KEEPS}
    entered = {}
    for block_id, actions in (values or {}).items():
        for action_id, value in actions.items():
            if (block_id, action_id) not in fields:
                raise ValueError(f"There is no field {block_id}/{action_id} in this window.")
            entered[block_id, action_id] = entry(fields[block_id, action_id], value)
    return entered


def entry(element: Json, value: Any) -> Json:
    """One field holding this value; ValueError if a person could not enter it."""
    kind = element["type"]
    if value in (None, "", []):
        return held(element | {KEEPS[kind][1]: None})
    if kind in SEVERAL:
        many = value if isinstance(value, list) else [value]
        return held(element, [option(element, each) for each in many] if kind in OPTIONS else many)
    if kind in OPTIONS:
        return held(element, option(element, value))
    _mind(kind, value)
    return held(element, str(value) if KEEPS[kind][0] == "value" else value)


def option(element: Json, value: Any) -> Json:
    """The option with this value; ValueError if there is none."""
    groups = element.get("option_groups") or [element]
    for group in groups:
        for each in group.get("options", ()):
            if each.get("value") == value:
                chosen: Json = each
                return chosen
    raise ValueError(f"There is no option {value!r} in {element.get('action_id')}.")


def complaints(view: View, values: dict[str, dict[str, Json]]) -> dict[str, str]:
    """What Slack's own window says before it sends a form, by block_id."""
    found = {}
    for block in view.blocks:
        if block["type"] == "input":
            element = block["element"]
            value = values[block["block_id"]][element["action_id"]][KEEPS[element["type"]][0]]
            complaint = _complaint(block, element, value)
            if complaint:
                found[block["block_id"]] = complaint
    return found


def _complaint(block: Json, element: Json, value: Any) -> str | None:
    if value in (None, "", []):
        return None if block.get("optional") else "Please complete this required field."
    if element["type"] == "plain_text_input":
        least, most = element.get("min_length", 0), element.get("max_length", 3000)
        if not least <= len(value) <= most:
            return f"Please enter {least} to {most} characters."
    if element["type"] == "number_input":
        return _not_a_number(element, str(value))
    if len(value) > element.get("max_selected_items", len(value)) if isinstance(value, list) else False:
        return f"Please choose at most {element['max_selected_items']}."
    return None


def _not_a_number(element: Json, value: str) -> str | None:
    if not re.fullmatch(r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+", value):
        return "Please enter a number."
    least, most = float(element.get("min_value") or "-inf"), float(element.get("max_value") or "inf")
    return None if least <= float(value) <= most else "This number is too small or too large."


def _mind(kind: str, value: Any) -> None:
    if kind == "datepicker" and not DAY.fullmatch(str(value)):
        raise ValueError(f"{value!r} is no date like 2026-12-24.")
    if kind == "timepicker" and not CLOCK.fullmatch(str(value)):
        raise ValueError(f"{value!r} is no time like 15:00.")
    if kind == "datetimepicker" and not isinstance(value, int):
        raise ValueError(f"{value!r} is no moment in unix seconds.")
