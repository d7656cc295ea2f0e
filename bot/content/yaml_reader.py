"""Reads YAML into texts, numbers, lists and dicts, and reports mistakes by line.

Only a part of YAML is allowed: `no` and `12:30` stay text, while anchors, tags and deep nesting are refused.
"""

import re
from collections.abc import Iterator
from typing import Any, NoReturn

import yaml

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML without its C part is slower and reads the same
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

MAX_DEPTH = 20
TOO_DEEP = "too many levels of indentation"
CONSTANTS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
HINT_BY_PROBLEM = {
    "mapping values are not allowed": "there's one colon too many; put the text in quotes, or fix the indentation",
    "cannot start any token": "a text can't begin with a tab or this sign; use spaces, or put it in quotes",
    "found a tab character": "there's a tab at the beginning of the line; use spaces",
    "did not find expected key": "the indentation doesn't match the lines above, or a quotation mark is wrong",
    "did not find expected '-'": "the indentation of this list doesn't match the lines above",
    "could not find expected ':'": "a field needs a colon and a space after its name",
    "exceeded maximum nesting depth": TOO_DEEP,
    "found unexpected end of stream": "a quotation mark is never closed",
}


def parse_yaml(text: str) -> tuple[Any, list[str]]:
    """Return the value of a YAML text, and the mistakes in it as sentences; the value is None if it cannot be read."""
    mistakes: list[str] = []
    try:
        value = _document(yaml.parse(text, Loader=Loader), mistakes)
    except (yaml.YAMLError, ValueError) as error:
        return None, [*mistakes, _sentence(error)]
    return value, mistakes if value is not None else [*mistakes, "is empty"]


def _document(events: Iterator[yaml.Event], mistakes: list[str]) -> Any:
    next(events)
    if isinstance(next(events), yaml.StreamEndEvent):
        return None
    value = _value(next(events), events, mistakes, 0)
    next(events)
    following = next(events)
    if not isinstance(following, yaml.StreamEndEvent):
        _refuse(following, "a line of --- begins a second document; only one is read")
    return value


def _value(event: yaml.Event, events: Iterator[yaml.Event], mistakes: list[str], depth: int) -> Any:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        _refuse(event, "& and * aren't used here; put the text in quotes, or write it out twice")
    if getattr(event, "tag", None):
        _refuse(event, "a text that begins with ! needs quotes")
    if depth > MAX_DEPTH:
        _refuse(event, TOO_DEEP)
    if isinstance(event, yaml.SequenceStartEvent):
        return [_value(entry, events, mistakes, depth + 1) for entry in _events_until(yaml.SequenceEndEvent, events)]
    if isinstance(event, yaml.MappingStartEvent):
        return _fields(events, mistakes, depth + 1)
    return _scalar(event)


def _events_until(end: type[yaml.Event], events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    while not isinstance(event := next(events), end):
        yield event


def _fields(events: Iterator[yaml.Event], mistakes: list[str], depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key in _events_until(yaml.MappingEndEvent, events):
        if not isinstance(key, yaml.ScalarEvent) or key.tag or key.anchor:
            _refuse(key, "the name of a field must be a plain word")
        name, value = str(key.value), _value(next(events), events, mistakes, depth)
        if name in found:
            mistakes.append(f"{_line(key.start_mark)}: {name} is there twice; keep one of them")
        found.setdefault(name, value)
    return found


def _scalar(event: yaml.Event) -> str | int | float | bool | None:
    assert isinstance(event, yaml.ScalarEvent)
    text = " ".join(event.value.split())
    if UNPRINTABLE.search(text):
        _refuse(event, "there's a character that can't be shown")
    if not event.implicit[0]:
        return text
    if text in CONSTANTS:
        return CONSTANTS[text]
    if re.fullmatch(r"-?[0-9]{1,9}", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?[0-9]{1,9}\.[0-9]{1,9}", text) else text


def _refuse(event: yaml.Event, why: str) -> NoReturn:
    raise yaml.MarkedYAMLError(problem=why, problem_mark=event.start_mark)  # type: ignore[arg-type]


def _sentence(error: Exception) -> str:
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    mark = getattr(error, "problem_mark", None)
    sentence = next((hint for pattern, hint in HINT_BY_PROBLEM.items() if pattern in problem), problem)
    return f"{_line(mark)}: {sentence}" if mark else f"can't be read: {sentence}"


def _line(mark: Any) -> str:
    return f"line {mark.line + 1}"
