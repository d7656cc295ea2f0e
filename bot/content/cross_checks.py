"""Checks what no single exercise can tell: that words are unique and that what is named exists."""

import re
from collections.abc import Iterable, Mapping

from bot.content.files import AreaFile, Entry
from bot.content.report import Report, nearest
from bot.domain.exercises import Exercise
from bot.domain.parsing.command import SUBCOMMAND_BY_WORD as COMMANDS
from bot.domain.poses import Pose

Frames = Mapping[str, Pose | None]

NAMED_BY = ("slug", "area", "name", "title", "aliases", "also")
"""The fields whose words people type."""


def check(
    areas: list[Entry[AreaFile]],
    exercises: list[Entry[Exercise]],
    sources: Iterable[str],
    poses: Mapping[str, tuple[str, Frames]],
    report: Report,
) -> None:
    """Note every word that means two things and every name that means nothing."""
    slugs = {slug for entry in exercises for _, slug in entry.texts("slug")}
    _spelled([*areas, *exercises], report)
    _unique([*areas, *exercises], report)
    _free([*areas, *exercises], report)
    _unasked(exercises, report)
    _framed(exercises, poses, report)
    if not report.unread:
        _known(exercises, "areas", {word for area in areas for _, word in area.texts("area")}, report)
        _known(exercises, "sources", sources, report)
        _known(exercises, "instead", slugs, report)
        _drawn_for_someone(slugs, poses, report)


def _spelled(entries: Iterable[Entry[AreaFile] | Entry[Exercise]], report: Report) -> None:
    for entry in entries:
        for field, slug in entry.texts("slug", "area"):
            if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
                report.add(entry.file, [entry.label, field], f'must be small letters with hyphens, but is "{slug}"')


def _unique(entries: Iterable[Entry[AreaFile] | Entry[Exercise]], report: Report) -> None:
    owners: dict[str, Entry[AreaFile] | Entry[Exercise]] = {}
    for entry in entries:
        for field, word in entry.texts(*NAMED_BY):
            owner = owners.setdefault(_typed(word), entry)
            if owner is not entry:
                report.add(entry.file, [entry.label, field], f'"{word}" already means {owner.label} ({owner.file})')


def _free(entries: Iterable[Entry[AreaFile] | Entry[Exercise]], report: Report) -> None:
    for entry in entries:
        for field, word in entry.texts(*NAMED_BY):
            if _typed(word) in COMMANDS:
                report.add(entry.file, [entry.label, field], f'"{word}" is already a command; choose another word')


def _typed(word: str) -> str:
    """Return a word as it is compared: cases, blanks and hyphens make no difference."""
    return " ".join(re.split(r"[\s-]+", word.casefold()))


def _known(exercises: Iterable[Entry[Exercise]], field: str, known: Iterable[str], report: Report) -> None:
    names = set(known)
    for entry in exercises:
        for _, name in entry.texts(field):
            if name not in names:
                report.add(entry.file, [entry.label, field], f'there is no "{name}"{nearest(name, names)}')


def _drawn_for_someone(slugs: set[str], poses: Mapping[str, tuple[str, Frames]], report: Report) -> None:
    for slug, (file, _) in poses.items():
        if slug not in slugs:
            report.add(file, [], f'there is no exercise "{slug}" to draw{nearest(slug, slugs)}')


def _unasked(exercises: Iterable[Entry[Exercise]], report: Report) -> None:
    """What is offered instead of something must need no question itself, or the way out would be none."""
    asking = {slug for entry in exercises if entry.raw.get("ask_first") for _, slug in entry.texts("slug")}
    for entry in exercises:
        own = {slug for _, slug in entry.texts("slug")}
        for field, other in entry.texts("instead"):
            if other in asking | own:
                why = "the exercise itself" if other in own else "an exercise that asks a question first"
                report.add(entry.file, [entry.label, field], f'"{other}" is {why}; name a gentler one')


def _framed(exercises: Iterable[Entry[Exercise]], poses: Mapping[str, tuple[str, Frames]], report: Report) -> None:
    for entry in exercises:
        exercise = entry.made
        if not exercise or exercise.slug not in poses:
            continue
        file, frames = poses[exercise.slug]
        for number, hold in enumerate(exercise.holds, 1):
            for name in hold.pose:
                if name not in frames:
                    says = f'there is no frame "{name}" in {file}{nearest(name, frames)}'
                    report.add(entry.file, [entry.label, f"hold {number}", "pose"], says)
