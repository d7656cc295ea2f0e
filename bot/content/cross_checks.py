"""Checks across all files: words are unique, and what is named exists."""

import re
from collections.abc import Iterable, Mapping

from bot.content.files import AreaFile, Entry
from bot.content.report import Report, did_you_mean
from bot.domain.exercises import Exercise
from bot.domain.parsing.subcommands import SUBCOMMAND_BY_WORD
from bot.domain.poses import Pose

AnyEntry = Entry[AreaFile] | Entry[Exercise]
Frames = Mapping[str, Pose | None]
Poses = Mapping[str, tuple[str, Frames]]
"""Exercise slug to the name of its file and its frames."""

TYPED_FIELDS = ("slug", "area", "name", "title", "aliases", "also")
"""The fields whose words people type."""


def cross_check(
    areas: list[Entry[AreaFile]],
    exercises: list[Entry[Exercise]],
    sources: Iterable[str],
    poses: Poses,
    report: Report,
) -> None:
    """Report every word that has two meanings and every name without one."""
    slugs = {slug for entry in exercises for _, slug in entry.texts("slug")}
    _check_slugs([*areas, *exercises], report)
    _check_uniqueness([*areas, *exercises], report)
    _check_subcommands([*areas, *exercises], report)
    _check_gentler_exercises(exercises, report)
    _check_frames(exercises, poses, report)
    if not report.unread:
        _check_references(exercises, "areas", {word for area in areas for _, word in area.texts("area")}, report)
        _check_references(exercises, "sources", sources, report)
        _check_references(exercises, "instead", slugs, report)
        _check_pose_files(slugs, poses, report)


def _check_slugs(entries: Iterable[AnyEntry], report: Report) -> None:
    for entry in entries:
        for field, slug in entry.texts("slug", "area"):
            if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
                report.add(entry.file, [entry.label, field], f'must be lowercase letters with hyphens, but is "{slug}"')


def _check_uniqueness(entries: Iterable[AnyEntry], report: Report) -> None:
    owners: dict[str, AnyEntry] = {}
    for entry in entries:
        for field, word in entry.texts(*TYPED_FIELDS):
            owner = owners.setdefault(_normalized(word), entry)
            if owner is not entry:
                report.add(entry.file, [entry.label, field], f'"{word}" already means {owner.label} ({owner.file})')


def _check_subcommands(entries: Iterable[AnyEntry], report: Report) -> None:
    for entry in entries:
        for field, word in entry.texts(*TYPED_FIELDS):
            if _normalized(word) in SUBCOMMAND_BY_WORD:
                report.add(entry.file, [entry.label, field], f'"{word}" is already a command; choose another word')


def _normalized(word: str) -> str:
    """Return a word for comparison: in lower case, with blanks for hyphens."""
    return " ".join(re.split(r"[\s-]+", word.casefold()))


def _check_references(exercises: Iterable[Entry[Exercise]], field: str, known: Iterable[str], report: Report) -> None:
    names = set(known)
    for entry in exercises:
        for _, name in entry.texts(field):
            if name not in names:
                report.add(entry.file, [entry.label, field], f'unknown name "{name}"{did_you_mean(name, names)}')


def _check_pose_files(slugs: set[str], poses: Poses, report: Report) -> None:
    for slug, (file, _) in poses.items():
        if slug not in slugs:
            report.add(file, [], f'no exercise "{slug}" to draw{did_you_mean(slug, slugs)}')


def _check_gentler_exercises(exercises: Iterable[Entry[Exercise]], report: Report) -> None:
    """Report an `instead` that is the exercise itself or asks a question first: it would be no way out."""
    with_question = {slug for entry in exercises if entry.raw.get("ask_first") for _, slug in entry.texts("slug")}
    for entry in exercises:
        itself = {slug for _, slug in entry.texts("slug")}
        for field, other in entry.texts("instead"):
            if other in with_question | itself:
                problem = "the exercise itself" if other in itself else "an exercise that asks a question first"
                report.add(entry.file, [entry.label, field], f'"{other}" is {problem}; name a gentler one')


def _check_frames(exercises: Iterable[Entry[Exercise]], poses: Poses, report: Report) -> None:
    for entry in exercises:
        exercise = entry.parsed
        if not exercise or exercise.slug not in poses:
            continue
        file, frames = poses[exercise.slug]
        for number, hold in enumerate(exercise.holds, 1):
            for name in hold.pose:
                if name not in frames:
                    sentence = f'no frame "{name}" in {file}{did_you_mean(name, frames)}'
                    report.add(entry.file, [entry.label, f"hold {number}", "pose"], sentence)
