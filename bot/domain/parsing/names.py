"""The names of exercises, areas and kinds of stretches, as people type them."""

import re
from collections.abc import Mapping
from functools import lru_cache

from bot.domain.exercises import Exercise
from bot.domain.library import Area, Library
from bot.domain.routines import Routine
from bot.domain.stretch_kinds import StretchKind

KEPT_LIBRARIES = 4
"""Of so many libraries, the names are kept for the next command: there is one, but in tests."""
KIND_BY_WORD: Mapping[str, StretchKind] = {
    "quick": "quick", "short": "quick", "fast": "quick",
    "desk": "desk", "office": "desk", "at work": "desk",
    "chair": "chair", "seated": "chair", "sitting": "chair", "seat": "chair", "sit": "chair",
    "no chair": "no-chair", "without chair": "no-chair", "no floor": "no-floor", "without floor": "no-floor",
    "not floor": "no-floor", "no mat": "no-floor", "without mat": "no-floor",
    "standing": "standing", "stand": "standing", "stand up": "standing", "standing desk": "standing",
    "standing up": "standing",
    "floor": "floor", "mat": "floor", "carpet": "floor", "lying": "floor", "lying down": "floor", "lie down": "floor",
    "gentle": "gentle", "easy": "gentle", "simple": "gentle", "relax": "gentle", "relaxing": "gentle",
    "beginner": "gentle", "beginners": "gentle",
}  # fmt: skip
FILLER_WORDS = frozenset({
    "a", "am", "an", "and", "are", "at", "be", "bit", "bot", "can", "could", "did", "do", "does", "exercise",
    "exercises", "feel", "feeling", "feels", "for", "from", "get", "give", "got", "had", "have", "he", "hello", "hey",
    "hi", "how", "i", "i'd", "i'll", "i'm", "i've", "if", "im", "in", "is", "it", "it's", "its", "just", "let's",
    "like", "limber", "little", "long", "love", "me", "my", "need", "needs", "of", "on", "one", "our", "please",
    "pls", "really", "she", "should", "show", "so", "some", "something", "somewhere", "stretch", "stretches",
    "stretching", "thank", "thanks", "that", "the", "there", "these", "they", "thing", "this", "to", "today", "too",
    "try", "us", "very", "want", "was", "we", "what", "where", "which", "will", "with", "would", "you", "your",
})  # fmt: skip
"""What a sentence has around what it is about."""
BETWEEN_WORDS = re.compile(r"[\s/-]+")
SURROUNDING_MARKS = "\"'*_~.,;:!?()[]…-"


def plain_words(text: str) -> str:
    """Return the text in lower case, with single blanks and without marks around words; `?` alone stays."""
    words = (word.strip(SURROUNDING_MARKS) for word in BETWEEN_WORDS.split(text.casefold()))
    return " ".join(word for word in words if word) or text.casefold().strip()


def without_fillers(words: str) -> str:
    """Return the words without those that a sentence has around what it is about."""
    return " ".join(word for word in words.split() if word not in FILLER_WORDS)


def kinds_and_rest(words: str) -> tuple[tuple[StretchKind, ...], str]:
    """Return the kinds of stretches that these words begin and end with, and the words between them."""
    longest_first = sorted(KIND_BY_WORD, key=len, reverse=True)
    kinds: list[StretchKind] = []
    while phrase := next((each for each in longest_first if words.startswith(f"{each} ") or words == each), None):
        kinds.append(KIND_BY_WORD[phrase])
        words = words.removeprefix(phrase).strip()
    while phrase := next((each for each in longest_first if words.endswith(f" {each}")), None):
        kinds.append(KIND_BY_WORD[phrase])
        words = words.removesuffix(phrase).strip()
    return tuple(dict.fromkeys(kinds)), words


@lru_cache(KEPT_LIBRARIES)
def exercise_by_name(library: Library) -> Mapping[str, Exercise]:
    """Return the exercises by slug, name and aliases."""
    return {
        name.casefold(): exercise
        for exercise in library.exercises
        for name in (exercise.slug, exercise.slug.replace("-", " "), exercise.name, *exercise.aliases)
    }


@lru_cache(KEPT_LIBRARIES)
def routine_by_name(library: Library) -> Mapping[str, Routine]:
    """Return the routines by slug, name and aliases, also without the words that sentences have around them."""
    named = {
        plain_words(name): routine
        for routine in library.routines
        for name in (routine.slug, routine.name, *routine.aliases)
    }
    return {without_fillers(name) or name: routine for name, routine in named.items()} | named


@lru_cache(KEPT_LIBRARIES)
def area_by_name(library: Library) -> Mapping[str, Area]:
    """Return the areas by slug, title and aliases."""
    return {name.casefold(): area for area in library.areas for name in (area.slug, area.title, *area.aliases)}
