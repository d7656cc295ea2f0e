"""The kinds of files in the folder of exercises, read and validated one by one: areas, routines and sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar

from annotated_types import Ge, Le, Len

from bot.content.report import Report
from bot.content.validation import validated
from bot.content.yaml_reader import parse_yaml
from bot.domain.exercises import Exercise, Slug
from bot.domain.library import Source
from bot.domain.routines import Routine

Parsed = TypeVar("Parsed")


@dataclass(frozen=True, kw_only=True)
class AreaFile:
    """One file of exercises: an area; its exercises are validated one by one."""

    area: Slug
    title: Annotated[str, Len(1, 40)]
    exercises: Annotated[tuple[Any, ...], Len(1)]
    also: tuple[Annotated[str, Len(1, 60)], ...] = ()
    order: Annotated[int, Ge(1), Le(1000)] = 100
    """The area's place in the menu, ascending."""


@dataclass(frozen=True)
class RoutinesFile:
    """The file of the routines; they are validated one by one."""

    routines: Annotated[tuple[Any, ...], Len(1)]


@dataclass(frozen=True)
class Entry(Generic[Parsed]):
    """One entry of a file as written, and as parsed, None if it is wrong."""

    file: str
    label: str
    raw: Mapping[str, Any]
    parsed: Parsed | None

    def texts(self, *names: str) -> Iterator[tuple[str, str]]:
        """Yield (field, text) for each text in these fields, also where the entry is wrong."""
        for name in names:
            value = self.raw.get(name)
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, str) and each:
                    yield name, each

    def sources(self) -> Iterator[tuple[str, str]]:
        """Yield (field, source) for each source that is named in a field, also where the entry is wrong."""
        for name, value in self.raw.items():
            for each in value if isinstance(value, list) else [value]:
                named = each.get("sources") if isinstance(each, dict) else None
                yield from ((name, source) for source in named or () if isinstance(source, str))


def yaml_paths(folder: Path) -> list[Path]:
    """Return the YAML files of a folder, sorted by name."""
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if path.suffix in (".yaml", ".yml") and not path.name.startswith("."))


def read_fields(path: Path, name: str, report: Report) -> dict[str, Any]:
    """Return the fields of a YAML file; none, with the reason reported, if it cannot be read."""
    try:
        value, mistakes = parse_yaml(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        value, mistakes = None, [f"can't be opened ({error.strerror or error})"]
    except UnicodeDecodeError:
        value, mistakes = None, ["has characters that aren't UTF-8; save it again as UTF-8"]
    if not mistakes and not isinstance(value, dict):
        mistakes = ["must have fields, each a name, a colon and a value"]
    for mistake in mistakes:
        report.add(name, [], mistake)
    if not isinstance(value, dict):
        report.unread.append(name)
        return {}
    return value


def parse_area_file(file: str, raw: dict[str, Any], report: Report) -> Entry[AreaFile]:
    """Return the validated area of a file."""
    return Entry(file, "the area", raw, validated(AreaFile, raw, report, file))


def parse_exercises(area: Entry[AreaFile], report: Report) -> list[Entry[Exercise]]:
    """Return the validated exercises of an area's file; without `areas` they belong to the file's area."""
    written = area.raw.get("exercises")
    return [_exercise(area, n, raw, report) for n, raw in enumerate(written if isinstance(written, list) else [], 1)]


def _exercise(area: Entry[AreaFile], number: int, raw: Any, report: Report) -> Entry[Exercise]:
    written = raw if isinstance(raw, dict) else {}
    label = label_of(written, f"exercise {number}")
    area_slug = area.parsed.area if area.parsed else "unknown"
    parsed = validated(Exercise, {"areas": [area_slug]} | written if written else raw, report, area.file, [label])
    return Entry(area.file, label, written, parsed)


def parse_routines(file: str, raw: dict[str, Any], report: Report) -> list[Entry[Routine]]:
    """Return the validated routines of their file."""
    parsed = validated(RoutinesFile, raw, report, file) if raw else None
    return [_routine(file, n, each, report) for n, each in enumerate(parsed.routines if parsed else (), 1)]


def _routine(file: str, number: int, raw: Any, report: Report) -> Entry[Routine]:
    written = raw if isinstance(raw, dict) else {}
    label = label_of(written, f"routine {number}")
    return Entry(file, label, written, validated(Routine, raw, report, file, [label]))


def label_of(written: Mapping[str, Any], otherwise: str) -> str:
    """Return the name of an entry as mistakes name it."""
    name = written.get("name")
    return f'"{name[:60]}"' if name and isinstance(name, str) else otherwise


def parse_sources(file: str, raw: dict[str, Any], report: Report) -> dict[str, Source | None]:
    """Return the sources by their ids; None where one is wrong."""
    return {name: validated(Source, each, report, file, [name]) for name, each in raw.items()}
