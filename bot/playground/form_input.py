"""User input: conversion of plain values to element states, and Slack's client-side validation."""

import re
from typing import Any

from bot.playground.elements import EXTERNAL_SELECTS, MULTI_VALUE_TYPES, VALUE_FIELDS, element_state
from bot.playground.models import Json, View

OPTION_TYPES = {"static_select", "multi_static_select", "radio_buttons", "checkboxes", "overflow", *EXTERNAL_SELECTS}
DATE_PATTERN = re.compile(r"\d{4}-\d\d-\d\d")
TIME_PATTERN = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def parse_form(elements: dict[tuple[str, str], Json], values: Json | None) -> dict[tuple[str, str], Json]:
    """Convert plain values by block_id and action_id to element states; ValueError for an unknown field."""
    fields = {key: element for key, element in elements.items() if element["type"] in VALUE_FIELDS}
    entered = {}
    for block_id, actions in (values or {}).items():
        for action_id, value in actions.items():
            if (block_id, action_id) not in fields:
                raise ValueError(f"There is no field {block_id}/{action_id} in this window.")
            entered[block_id, action_id] = entered_state(fields[block_id, action_id], value)
    return entered


def entered_state(element: Json, value: Any) -> Json:
    """Return the state of an element with a value; ValueError if a user could not enter it."""
    kind = element["type"]
    if value in (None, "", []):
        return element_state(element | {VALUE_FIELDS[kind][1]: None})
    if kind in MULTI_VALUE_TYPES:
        values = value if isinstance(value, list) else [value]
        return element_state(
            element, [find_option(element, each) for each in values] if kind in OPTION_TYPES else values
        )
    if kind in OPTION_TYPES:
        return element_state(element, find_option(element, value))
    _check_format(kind, value)
    return element_state(element, str(value) if VALUE_FIELDS[kind][0] == "value" else value)


def find_option(element: Json, value: Any) -> Json:
    """Return the option with a value; ValueError if there is none."""
    groups = element.get("option_groups") or [element]
    for group in groups:
        for each in group.get("options", ()):
            if each.get("value") == value:
                option: Json = each
                return option
    raise ValueError(f"There is no option {value!r} in {element.get('action_id')}.")


def form_errors(view: View, values: dict[str, dict[str, Json]]) -> dict[str, str]:
    """Return the errors that Slack's client shows before it submits a form, by block_id."""
    errors = {}
    for block in view.blocks:
        if block["type"] == "input":
            element = block["element"]
            value = values[block["block_id"]][element["action_id"]][VALUE_FIELDS[element["type"]][0]]
            error = _field_error(block, element, value)
            if error:
                errors[block["block_id"]] = error
    return errors


def _field_error(block: Json, element: Json, value: Any) -> str | None:
    if value in (None, "", []):
        return None if block.get("optional") else "Please complete this required field."
    if element["type"] == "plain_text_input":
        minimum, maximum = element.get("min_length", 0), element.get("max_length", 3000)
        if not minimum <= len(value) <= maximum:
            return f"Please enter {minimum} to {maximum} characters."
    if element["type"] == "number_input":
        return _number_error(element, str(value))
    if len(value) > element.get("max_selected_items", len(value)) if isinstance(value, list) else False:
        return f"Please choose at most {element['max_selected_items']}."
    return None


def _number_error(element: Json, value: str) -> str | None:
    if not re.fullmatch(r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+", value):
        return "Please enter a number."
    minimum, maximum = float(element.get("min_value") or "-inf"), float(element.get("max_value") or "inf")
    return None if minimum <= float(value) <= maximum else "This number is too small or too large."


def _check_format(kind: str, value: Any) -> None:
    if kind == "datepicker" and not DATE_PATTERN.fullmatch(str(value)):
        raise ValueError(f"{value!r} is no date like 2026-12-24.")
    if kind == "timepicker" and not TIME_PATTERN.fullmatch(str(value)):
        raise ValueError(f"{value!r} is no time like 15:00.")
    if kind == "datetimepicker" and not isinstance(value, int):
        raise ValueError(f"{value!r} is no moment in unix seconds.")
