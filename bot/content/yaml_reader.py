"""YAML → texts, numbers, lists and fields, with what is wrong said by its line.

Only the plain part of YAML is read: `no` and `12:30` stay text, and what could nest or repeat without end is refused.
"""

import re
from collections.abc import Iterator
from typing import Any, NoReturn

import yaml

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML without its C part is slower and reads the same
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

DEEPEST = 20
TOO_DEEP = "too many things inside one another"
WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
UNSHOWABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
HINTS = {
    "mapping values are not allowed": "there is a colon too many; put the text in quotes, or mend the indentation",
    "cannot start any token": "there is a tab or a sign that cannot begin a text; use blanks, or put it in quotes",
    "found a tab character": "there is a tab at the beginning of the line; use blanks",
    "did not find expected key": "the indentation does not fit the lines above, or a quotation mark is wrong",
    "did not find expected '-'": "the indentation of this list does not fit the lines above",
    "could not find expected ':'": "a field needs a colon and a blank after its name",
    "exceeded maximum nesting depth": TOO_DEEP,
    "found unexpected end of stream": "a quotation mark is opened and never closed",
}


def plain(text: str) -> tuple[Any, list[str]]:
    """Return the value that the text stands for, and the slips found in it as sentences."""
    slips: list[str] = []
    try:
        value = _document(yaml.parse(text, Loader=Loader), slips)
    except (yaml.YAMLError, ValueError) as error:
        return None, [*slips, _sentence(error)]
    return value, slips if value is not None else [*slips, "is empty"]


def _document(events: Iterator[yaml.Event], slips: list[str]) -> Any:
    next(events)
    if isinstance(next(events), yaml.StreamEndEvent):
        return None
    value = _value(next(events), events, slips, 0)
    next(events)
    more = next(events)
    if not isinstance(more, yaml.StreamEndEvent):
        _refuse(more, "a line of --- begins a second document; only one is read")
    return value


def _value(event: yaml.Event, events: Iterator[yaml.Event], slips: list[str], depth: int) -> Any:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        _refuse(event, "& and * are not used here; put the text in quotes, or write it out twice")
    if getattr(event, "tag", None):
        _refuse(event, "a text that begins with ! needs quotes")
    if depth > DEEPEST:
        _refuse(event, TOO_DEEP)
    if isinstance(event, yaml.SequenceStartEvent):
        return [_value(entry, events, slips, depth + 1) for entry in _until(yaml.SequenceEndEvent, events)]
    if isinstance(event, yaml.MappingStartEvent):
        return _fields(events, slips, depth + 1)
    return _scalar(event)


def _until(end: type[yaml.Event], events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    while not isinstance(event := next(events), end):
        yield event


def _fields(events: Iterator[yaml.Event], slips: list[str], depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key in _until(yaml.MappingEndEvent, events):
        if not isinstance(key, yaml.ScalarEvent) or key.tag or key.anchor:
            _refuse(key, "the name of a field must be a plain word")
        name, value = str(key.value), _value(next(events), events, slips, depth)
        if name in found:
            slips.append(f"{_line(key.start_mark)}: {name} is there twice; keep one of the two")
        found.setdefault(name, value)
    return found


def _scalar(event: yaml.Event) -> str | int | float | bool | None:
    assert isinstance(event, yaml.ScalarEvent)
    text = " ".join(event.value.split())
    if UNSHOWABLE.search(text):
        _refuse(event, "there is a character that cannot be shown")
    if not event.implicit[0]:
        return text
    if text in WORDS:
        return WORDS[text]
    if re.fullmatch(r"-?[0-9]{1,9}", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?[0-9]{1,9}\.[0-9]{1,9}", text) else text


def _refuse(event: yaml.Event, why: str) -> NoReturn:
    raise yaml.MarkedYAMLError(problem=why, problem_mark=event.start_mark)  # type: ignore[arg-type]


def _sentence(error: Exception) -> str:
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    mark = getattr(error, "problem_mark", None)
    said = next((hint for sign, hint in HINTS.items() if sign in problem), problem)
    return f"{_line(mark)}: {said}" if mark else f"cannot be read: {said}"


def _line(mark: Any) -> str:
    return f"line {mark.line + 1}"
