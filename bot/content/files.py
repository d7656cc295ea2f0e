"""What stands in the folder: one file per area, the sources, and the poses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar

from annotated_types import Ge, Le, Len

from bot.content.report import Report
from bot.content.validation import checked
from bot.content.yaml_reader import plain
from bot.domain.exercises import Exercise, Sentence, Slug
from bot.domain.poses import Pose

Kind = TypeVar("Kind")


@dataclass(frozen=True, kw_only=True)
class AreaFile:
    """One file of exercises, as written."""

    area: Slug
    title: Annotated[str, Len(1, 40)]
    exercises: Annotated[tuple[Any, ...], Len(1)]
    also: tuple[Annotated[str, Len(1, 60)], ...] = ()
    order: Annotated[int, Ge(1), Le(1000)] = 100
    """Where the area stands in the menu."""


@dataclass(frozen=True)
class Source:
    """Where a fact is from."""

    address: Sentence
    gave: Sentence


@dataclass(frozen=True)
class Entry(Generic[Kind]):
    """One thing as written in its file, and what it became if nothing is wrong with it."""

    file: str
    label: str
    raw: Mapping[str, Any]
    made: Kind | None

    def texts(self, *names: str) -> Iterator[tuple[str, str]]:
        """Yield each text of these fields with its field's name, well-formed or not."""
        for name in names:
            value = self.raw.get(name)
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, str) and each:
                    yield name, each


def paths(folder: Path) -> list[Path]:
    """Return the YAML files of a folder, by name."""
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if path.suffix in (".yaml", ".yml") and not path.name.startswith("."))


def fields_of(path: Path, name: str, report: Report) -> dict[str, Any]:
    """Return what a file says, field by field; nothing, with the reason noted, if it cannot be read."""
    try:
        value, slips = plain(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        value, slips = None, [f"cannot be opened ({error.strerror or error})"]
    except UnicodeDecodeError:
        value, slips = None, ["has characters that are not UTF-8; save it again as UTF-8"]
    if not slips and not isinstance(value, dict):
        slips = ["must have fields, each a name, a colon and a value"]
    for slip in slips:
        report.add(name, [], slip)
    if not isinstance(value, dict):
        report.unread.append(name)
        return {}
    return value


def area_of(file: str, raw: dict[str, Any], report: Report) -> Entry[AreaFile]:
    """Check what a file says of its area."""
    return Entry(file, "the area", raw, checked(AreaFile, raw, report, file))


def exercises_of(area: Entry[AreaFile], report: Report) -> list[Entry[Exercise]]:
    """Check each exercise of an area's file; one that names no areas belongs to its file's."""
    written = area.raw.get("exercises")
    return [_exercise(area, n, raw, report) for n, raw in enumerate(written if isinstance(written, list) else [], 1)]


def _exercise(area: Entry[AreaFile], number: int, raw: Any, report: Report) -> Entry[Exercise]:
    written = raw if isinstance(raw, dict) else {}
    name = written.get("name")
    label = f'"{name[:60]}"' if name and isinstance(name, str) else f"exercise {number}"
    home = area.made.area if area.made else "unknown"
    made = checked(Exercise, {"areas": [home]} | written if written else raw, report, area.file, [label])
    return Entry(area.file, label, written, made)


def sources_of(file: str, raw: dict[str, Any], report: Report) -> dict[str, str]:
    """Return the address of each source; an empty one where its entry is wrong."""
    made = {name: checked(Source, each, report, file, [name]) for name, each in raw.items()}
    return {name: source.address if source else "" for name, source in made.items()}


def frames_of(file: str, raw: dict[str, Any], report: Report) -> dict[str, Pose | None]:
    """Return the frames of one exercise by name; None where one is wrong."""
    return {name: checked(Pose, each, report, file, [name]) for name, each in raw.items()}
