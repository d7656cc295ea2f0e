"""Symptoms in what people type: everyday stiffness, pain that may be either, and what a professional should see."""

import re
from dataclasses import dataclass

from bot.domain.library import Area, Library
from bot.domain.parsing.areas import area_in

ACHE_OF = re.compile(r"(?<=\w)ach(?:e|es|ing|y)\b")
"""In `backache` the area is part of the word."""


@dataclass(frozen=True)
class Symptom:
    """Something that a professional should look at: no stretch is offered."""


@dataclass(frozen=True)
class Condition:
    """A condition with which a professional should be asked before stretching."""


@dataclass(frozen=True)
class Pain:
    """Pain that may be everyday stiffness or something new or severe: the person is asked which."""

    area: Area | None


@dataclass(frozen=True)
class Stiffness:
    """Everyday stiffness, in this area if one was named."""

    area: Area | None


AnySymptom = Symptom | Condition | Pain | Stiffness


def parse_symptom(words: str, library: Library) -> AnySymptom | None:
    """Return what these words say about how somebody feels, the most worrying first, or None."""
    found = library.words.found
    if found("worrying", words):
        return Symptom()
    if found("condition", words):
        return Condition()
    kind = Pain if found("painful", words) else Stiffness if found("everyday", words) else None
    return kind(area_in(ACHE_OF.sub(" ache", words), library)) if kind else None
