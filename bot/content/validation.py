"""Checks plain values against the domain's dataclasses, and says in sentences what does not fit."""

import json
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.content.report import Report, nearest
from bot.domain.exercises import Hold
from bot.domain.poses import Prop

Kind = TypeVar("Kind")

SENTENCES = {
    "missing": "is missing",
    "unexpected_keyword_argument": "there is no such field",
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list, each entry on a line of its own after a hyphen",
    "dict_type": "must have fields of its own, each a name, a colon and a value",
    "dataclass_type": "must have fields of its own, each a name, a colon and a value",
    "literal_error": "must be {expected}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "too_short": "must have at least {min_length} of them",
    "too_long": "must have at most {max_length} of them",
    "string_too_short": "must have at least {min_length} characters",
    "string_too_long": "must have at most {max_length} characters",
}
SILENT = {"missing", "unexpected_keyword_argument"}
SINGULAR = {"holds": "hold", "lines": "line", "aliases": "alias", "cautions": "caution", "props": "prop"}
PARTS = {"holds": Hold, "props": Prop}


def checked(kind: type[Kind], value: Any, report: Report, file: str, where: Iterable[str] = ()) -> Kind | None:
    """Return the value as this dataclass, or None with each of its mistakes noted in the report."""
    try:
        made: Kind = _adapter(kind).validate_json(json.dumps([value]))[0]  # type: ignore[arg-type]
        return made
    except ValidationError as error:
        details = error.errors(include_url=False)
        for detail in details:
            if not _follows_from_another(detail, details):
                report.add(file, [*where, *_place(detail["loc"][1:])], _says(detail, kind))
        return None


@cache
def _adapter(kind: type) -> TypeAdapter[tuple[Any, ...]]:
    # Inside a tuple, because pydantic takes no settings for a bare dataclass and hands a tuple's settings down.
    return TypeAdapter(tuple[kind, ...], config=ConfigDict(extra="forbid", strict=True))  # type: ignore[valid-type]


def _follows_from_another(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Whether a list is called too short only because entries of it were refused."""
    place = detail["loc"]
    return detail["type"] == "too_short" and any(
        len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in details
    )


def _place(loc: tuple[int | str, ...]) -> list[str]:
    """Return the way to a value in words: `holds, 1, lines, 0` is `hold 2, line 1`."""
    words: list[str] = []
    for step in (step for step in loc if step != "[key]"):
        if isinstance(step, int) and words:
            words[-1] = f"{SINGULAR.get(words[-1], words[-1])} {step + 1}"
        else:
            words.append(str(step))
    return words


def _says(detail: ErrorDetails, kind: type) -> str:
    sort, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    if sort not in SILENT and value in (None, ""):
        return "is empty"
    said = SENTENCES.get(sort, detail["msg"]).format(**context)
    if sort == "unexpected_keyword_argument":
        return said + nearest(str(detail["loc"][-1]), _names(detail["loc"], kind))
    return said if sort in SILENT else f"{said}, but {_shown(value, sort)}"


def _names(loc: tuple[int | str, ...], kind: type) -> list[str]:
    """Return the fields that exist where this unknown one was found."""
    part = next((PARTS[step] for step in reversed(loc[:-1]) if step in PARTS), kind)
    return [each.name for each in fields(part)]


def _shown(value: Any, sort: str) -> str:
    if sort.endswith(("too_short", "too_long")):
        return f"has {len(value)}"
    if isinstance(value, list):
        return "is a list"
    if isinstance(value, dict):
        return "has fields"
    shown = json.dumps(value, ensure_ascii=False)
    advice = "; put it in quotes" if sort == "string_type" else ""
    return f"is {shown if len(shown) <= 60 else shown[:60] + '…'}{advice}"
