"""Parses what people type after `/stretch`, whatever its case and blanks, in a sentence or with typing errors."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.domain.break_choice import fitting_length
from bot.domain.exercises import Exercise
from bot.domain.library import Area, Library
from bot.domain.parsing.areas import area_in, parse_area
from bot.domain.parsing.lengths import lengths_and_rest
from bot.domain.parsing.names import (
    KEPT_LIBRARIES,
    KIND_BY_WORD,
    area_by_name,
    exercise_by_name,
    kinds_and_rest,
    plain_words,
    routine_by_name,
    without_fillers,
)
from bot.domain.parsing.reminder_words import reminder_words
from bot.domain.parsing.subcommands import CHANGES_CHANNEL, SUBCOMMAND_BY_WORD, SubcommandName, split_arguments
from bot.domain.parsing.suggestion import changing_command, daily_command, nearest_name
from bot.domain.parsing.symptoms import AnySymptom, parse_symptom
from bot.domain.parsing.typos import corrected
from bot.domain.routines import Routine
from bot.domain.stretch_kinds import StretchKind

MIN_SIMILARITY = 85
"""From this similarity (rapidfuzz, 0–100) on, several words count as a name."""
MAX_READ_CHARS = 200
"""What comes after these says nothing more."""
STOP = re.compile(r"\b(?:turn|switch) (?:\w+ ){0,2}off\b|\bunsubscrib\w+|\bopt(?:ing)? out\b|\bno more\b")
CRACK = re.compile(r"\bcrack\w*|\b(?:pop\w*|click\w*|adjust\w*)\b.*\b(?:back|neck|spine|joints?|bones?)\b")
BREAKS = re.compile(r"\bbreaks?\b")
SMALL_TALK: frozenset[SubcommandName] = frozenset({"hello", "thanks", "help", "settings"})
"""Subcommands that are also meant where a sentence begins with them."""


@dataclass(frozen=True)
class Subcommand:
    """A subcommand, with the words after it."""

    name: SubcommandName
    rest: str = ""


@dataclass(frozen=True)
class AnyStretch:
    """A stretch of all these kinds is wanted, for an area (its slug) or for any."""

    kinds: tuple[StretchKind, ...]
    area: str | None = None


@dataclass(frozen=True)
class RoutineWish:
    """A routine is wanted; if it is picked anew each time, for an area (its slug) or for any."""

    routine: Routine
    area: str | None = None
    asked_seconds: int | None = None
    """The length that was asked for, if there is none just so long."""


@dataclass(frozen=True)
class NotUnderstood:
    """Nothing is similar enough; `nearest` is the suggestion, if there is one."""

    typed: str
    nearest: str | None


Named = Subcommand | Area | Exercise | AnyStretch | RoutineWish
ParsedCommand = Named | AnySymptom | NotUnderstood


def parse_command(text: str, library: Library) -> ParsedCommand:
    """Return what the words after `/stretch` mean."""
    typed = " ".join(text.split()).strip("\"'*_~ ")
    command = typed.casefold().removeprefix("/stretch").strip()
    if (of_reminders := reminder_words(command)) is not None:
        return Subcommand("remind", of_reminders)
    if arguments := split_arguments(command):
        return Subcommand(*arguments)
    command, names = command[:MAX_READ_CHARS], _names(library)
    words = command if command in names else plain_words(command)
    if words in names or not words:
        return names.get(words, Subcommand("menu"))
    return (
        _situation(words, names)
        or parse_symptom(words, library)
        or _to_confirm(typed, command, library)
        or _sentence(words, names, library)
        or NotUnderstood(typed, nearest_name(words, _harmless(names)))
    )


def _to_confirm(typed: str, command: str, library: Library) -> NotUnderstood | None:
    """Return what would change a channel as a suggestion: it is never guessed."""
    suggestion = changing_command(command, library) or daily_command(command, library)
    return NotUnderstood(typed, suggestion) if suggestion else None


def _situation(words: str, names: Mapping[str, Named]) -> RoutineWish | None:
    """Return the routine for a situation (`I'm pregnant`), which says whom to ask first."""
    named = names.get(without_fillers(words))
    return named if isinstance(named, RoutineWish) and named.routine.caution else None


def _sentence(words: str, names: Mapping[str, Named], library: Library) -> Named | None:
    content = without_fillers(words)
    if not content:
        return _small_talk(words) or Subcommand("menu")
    return (
        names.get(content)
        or _length(words, library)
        or _stop(words, content)
        or (Subcommand("crack") if CRACK.search(words) else None)
        or _misspelt(content, names)
        or _kinds(content, library)
        or area_in(words, library)
        or _small_talk(words)
    )


def _length(words: str, library: Library) -> RoutineWish | None:
    """Return the routine of a length that is named alone, or with an area."""
    found, rest = lengths_and_rest(words)
    routine = fitting_length(min(found), library) if found else None
    if routine is None:
        return None
    content, asked = without_fillers(rest), None if routine.seconds in found else min(found)
    area = area_in(content, library)
    return RoutineWish(routine, area.slug if area else None, asked) if area or not content else None


def _kinds(content: str, library: Library) -> AnyStretch | Exercise | None:
    """Return the kinds of stretches that are named, perhaps with an area: `gentle no chair lower back`.

    An exercise is what it is: `breathe standing` is just that one.
    """
    kinds, rest = kinds_and_rest(content)
    if not kinds or not rest:
        return AnyStretch(kinds) if kinds else None
    area, exercise = parse_area(rest, library), exercise_by_name(library).get(rest)
    return exercise or (AnyStretch(kinds, area.slug) if area else None)


def _stop(words: str, content: str) -> Subcommand | None:
    is_stop = STOP.search(words) or SUBCOMMAND_BY_WORD.get(content.split()[0]) == "stop"
    return Subcommand("stop") if is_stop else None


def _misspelt(content: str, names: Mapping[str, Named]) -> Named | None:
    harmless = _harmless(names)
    if " " not in content:
        joined = {name.replace(" ", ""): parsed for name, parsed in harmless.items()}
        return joined.get(corrected(content, joined) or "")
    said = {without_fillers(name): parsed for name, parsed in harmless.items()} | harmless
    found = process.extractOne(content, said.keys(), scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY)
    return said[found[0]] if found else None


def _small_talk(words: str) -> Subcommand | None:
    begins_with = SUBCOMMAND_BY_WORD.get(words.split()[0])
    if begins_with in SMALL_TALK:
        return Subcommand(begins_with)
    return Subcommand("breaks") if BREAKS.search(words) else None


@lru_cache(KEPT_LIBRARIES)
def _names(library: Library) -> Mapping[str, Named]:
    kinds = {word: AnyStretch((kind,)) for word, kind in KIND_BY_WORD.items()}
    subcommands = {word: Subcommand(name) for word, name in SUBCOMMAND_BY_WORD.items()}
    routines = {name: RoutineWish(routine) for name, routine in routine_by_name(library).items()}
    return {**kinds, **routines, **exercise_by_name(library), **area_by_name(library), **subcommands}


def _harmless(names: Mapping[str, Named]) -> dict[str, Named]:
    return {name: parsed for name, parsed in names.items() if not _changes_channel(parsed)}


def _changes_channel(parsed: Named | None) -> bool:
    return isinstance(parsed, Subcommand) and parsed.name in CHANGES_CHANNEL
