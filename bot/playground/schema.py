"""Small checks that compose into rules: each looks at one JSON value and notes what is wrong, with a JSON pointer."""

import re
from collections.abc import Callable, Mapping
from typing import Any

Check = Callable[[Any, str, list[str]], None]


def note(found: list[str], words: str, at: str) -> None:
    """Add one reason, worded as Slack words it in response_metadata.messages."""
    found.append(f"[ERROR] {words} [json-pointer:{at or '/'}]")


def string(most: int, least: int = 1) -> Check:
    """A string of `least` to `most` characters."""

    def check(value: Any, at: str, found: list[str]) -> None:
        if not isinstance(value, str):
            note(found, "must provide a string", at)
        elif len(value) < least:
            note(found, f"must be more than {least - 1} characters", at)
        elif len(value) > most:
            note(found, f"must be less than {most + 1} characters", at)

    return check


def matching(pattern: str, words: str) -> Check:
    """A string of this form."""
    form = re.compile(pattern)

    def check(value: Any, at: str, found: list[str]) -> None:
        if not isinstance(value, str) or not form.fullmatch(value):
            note(found, words, at)

    return check


def flag(value: Any, at: str, found: list[str]) -> None:
    """True or false."""
    if not isinstance(value, bool):
        note(found, "must provide a boolean", at)


def whole(least: int, most: int) -> Check:
    """A whole number."""

    def check(value: Any, at: str, found: list[str]) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            note(found, f"must be a whole number from {least} to {most}", at)

    return check


def among(*words: str) -> Check:
    """One of these words."""

    def check(value: Any, at: str, found: list[str]) -> None:
        if value not in words:
            note(found, f"must be one of: {', '.join(words)}", at)

    return check


def array(item: Check, most: int, least: int = 1) -> Check:
    """A list of `least` to `most` such items."""

    def check(value: Any, at: str, found: list[str]) -> None:
        if not isinstance(value, list):
            note(found, "must provide an array", at)
            return
        if len(value) < least:
            note(found, f"no fewer than {least} items needed", at)
        if len(value) > most:
            note(found, f"no more than {most} items allowed", at)
        for number, each in enumerate(value):
            item(each, f"{at}/{number}", found)

    return check


def shape(required: Mapping[str, Check], /, **optional: Check) -> Check:
    """An object with these fields and no others."""
    known = {**required, **optional}

    def check(value: Any, at: str, found: list[str]) -> None:
        if not isinstance(value, dict):
            note(found, "must provide an object", at)
            return
        for name in sorted(required.keys() - value.keys()):
            note(found, f"missing required field: {name}", at)
        for name, field in value.items():
            if name in known:
                known[name](field, f"{at}/{name}", found)
            else:
                note(found, f"invalid additional property: {name}", at)

    return check


def by_type(table: Mapping[str, Check]) -> Check:
    """An object whose `type` says which rule holds for it."""

    def check(value: Any, at: str, found: list[str]) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(value, dict):
            note(found, "must provide an object", at)
        elif kind is None:
            note(found, "missing required field: type", at)
        elif not isinstance(kind, str) or kind not in table:
            note(found, f"unsupported type: {kind}", f"{at}/type")
        else:
            table[kind](value, at, found)

    return check


def either(first: str, second: str, check: Check, both: bool = False) -> Check:
    """Such an object, with one of two fields (or both)."""

    def choice(value: Any, at: str, found: list[str]) -> None:
        check(value, at, found)
        given = (first in value) + (second in value) if isinstance(value, dict) else 1
        if not 1 <= given <= 1 + both:
            note(found, f"must define either {first} or {second}{'' if both else ', and not both'}", at)

    return choice
