"""Checks across all files: words are unique, and what is named exists."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.content.files import AreaFile, Entry
from bot.content.report import Report, did_you_mean
from bot.domain.exercises import Exercise
from bot.domain.parsing.subcommands import SUBCOMMAND_BY_WORD
from bot.domain.routines import Routine, slug_of
from bot.domain.situations import Situation
from bot.domain.symptom_words import WordGroup

AnyEntry = Entry[AreaFile] | Entry[Exercise] | Entry[Routine] | Entry[WordGroup] | Entry[Situation]

TYPED_FIELDS = ("slug", "area", "name", "title", "aliases", "also")
"""The fields whose words people type."""


@dataclass(frozen=True)
class Content:
    """What the files hold, as written and as parsed."""

    areas: list[Entry[AreaFile]]
    exercises: list[Entry[Exercise]]
    routines: list[Entry[Routine]]
    word_groups: list[Entry[WordGroup]]
    situations: list[Entry[Situation]]
    sources: Iterable[str]
    pictures: Collection[str] | None
    """The names of all pictures, None where there are none."""


def cross_check(content: Content, report: Report) -> None:
    """Report every word that has two meanings and every name without one."""
    entries: list[AnyEntry] = [*content.areas, *content.exercises, *content.routines]
    _check_slugs([*entries, *content.situations], report)
    _check_uniqueness(entries, report)
    _check_situations(content.situations, report)
    _check_subcommands(entries, report)
    _check_easier_exercises(content.exercises, report)
    _check_lengths(content.routines, report)
    if content.pictures is not None:
        _check_pictures(content.exercises, content.pictures, report)
    if not report.unread:
        _check_names(content, report)


def _check_names(content: Content, report: Report) -> None:
    slugs = {slug for entry in content.exercises for _, slug in entry.texts("slug")}
    areas = {word for area in content.areas for _, word in area.texts("area")}
    sources = set(content.sources)
    for exercise in content.exercises:
        _check_known(exercise, exercise.texts("areas"), areas, report)
        _check_known(exercise, exercise.sources(), sources, report)
        _check_known(exercise, _variants(exercise), slugs, report)
    for routine in content.routines:
        _check_known(routine, ((field, slug_of(step)) for field, step in routine.texts("steps")), slugs, report)
        _check_known(routine, routine.sources(), sources, report)
    for group in content.word_groups:
        _check_known(group, group.sources(), sources, report)
    for situation in content.situations:
        _check_known(situation, situation.texts("areas"), areas, report)
        _check_known(situation, situation.texts("hides"), slugs, report)
        _check_known(situation, situation.sources(), sources, report)


def _variants(entry: Entry[Exercise]) -> list[tuple[str, str]]:
    """Return (field, slug) for each variant that an exercise names."""
    written = entry.raw.get("variants")
    named = written.items() if isinstance(written, dict) else ()
    return [(f"variants, {kind}", slug) for kind, slug in named if isinstance(slug, str)]


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


def _check_situations(situations: Iterable[Entry[Situation]], report: Report) -> None:
    """Report a slug that two situations have, for forms send it."""
    owners: dict[str, AnyEntry] = {}
    for entry in situations:
        for field, slug in entry.texts("slug"):
            owner = owners.setdefault(slug, entry)
            if owner is not entry:
                report.add(entry.file, [entry.label, field], f'"{slug}" already means {owner.label}')


def _check_subcommands(entries: Iterable[AnyEntry], report: Report) -> None:
    for entry in entries:
        for field, word in entry.texts(*TYPED_FIELDS):
            if _normalized(word) in SUBCOMMAND_BY_WORD:
                report.add(entry.file, [entry.label, field], f'"{word}" is already a command; choose another word')


def _normalized(word: str) -> str:
    """Return a word for comparison: in lower case, with blanks for hyphens."""
    return " ".join(re.split(r"[\s-]+", word.casefold()))


def _check_known(entry: AnyEntry, named: Iterable[tuple[str, str]], known: set[str], report: Report) -> None:
    for field, name in named:
        if name not in known:
            report.add(entry.file, [entry.label, field], f'unknown name "{name}"{did_you_mean(name, known)}')


def _check_easier_exercises(exercises: Iterable[Entry[Exercise]], report: Report) -> None:
    """Report an easier variant that is the exercise itself or asks a question first: it would be no way out."""
    with_question = {slug for entry in exercises if entry.raw.get("ask_first") for _, slug in entry.texts("slug")}
    for entry in exercises:
        itself = {slug for _, slug in entry.texts("slug")}
        for field, other in _variants(entry):
            if field == "variants, easier" and other in with_question | itself:
                problem = "the exercise itself" if other in itself else "an exercise that asks a question first"
                report.add(entry.file, [entry.label, field], f'"{other}" is {problem}; name a gentler one')


def _check_lengths(routines: Iterable[Entry[Routine]], report: Report) -> None:
    """Report a routine that says neither what it has nor how long it is."""
    for entry in routines:
        if entry.parsed and not entry.parsed.steps and entry.parsed.seconds is None:
            report.add(entry.file, [entry.label], "needs steps, or the seconds for which they're picked")


def _picture_names(slug: str, pictures: Iterable[str]) -> list[str]:
    """Return the names of an exercise's pictures: of its stills, and of what its strips of frames start from."""
    own = (each.removeprefix(f"{slug}--") for each in pictures if each.startswith(f"{slug}--"))
    return sorted({name for each in own for name in each.split("--")})


def _check_pictures(exercises: Iterable[Entry[Exercise]], pictures: Collection[str], report: Report) -> None:
    """Report every picture that a hold names and that is not there."""
    for entry in exercises:
        for number, hold in enumerate(entry.parsed.holds if entry.parsed else (), 1):
            for name in hold.pose:
                known = _picture_names(entry.parsed.slug if entry.parsed else "", pictures)
                if name not in known:
                    sentence = f'no picture "{name}"{did_you_mean(name, known)}'
                    report.add(entry.file, [entry.label, f"hold {number}", "pose"], sentence)
