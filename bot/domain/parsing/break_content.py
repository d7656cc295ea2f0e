"""What a break consists of, as people type it: an area, a length or a set, such as `neck 1 minute` or `no kit`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from rapidfuzz import fuzz, process

from bot.domain.break_choice import (
    ANY_AREA_SLUG,
    BreakContent,
    break_areas,
    break_lengths,
    break_sets,
    fitting_length,
    is_for_breaks,
)
from bot.domain.errors import ParseError
from bot.domain.library import Area, Library
from bot.domain.parsing.areas import parse_area
from bot.domain.parsing.fuzzy import normalize, quoted
from bot.domain.parsing.lengths import take_length
from bot.domain.parsing.names import area_by_name, plain_words, routine_by_name, without_fillers
from bot.domain.routines import DEFAULT_ROUTINE, Routine

MIN_SIMILARITY = 88
"""From this similarity (rapidfuzz, 0–100) on, a misspelt set counts as named."""
IN_A_WHILE = re.compile(r"\bin (?:\d|an? |half )")
"""`in 5 minutes` is a moment rather than a length."""


@dataclass(frozen=True)
class ParsedContent:
    """What breaks consist of, and what the person should know where that isn't quite what they typed."""

    content: BreakContent
    remark: str = ""


def parse_break_content(text: str, library: Library) -> BreakContent:
    """Parse what follows `now`; raise ParseError, also for a length that no break has: everyone would see it."""
    typed = normalize(text)
    if IN_A_WHILE.search(typed):
        raise ParseError("`now` posts a break at once. For a set time, type `/stretch daily 15:00`.")
    seconds, words = take_length(typed, longest=inf)
    fitting = fitting_length(seconds, library) if seconds is not None else None
    if fitting and fitting.seconds != seconds:
        raise ParseError(f"{_lengths_in_words(library)}. Try `/stretch now {fitting.name}`.")
    return content_of(words, seconds, library).content


def content_of(words: str, seconds: int | None, library: Library) -> ParsedContent:
    """Return what breaks of this length (None: the usual) consist of if these words name it; raise ParseError."""
    routine, area = routine_named(words, library), parse_area(words, library)
    if routine is None and area is None and _plain(words):
        raise ParseError(f"I didn't understand {quoted(words)}, so nothing has changed. {_hint(library)}")
    if routine and seconds is not None:
        raise ParseError(f"{quoted(routine.name)} has its own length, so please type it without one.")
    if routine:
        return ParsedContent(BreakContent(routine=_slug_for_breaks(routine, library)))
    fitting = fitting_length(seconds, library) if seconds is not None else None
    content = BreakContent(area=_area_for_breaks(area, library), routine=_slug(fitting))
    if fitting is None or fitting.seconds == seconds:
        return ParsedContent(content)
    return ParsedContent(content, f"{_lengths_in_words(library)}, so I've picked {fitting.name}.")


def is_content(words: str, library: Library) -> bool:
    """Return whether these words name an area or a routine, fit for a break or not."""
    return routine_named(words, library) is not None or parse_area(words, library) is not None


def routine_named(words: str, library: Library) -> Routine | None:
    """Return the routine that these words name, in any order, small typing errors allowed, or None."""
    if words in area_by_name(library):
        return None
    names = routine_by_name(library)
    found = process.extractOne(_plain(words), names.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=MIN_SIMILARITY)
    return names[found[0]] if found else None


def _plain(name: str) -> str:
    return without_fillers(plain_words(name))


def _slug_for_breaks(routine: Routine, library: Library) -> str | None:
    if not is_for_breaks(routine, library):
        sets = (f"`{each.name.lower()}`" for each in break_sets(library))
        raise ParseError(f"{quoted(routine.name)} isn't for a break at work. You can pick {_either(sets)}.")
    return _slug(routine)


def _area_for_breaks(area: Area | None, library: Library) -> str | None:
    if area is None or area.slug == ANY_AREA_SLUG:
        return None
    if area not in break_areas(library):
        raise ParseError(f"{quoted(area.title)} isn't for a break at work. {_hint(library)}")
    return area.slug


def _lengths_in_words(library: Library) -> str:
    return f"Breaks last {_either(each.name for each in break_lengths(library))}"


def _slug(routine: Routine | None) -> str | None:
    return None if routine is None or routine.slug == DEFAULT_ROUTINE else routine.slug


def _hint(library: Library) -> str:
    areas = (f"`{area.slug}`" for area in break_areas(library))
    kinds = (("a length", break_lengths(library)[-1:]), ("a routine", break_sets(library)[:1]))
    others = (f"{kind} like `{example.name.lower()}`" for kind, examples in kinds for example in examples)
    return f"You can pick {_either([*areas, *others])}. Try `/stretch daily 15:00 neck` or `/stretch now neck`."


def _either(names: Iterable[str]) -> str:
    *head, last = [*names] or [""]
    return f"{', '.join(head)} or {last}" if head else last
