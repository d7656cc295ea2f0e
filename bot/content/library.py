"""Loads a folder of exercises into the Library."""

from pathlib import Path

from bot.content.cross_checks import Frames, cross_check
from bot.content.files import (
    AreaFile,
    Entry,
    parse_area_file,
    parse_exercises,
    parse_frames,
    parse_sources,
    read_fields,
    yaml_paths,
)
from bot.content.report import Report
from bot.domain.exercises import Area, Library

SOURCES_FILE = "sources.yaml"
POSES_FOLDER = "poses"


def load(folder: Path) -> Library:
    """Return the library of this folder; raise ContentError with every mistake in its files."""
    report = Report()
    areas = _areas(folder, report)
    exercises = [exercise for area in areas for exercise in parse_exercises(area, report)]
    sources_file = f"{folder.name}/{SOURCES_FILE}"
    sources = parse_sources(sources_file, read_fields(folder / SOURCES_FILE, sources_file, report), report)
    poses = _poses(folder, report)
    cross_check(areas, exercises, sources, poses, report)
    report.raise_if_any()
    return Library(
        areas=tuple(_to_area(area.parsed) for area in areas if area.parsed),
        exercises=tuple(entry.parsed for entry in exercises if entry.parsed),
        sources=sources,
        poses={slug: {name: pose for name, pose in frames.items() if pose} for slug, (_, frames) in poses.items()},
    )


def _to_area(file: AreaFile) -> Area:
    return Area(slug=file.area, title=file.title, aliases=file.also)


def _areas(folder: Path, report: Report) -> list[Entry[AreaFile]]:
    """Return the areas in the order of the menu."""
    found = [path for path in yaml_paths(folder) if path.name != SOURCES_FILE]
    if not found:
        report.add(folder.name, [], f"no exercise files in {folder}")
    names = [f"{folder.name}/{path.name}" for path in found]
    fields_by_file = [(name, read_fields(path, name, report)) for name, path in zip(names, found, strict=True)]
    areas = [parse_area_file(name, raw, report) for name, raw in fields_by_file if raw]
    return sorted(areas, key=lambda area: area.parsed.order if area.parsed else 0)


def _poses(folder: Path, report: Report) -> dict[str, tuple[str, Frames]]:
    """Return the frames of each exercise with the name of their file, by the exercise's slug."""
    poses: dict[str, tuple[str, Frames]] = {}
    for path in yaml_paths(folder / POSES_FOLDER):
        file = f"{folder.name}/{POSES_FOLDER}/{path.name}"
        poses[path.stem] = file, parse_frames(file, read_fields(path, file, report), report)
    return poses
