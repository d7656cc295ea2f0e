"""Safety: when an exercise should rest, what to offer instead, and the notes and red flags that people read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.exercises import STRAINS, Exercise, Library

MIN_REST = timedelta(minutes=60)
"""Between two times of the same twist or arch."""
DAY = timedelta(hours=24)
"""Within which an exercise is done at most `per_day` times."""

FIRST_USE = (
    "These are gentle movements, not medical advice. If you're pregnant or injured, recently had surgery, or "
    "have osteoporosis or a disc problem, ask a professional first. Stop if anything hurts, tingles or makes you dizzy."
)
SAFETY = "Slow and easy. A light stretch is enough. Stop if anything hurts, tingles or makes you dizzy."
GOOD_CALL = (
    "Good call. Ease out slowly and rest. If pain, tingling or dizziness doesn't pass, talk to a health professional."
)
EMERGENCY = (
    "Get emergency help now (112, 999, 911 or your local number) if you have new numbness between the legs, "
    "trouble urinating, new loss of bladder or bowel control, new weakness or numbness in a leg, chest pain, "
    "a sudden severe headache or neck pain, slurred speech, double vision, or if it began with an accident."
)
SEE_A_DOCTOR = (
    "See a doctor soon if your back pain comes with fever, unexplained weight loss, a new lump or swelling, gets worse "
    "at night or doesn't ease with rest, or if it isn't better after a few weeks or gets in the way of daily life."
)
WHEN_TO_SEE_SOMEBODY = (
    "See a doctor or physio if it's severe, followed a fall, tingles or goes numb, or hasn't eased in a few weeks."
)


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
    """What they finished within the last 24 hours, the latest last."""
    noted: bool = False
    """Whether they were shown the first-use note."""


def rest_advice(exercise: Exercise, dones: Iterable[Done], now: datetime) -> str | None:
    """Return the sentence that this exercise should rest for now, or None if it need not."""
    times_done = [done.at for done in dones if done.slug == exercise.slug and now - DAY < done.at <= now]
    if exercise.movement in STRAINS and any(now - at < MIN_REST for at in times_done):
        return f"You did {exercise.name} within the last hour. Give your back an hour before doing it again."
    if len(times_done) >= exercise.per_day:
        return f"You've done {exercise.name} {_times_in_words(len(times_done))} today. Try something different?"
    return None


def alternative(exercise: Exercise, library: Library, dones: Iterable[Done], now: datetime) -> Exercise | None:
    """Return the first gentler exercise that need not rest itself, or None.

    In this order: the one it names, those of its areas, then the desk-friendly ones that are no twist or arch.
    """
    done_list = list(dones)
    named_by_exercise = library.routine([exercise.instead] if exercise.instead else [])
    same_area = [other for other in library.pool(None) if set(other.areas) & set(exercise.areas)]
    gentle = [other for other in library.pool(None) if other.movement not in STRAINS and other.is_desk_friendly]
    for other in [*named_by_exercise, *same_area, *gentle]:
        if other != exercise and not other.ask_first and rest_advice(other, done_list, now) is None:
            return other
    return None


def _times_in_words(count: int) -> str:
    return {1: "once", 2: "twice", 3: "three times"}.get(count, f"{count} times")
