"""Which pictures are shown: the one that each hold ends with, and the film there from where it starts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

EXERCISES = Path(__file__).parent.parent


def holds(folder: Path = EXERCISES) -> Iterator[tuple[str, dict[str, Any]]]:
    """All holds, each with its exercise's slug."""
    for path in sorted(folder.glob("*.yaml")):
        entries = (yaml.safe_load(path.read_text()) or {}).get("exercises")
        for exercise in entries if isinstance(entries, list) else []:
            for hold in exercise.get("holds", []):
                yield exercise["slug"], hold


def ends(folder: Path = EXERCISES) -> dict[str, set[str]]:
    """The pictures that each exercise's holds end with: the stills that are shown."""
    made: dict[str, set[str]] = {}
    for slug, hold in holds(folder):
        made.setdefault(slug, set()).update(hold.get("pose", [])[-1:])
    return made


def pairs(folder: Path = EXERCISES) -> dict[str, list[tuple[str, str]]]:
    """Each exercise's pairs of pictures, start and hold, once each."""
    made: dict[str, list[tuple[str, str]]] = {}
    for slug, hold in holds(folder):
        names = hold.get("pose", [])
        if len(names) == 2 and names[0] != names[1] and tuple(names) not in made.setdefault(slug, []):
            made[slug].append((names[0], names[1]))
    return made
