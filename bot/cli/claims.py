"""`limber claims`: what Limber says and which source says so, for a health professional who reviews it."""

from dataclasses import dataclass

from bot.content.report import did_you_mean
from bot.domain.exercises import Claim, Exercise
from bot.domain.library import Library
from bot.domain.parsing.names import exercise_by_name, plain_words, routine_by_name
from bot.domain.routines import Routine
from bot.domain.safety import RED_FLAGS
from bot.domain.situations import Situation, hidden_by
from bot.domain.symptom_words import WordGroup
from bot.views.cracking import CLAIMS as CRACKING

NOBODY = "nobody yet"


class UnknownTopic(Exception):
    """Read by whoever asked for it: nothing has this name."""


@dataclass(frozen=True)
class Topic:
    """What claims are about: an exercise, a routine, a group of words, a situation, or a text."""

    slug: str
    title: str
    claims: tuple[Claim, ...]
    notes: str = ""
    strength: str = ""
    """How strong the evidence is, of exercises."""
    reviewed_by: str = ""
    """Who has checked it, of exercises."""


def topics(library: Library) -> list[Topic]:
    """Return everything that has claims."""
    return [
        *map(_of_exercise, library.exercises),
        *map(_of_routine, library.routines),
        *map(_of_words, library.words.groups),
        *(_of_situation(each, library) for each in library.situations),
        Topic("red-flags", "When to see a doctor", RED_FLAGS),
        Topic("cracking", "Cracking your back", CRACKING),
    ]


def topic_named(name: str, library: Library) -> Topic:
    """Return the topic with this slug, or the exercise or routine of this name; raise UnknownTopic if there is none."""
    typed = name.casefold()
    named = exercise_by_name(library).get(typed) or routine_by_name(library).get(plain_words(typed))
    wanted = named.slug if named else typed
    by_slug = {topic.slug: topic for topic in topics(library)}
    if wanted not in by_slug:
        raise UnknownTopic(f'Nothing is called "{name}"{did_you_mean(wanted, by_slug) or "."}')
    return by_slug[wanted]


def sources_of(claim: Claim, library: Library) -> list[tuple[str, str, str]]:
    """Return the id, what it says and the address of each source of a claim."""
    return [(each, library.sources[each].gave, library.sources[each].address) for each in claim.sources]


def _of_exercise(exercise: Exercise) -> Topic:
    strength, reviewed_by = exercise.evidence.strength, exercise.reviewed_by or NOBODY
    notes = f"Evidence: {strength}. Reviewed by: {reviewed_by}."
    return Topic(exercise.slug, exercise.name, exercise.claims, notes, strength, reviewed_by)


def _of_routine(routine: Routine) -> Topic:
    said = (claim for claim in (routine.caution, routine.often) if claim)
    return Topic(routine.slug, routine.name, (Claim(says=routine.purpose), *said))


def _of_words(group: WordGroup) -> Topic:
    slug = f"words-{group.name.replace(' ', '-')}"
    return Topic(slug, f"Words: {group.name}", (group.why,), f"{group.means.capitalize()}: {', '.join(group.words)}")


def _of_situation(situation: Situation, library: Library) -> Topic:
    asked = (situation.ask,) if situation.ask else ()
    hidden = hidden_by([situation], library.exercises)
    names = ", ".join(exercise.name for exercise in library.exercises if exercise.slug in hidden)
    return Topic(
        f"not-for-{situation.slug}", f"Not for me: {situation.name}", (*situation.why, *asked), f"Hides: {names}"
    )
