"""Reads a folder of exercises into the Library."""

from pathlib import Path

from bot.content.cross_checks import Frames, check
from bot.content.files import AreaFile, Entry, area_of, exercises_of, fields_of, frames_of, paths, sources_of
from bot.content.report import Report
from bot.domain.exercises import Area, Library

SOURCES = "sources.yaml"
POSES = "poses"


def load(folder: Path) -> Library:
    """Return the library that this folder holds; raise ContentError, naming every mistake in it."""
    report = Report()
    areas = _areas(folder, report)
    exercises = [exercise for area in areas for exercise in exercises_of(area, report)]
    sources = sources_of(
        f"{folder.name}/{SOURCES}", fields_of(folder / SOURCES, f"{folder.name}/{SOURCES}", report), report
    )
    poses = _poses(folder, report)
    check(areas, exercises, sources, poses, report)
    report.close()
    return Library(
        areas=tuple(Area(slug=each.area, title=each.title, aliases=each.also) for area in areas if (each := area.made)),
        exercises=tuple(entry.made for entry in exercises if entry.made),
        sources=sources,
        poses={slug: {name: pose for name, pose in frames.items() if pose} for slug, (_, frames) in poses.items()},
    )


def _areas(folder: Path, report: Report) -> list[Entry[AreaFile]]:
    """Read the areas in the order of the menu."""
    found = [path for path in paths(folder) if path.name != SOURCES]
    if not found:
        report.add(folder.name, [], f"there is no file of exercises in {folder}")
    names = [f"{folder.name}/{path.name}" for path in found]
    read = [(name, fields_of(path, name, report)) for name, path in zip(names, found, strict=True)]
    areas = [area_of(name, raw, report) for name, raw in read if raw]
    return sorted(areas, key=lambda area: area.made.order if area.made else 0)


def _poses(folder: Path, report: Report) -> dict[str, tuple[str, Frames]]:
    """Read each exercise's frames, with the name of their file, by the exercise's slug."""
    poses: dict[str, tuple[str, Frames]] = {}
    for path in paths(folder / POSES):
        file = f"{folder.name}/{POSES}/{path.name}"
        poses[path.stem] = file, frames_of(file, fields_of(path, file, report), report)
    return poses
