"""The file of the situations in which exercises are hidden: read, and each one checked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any

from annotated_types import Len

from bot.content.files import Entry, label_of
from bot.content.report import Report
from bot.content.validation import validated
from bot.domain.situations import Situation, Situations

MOST = 100
"""A menu of Slack has no room for more."""


@dataclass(frozen=True, kw_only=True)
class SituationsFile:
    """The file; its situations are validated one by one."""

    parts: Annotated[tuple[Any, ...], Len(1, MOST)]
    situations: Annotated[tuple[Any, ...], Len(1, MOST)]


@dataclass(frozen=True)
class SituationEntries:
    """What the file holds, as written and as parsed."""

    parts: list[Entry[Situation]] = field(default_factory=list)
    conditions: list[Entry[Situation]] = field(default_factory=list)

    def __iter__(self) -> Iterator[Entry[Situation]]:
        """Yield all of them."""
        yield from (*self.parts, *self.conditions)

    def parsed(self) -> Situations:
        """Return those that are right."""
        return Situations(_parsed(self.parts), _parsed(self.conditions))


def parse_situations(file: str, raw: dict[str, Any], report: Report) -> SituationEntries:
    """Return the validated situations of their file."""
    parsed = validated(SituationsFile, raw, report, file) if raw else None
    if not parsed:
        return SituationEntries()
    parts = [_situation(file, f"part {number}", each, report) for number, each in enumerate(parsed.parts, 1)]
    named = [_situation(file, f"situation {number}", each, report) for number, each in enumerate(parsed.situations, 1)]
    return SituationEntries(parts, named)


def _situation(file: str, otherwise: str, raw: Any, report: Report) -> Entry[Situation]:
    written = raw if isinstance(raw, dict) else {}
    label = label_of(written, otherwise)
    parsed = validated(Situation, raw, report, file, [label])
    if parsed and not (parsed.areas or parsed.hides):
        report.add(file, [label], "needs areas, or the exercises that it hides")
    return Entry(file, label, written, parsed)


def _parsed(entries: Iterable[Entry[Situation]]) -> tuple[Situation, ...]:
    return tuple(entry.parsed for entry in entries if entry.parsed)
