"""Validates plain values against the domain's dataclasses with pydantic, and words its errors as sentences."""

import json
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.content.report import Report, did_you_mean
from bot.domain.exercises import Claim, Evidence, Hold, Variants

Parsed = TypeVar("Parsed")

SENTENCE_BY_ERROR = {
    "missing": "is missing",
    "unexpected_keyword_argument": "no such field",
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
ERRORS_WITHOUT_VALUE = {"missing", "unexpected_keyword_argument"}
SINGULAR_BY_FIELD = {
    "holds": "hold", "lines": "line", "aliases": "alias", "cautions": "caution", "steps": "step",
    "words": "word", "areas": "area", "hides": "exercise",
}  # fmt: skip
CLAIM_FIELDS = ("benefit", "cautions", "not_for", "method", "often", "caution", "why", "ask")
DATACLASS_BY_FIELD: dict[str | int, type[Any]] = {
    "holds": Hold, "evidence": Evidence, "variants": Variants, **dict.fromkeys(CLAIM_FIELDS, Claim)
}  # fmt: skip


def validated(kind: type[Parsed], value: Any, report: Report, file: str, where: Iterable[str] = ()) -> Parsed | None:
    """Return the value as this dataclass, or None with each of its mistakes in the report."""
    try:
        parsed: Parsed = _adapter(kind).validate_json(json.dumps([value]))[0]  # type: ignore[arg-type]
        return parsed
    except ValidationError as error:
        details = error.errors(include_url=False)
        for detail in details:
            if not _follows_from_another(detail, details):
                report.add(file, [*where, *_location(detail["loc"][1:])], _sentence(detail, kind))
        return None


@cache
def _adapter(kind: type) -> TypeAdapter[tuple[Any, ...]]:
    # Inside a tuple, because pydantic takes no settings for a bare dataclass and hands a tuple's settings down.
    return TypeAdapter(tuple[kind, ...], config=ConfigDict(extra="forbid", strict=True))  # type: ignore[valid-type]


def _follows_from_another(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Return whether a list is too short only because some of its entries are wrong."""
    place = detail["loc"]
    return detail["type"] == "too_short" and any(
        len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in details
    )


def _location(loc: tuple[int | str, ...]) -> list[str]:
    """Return pydantic's location in words: `holds, 1, lines, 0` as `hold 2, line 1`."""
    words: list[str] = []
    for step in (step for step in loc if step != "[key]"):
        if isinstance(step, int) and words:
            words[-1] = f"{SINGULAR_BY_FIELD.get(words[-1], words[-1])} {step + 1}"
        else:
            words.append(str(step))
    return words


def _sentence(detail: ErrorDetails, kind: type) -> str:
    kind_of_error, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind_of_error not in ERRORS_WITHOUT_VALUE and value in (None, ""):
        return "is empty"
    sentence = SENTENCE_BY_ERROR.get(kind_of_error, detail["msg"]).format(**context)
    if kind_of_error == "unexpected_keyword_argument":
        return sentence + did_you_mean(str(detail["loc"][-1]), _field_names(detail["loc"], kind))
    if kind_of_error in ERRORS_WITHOUT_VALUE:
        return sentence
    return f"{sentence}, but {_value_in_words(value, kind_of_error)}"


def _field_names(loc: tuple[int | str, ...], kind: type) -> list[str]:
    """Return the names of the fields where this unknown one was found."""
    part = next((DATACLASS_BY_FIELD[step] for step in reversed(loc[:-1]) if step in DATACLASS_BY_FIELD), kind)
    return [each.name for each in fields(part)]


def _value_in_words(value: Any, kind_of_error: str) -> str:
    if kind_of_error.endswith(("too_short", "too_long")):
        return f"has {len(value)}"
    if isinstance(value, list):
        return "is a list"
    if isinstance(value, dict):
        return "has fields"
    written = json.dumps(value, ensure_ascii=False)
    advice = "; put it in quotes" if kind_of_error == "string_type" else ""
    return f"is {written if len(written) <= 60 else written[:60] + '…'}{advice}"
