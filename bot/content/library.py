"""Loads a folder of exercises into the Library."""

from pathlib import Path
from typing import Any

from bot.content.cross_checks import Content, cross_check
from bot.content.files import (
    AreaFile,
    Entry,
    parse_area_file,
    parse_exercises,
    parse_routines,
    parse_sources,
    read_fields,
    yaml_paths,
)
from bot.content.report import Report
from bot.content.situations import parse_situations
from bot.content.words import parse_words
from bot.domain.library import Area, Library

ROUTINES_FILE = "routines.yaml"
SITUATIONS_FILE = "situations.yaml"
SOURCES_FILE = "sources.yaml"
WORDS_FILE = "words.yaml"
OPTIONAL_FILES = (ROUTINES_FILE, SITUATIONS_FILE, WORDS_FILE)
PICTURES_FOLDER = "pictures"


def load(folder: Path) -> Library:
    """Return the library of this folder; raise ContentError with every mistake in its files."""
    report = Report()
    areas = _areas(folder, report)
    exercises = [exercise for area in areas for exercise in parse_exercises(area, report)]
    routines = parse_routines(*_read(folder, ROUTINES_FILE, report), report)
    sources = parse_sources(*_read(folder, SOURCES_FILE, report), report)
    situations = parse_situations(*_read(folder, SITUATIONS_FILE, report), report)
    words = parse_words(*_read(folder, WORDS_FILE, report), report)
    pictures = _pictures(folder)
    names = {path.stem for path in pictures.glob("*.png")} if pictures else None
    cross_check(Content(areas, exercises, routines, words.groups, [*situations], sources, names), report)
    report.raise_if_any()
    return Library(
        areas=tuple(_to_area(area.parsed) for area in areas if area.parsed),
        exercises=tuple(entry.parsed for entry in exercises if entry.parsed),
        routines=tuple(entry.parsed for entry in routines if entry.parsed),
        words=words.parsed(),
        situations=situations.parsed(),
        sources={name: source for name, source in sources.items() if source},
        pictures=pictures,
    )


def _to_area(file: AreaFile) -> Area:
    return Area(slug=file.area, title=file.title, aliases=file.also)


def _read(folder: Path, file: str, report: Report) -> tuple[str, dict[str, Any]]:
    """Return the name of a file as mistakes name it, and its fields; some files may be left out."""
    name = f"{folder.name}/{file}"
    is_left_out = file in OPTIONAL_FILES and not (folder / file).exists()
    return name, {} if is_left_out else read_fields(folder / file, name, report)


def _areas(folder: Path, report: Report) -> list[Entry[AreaFile]]:
    """Return the areas in the order of the menu."""
    found = [path for path in yaml_paths(folder) if path.name not in (SOURCES_FILE, *OPTIONAL_FILES)]
    if not found:
        report.add(folder.name, [], f"no exercise files in {folder}")
    names = [f"{folder.name}/{path.name}" for path in found]
    fields_by_file = [(name, read_fields(path, name, report)) for name, path in zip(names, found, strict=True)]
    areas = [parse_area_file(name, raw, report) for name, raw in fields_by_file if raw]
    return sorted(areas, key=lambda area: area.parsed.order if area.parsed else 0)


def _pictures(folder: Path) -> Path | None:
    pictures = folder / PICTURES_FOLDER
    return pictures if pictures.is_dir() else None
