"""Safety: the notes and red flags that people read, and what is known of a person before they stretch."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.exercises import Claim
from bot.domain.preferences import ANYTHING, Fit

LONGEST_DAY = timedelta(hours=25)
"""A calendar day on which the clocks go back."""

FIRST_USE = (
    "These are gentle movements, not medical advice. If you're pregnant or injured, had a stroke or recent surgery, or "
    "have osteoporosis, a disc problem or a new hip, ask a professional first. "
    "Stop if anything hurts, tingles or makes you dizzy."
)
SAFETY = "Slow and easy. A light stretch is enough. Stop if anything hurts, tingles or makes you dizzy."
GOOD_CALL = (
    "Good call. Ease out slowly and rest. If pain, tingling or dizziness doesn't pass, talk to a health professional."
)
EMERGENCY = (
    "Get emergency help now (112, 999, 911 or your local number) if you have new numbness between the legs, "
    "trouble urinating, new loss of bladder or bowel control, new weakness or numbness in a leg, an arm or your face, "
    "chest pain, trouble breathing, a sudden severe headache or neck pain, slurred speech, double vision, "
    "or if it began with an accident."
)
SEE_A_DOCTOR = (
    "See a doctor soon if your back pain comes with fever, unexplained weight loss, a new lump or swelling, gets worse "
    "at night or doesn't ease with rest, or if it isn't better after a few weeks or gets in the way of daily life. "
    "See one today about a calf that's newly swollen, hot or painful."
)
WHEN_TO_SEE_SOMEBODY = (
    "See a doctor or physio if it's severe, followed a fall, tingles or goes numb, or hasn't eased in a few weeks."
)
RED_FLAGS = (
    Claim(says=EMERGENCY, sources=("SHEFF", "SHEFF-NECK", "STROKE", "MAYO-HS", "NHS-DVT")),
    Claim(says=SEE_A_DOCTOR, sources=("SHEFF", "NHS-LB", "NHS-DVT")),
    Claim(says=WHEN_TO_SEE_SOMEBODY, sources=("MAYO-HS", "NHS-LB")),
)
"""When to see somebody, each sentence with its sources."""


@dataclass(frozen=True)
class Done:
    """One exercise that a person finished."""

    slug: str
    at: datetime


@dataclass(frozen=True)
class History:
    """What is stored about a person, as far as it matters for their next exercise."""

    seen: tuple[str, ...] = ()
    """The slugs of the exercises they were shown, the latest first."""
    recent: tuple[Done, ...] = ()
    """What they finished within the last 25 hours, the latest last."""
    noted: bool = False
    """Whether they were shown the first-use note."""
    zone: str | None = None
    """Their IANA zone, if Slack has told it."""
    fit: Fit = ANYTHING
    """Which exercises fit them."""
