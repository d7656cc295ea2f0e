"""Symptoms in what people type: everyday stiffness, pain that may be either, and what a professional should see."""

import re
from dataclasses import dataclass

from bot.domain.library import Area, Library
from bot.domain.parsing.areas import area_in

BODY = r"(?:back|neck|shoulders?|hips?|knees?|legs?|arms?|wrists?|elbows?|ankles?|foot|feet|hands?|ribs?|spine)"
UNABLE = r"(?:can'?t|cannot|can not|unable to|barely|hardly)"

NERVES = (
    r"numb\w*|tingl\w*|tingel\w*|par[ae]+sth\w+|pins (?:and|&) needles|weak(?:ness|er)?|paraly\w+|nerves?|sciat\w+"
    r"|(?:no|lost|losing|loss of) (?:feeling|sensation|bladder|bowel)|down (?:my|the|one|both) (?:arms?|legs?)"
    r"|bladder|bowels?|incontinen\w+|pee|peeing|urin\w+"
)
HEAD_AND_HEART = (
    r"dizz\w+|vertigo|light ?headed|faint\w*|pass(?:ed|ing) out|black(?:ed|ing) out|slurr\w+|double vision|blurr\w+"
    r"|palpitations?|short of breath|breathless|heart (?:attack|pain|racing)|racing heart|strokes?|emergency"
    r"|migraines?|(?:head|tooth|stomach|tummy|ear) ?ach\w*"
)
INJURY = (
    r"i (?:just )?fell|fell (?:off|down|over|on)|(?:a|bad|my|after) fall|falling over|accident|crash\w*|whiplash"
    r"|injur\w+|fractur\w+|broke (?:my|a)|torn?|tear|sprain\w*|strain\w*|pulled|popped|snapped|dislocat\w+|concussion"
    rf"|broken (?:bones?|{BODY})|{BODY} (?:gave|gives|giving) way|surgery|surgeries|surgeon|operated|operation|post ?op"
)
ILLNESS = (
    r"fevers?|feverish|swollen|swelling|swells?|bleed\w*|infect\w+|night sweats|cancer|tumou?rs?|lumps?|weight loss"
    r"|slipped|discs?|disks?|herniat\w+|bulging|prolaps\w+|stenosis"
)
SEVERITY = (
    r"severe\w*|sudden\w*|excruciating|unbearable|agony|worst|worse|sharp|shooting|stabbing|burning|spasms?|seized"
    rf"|{UNABLE} (?:even )?(?:to )?(?:feel|move|walk|turn|lift|bend|breathe?|get up|straighten|stand up|hold|see)"
)
WORRYING = re.compile(
    rf"\b(?:{NERVES}|{HEAD_AND_HEART}|{INJURY}|{ILLNESS}|{SEVERITY})\b"
    r"|\A(?=.*\bchest\b)(?=.*\b(?:pain\w*|hurt\w*|ach\w+|tight\w*|press\w*|heav\w+)\b)"
    r"|\A(?=.*\bpregnan)(?=.*\b(?:pain\w*|hurt\w*|cramp\w*)\b)"
)
CONDITIONS = re.compile(
    r"\b(?:pregnan\w*|osteop\w+|brittle bones|glaucoma|blood pressure|hypermobil\w+|arthritis|scoliosis|carpal tunnel"
    r"|rsi|tennis elbow|tend[io]n\w*itis|impingement|frozen shoulders?)\b"
)
PAINFUL = re.compile(
    r"\b(?:pain|pains|painful|painfully|paining|hurt|hurts|hurting|ouch)\b"
    rf"|\bbad {BODY}\b|\b{BODY} (?:problems?|trouble|issues?)\b|\bthrew (?:my|out)\b|\b(?:went|gone|thrown) out\b"
)
EVERYDAY = re.compile(
    r"\b(?:stiff?|stiff\w+|sore|soreness|ach(?:e|es|ed|ing|y|ey)|(?:back|neck|shoulder|muscle|body)aches?"
    r"|tight(?:ness)?|tens(?:e|ed|ion)|knots?|knotted|cramp(?:s|ed|y)?|crick|cricks|creaky|tired|hunched"
    r"|slouch(?:ed|ing)?|rusty|(?:sit|sat|sitting|seated) (?:all day|too long|too much|for (?:hours|ages)))\b"
)
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
    if WORRYING.search(words):
        return Symptom()
    if CONDITIONS.search(words):
        return Condition()
    kind = Pain if PAINFUL.search(words) else Stiffness if EVERYDAY.search(words) else None
    return kind(area_in(ACHE_OF.sub(" ache", words), library)) if kind else None
