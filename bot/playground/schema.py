"""Composable checks of JSON values that collect errors with JSON pointers."""

import re
from collections.abc import Callable, Mapping
from typing import Any

Check = Callable[[Any, str, list[str]], None]
"""Checks a value at a JSON pointer and appends its errors to a list."""


def add_error(errors: list[str], message: str, pointer: str) -> None:
    """Append an error in the format of Slack's response_metadata.messages."""
    errors.append(f"[ERROR] {message} [json-pointer:{pointer or '/'}]")


def string(max_length: int, min_length: int = 1) -> Check:
    """Require a string of `min_length` to `max_length` characters."""

    def check(value: Any, pointer: str, errors: list[str]) -> None:
        if not isinstance(value, str):
            add_error(errors, "must provide a string", pointer)
        elif len(value) < min_length:
            add_error(errors, f"must be more than {min_length - 1} characters", pointer)
        elif len(value) > max_length:
            add_error(errors, f"must be less than {max_length + 1} characters", pointer)

    return check


def pattern(regex: str, message: str) -> Check:
    """Require a string that matches a regular expression completely."""
    compiled = re.compile(regex)

    def check(value: Any, pointer: str, errors: list[str]) -> None:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            add_error(errors, message, pointer)

    return check


def boolean(value: Any, pointer: str, errors: list[str]) -> None:
    """Require true or false."""
    if not isinstance(value, bool):
        add_error(errors, "must provide a boolean", pointer)


def integer(minimum: int, maximum: int) -> Check:
    """Require an integer from `minimum` to `maximum`."""

    def check(value: Any, pointer: str, errors: list[str]) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not minimum <= value <= maximum:
            add_error(errors, f"must be a whole number from {minimum} to {maximum}", pointer)

    return check


def one_of(*allowed: str) -> Check:
    """Require one of the allowed strings."""

    def check(value: Any, pointer: str, errors: list[str]) -> None:
        if value not in allowed:
            add_error(errors, f"must be one of: {', '.join(allowed)}", pointer)

    return check


def array(item: Check, max_items: int, min_items: int = 1) -> Check:
    """Require a list of `min_items` to `max_items` items that pass a check."""

    def check(value: Any, pointer: str, errors: list[str]) -> None:
        if not isinstance(value, list):
            add_error(errors, "must provide an array", pointer)
            return
        if len(value) < min_items:
            add_error(errors, f"no fewer than {min_items} items needed", pointer)
        if len(value) > max_items:
            add_error(errors, f"no more than {max_items} items allowed", pointer)
        for number, element in enumerate(value):
            item(element, f"{pointer}/{number}", errors)

    return check


def json_object(required: Mapping[str, Check], /, **optional: Check) -> Check:
    """Require an object with the required fields, optional ones and no others."""
    fields = {**required, **optional}

    def check(value: Any, pointer: str, errors: list[str]) -> None:
        if not isinstance(value, dict):
            add_error(errors, "must provide an object", pointer)
            return
        for name in sorted(required.keys() - value.keys()):
            add_error(errors, f"missing required field: {name}", pointer)
        for name, field_value in value.items():
            if name in fields:
                fields[name](field_value, f"{pointer}/{name}", errors)
            else:
                add_error(errors, f"invalid additional property: {name}", pointer)

    return check


def by_type(checks: Mapping[str, Check]) -> Check:
    """Require an object that passes the check for its `type`."""

    def check(value: Any, pointer: str, errors: list[str]) -> None:
        type_name = value.get("type") if isinstance(value, dict) else None
        if not isinstance(value, dict):
            add_error(errors, "must provide an object", pointer)
        elif type_name is None:
            add_error(errors, "missing required field: type", pointer)
        elif not isinstance(type_name, str) or type_name not in checks:
            add_error(errors, f"unsupported type: {type_name}", f"{pointer}/type")
        else:
            checks[type_name](value, pointer, errors)

    return check


def either(first: str, second: str, check: Check, both: bool = False) -> Check:
    """Require an object that passes a check and has one of two fields; both only if `both`."""

    def check_either(value: Any, pointer: str, errors: list[str]) -> None:
        check(value, pointer, errors)
        given = (first in value) + (second in value) if isinstance(value, dict) else 1
        if not 1 <= given <= 1 + both:
            add_error(errors, f"must define either {first} or {second}{'' if both else ', and not both'}", pointer)

    return check_either
