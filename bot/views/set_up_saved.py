"""What *My set-up* says once it is saved: what changed, in plain words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.domain.exercises import Exercise
from bot.domain.formatting import (
    calendar_in_words,
    dates_in_words,
    days_in_words,
    join_words,
    time_in_words,
    times_in_words,
)
from bot.domain.library import Library
from bot.domain.preferences import KITS, Fit, Preferences
from bot.domain.reader import HourCycle
from bot.slack.blocks import bullets, context, modal, section
from bot.views.set_up import KIT_NAMES, TITLE, goal_in_words

MAX_NAMED = 12
"""So many stretches are named, the others counted; the form lists them all."""
UNCHANGED = "Nothing has changed."
READY_SENTENCES = {
    100: "You'll have the usual time to get ready.",
    150: "You'll have longer to get ready (×1.5).",
    200: "You'll have twice as long to get ready (×2).",
}


@dataclass(frozen=True)
class SavedSetUp:
    """Preferences and hidden exercises, as they were or as they are."""

    preferences: Preferences
    hidden: frozenset[str]

    def suits(self, exercise: Exercise) -> bool:
        """Return whether an exercise may be offered."""
        return Fit(self.preferences.kit, self.hidden).suits(exercise)


def set_up_saved(
    before: SavedSetUp,
    after: SavedSetUp,
    asks: Iterable[str],
    library: Library,
    cycle: HourCycle,
    not_sent: Sequence[time] = (),
) -> View:
    """Return the window that says what changed, and whom to ask; `not_sent`: the reminders outside of the hours."""
    are_new = before.preferences.hours != after.preferences.hours
    lines = [
        *_left_out(before, after, library),
        *_emptied(before, after, library),
        *_changes(before.preferences, after.preferences, cycle),
        *(_outside(not_sent, cycle) if are_new else []),
    ]
    again = ["`/stretch set-up` brings any of them back."] if after.hidden else []
    blocks: list[Block] = [
        section("Saved."),
        section(bullets(lines) if lines else UNCHANGED),
        *map(section, asks),
        *map(context, again),
    ]
    return modal(TITLE, blocks)


def _left_out(before: SavedSetUp, after: SavedSetUp, library: Library) -> list[str]:
    """Return what is left out from now on, and what comes back."""
    out, back = after.hidden - before.hidden, before.hidden - after.hidden
    return [
        *([f"I've hidden {_count(out)}: {_named(out, library)}"] if out else []),
        *([f"I'll offer {_count(back)} again: {_named(back, library)}"] if back else []),
    ]


def _count(slugs: frozenset[str]) -> str:
    return f"{len(slugs)} {'stretch' if len(slugs) == 1 else 'stretches'}"


def _named(slugs: frozenset[str], library: Library) -> str:
    """Return "Cat arch · Knee roll"."""
    names = [exercise.name for exercise in library.exercises if exercise.slug in slugs]
    more = [f"{len(names) - MAX_NAMED} more"] if len(names) > MAX_NAMED else []
    return " · ".join([*names[:MAX_NAMED], *more])


def _emptied(before: SavedSetUp, after: SavedSetUp, library: Library) -> list[str]:
    """Return the areas that have nothing left for them, and had something."""
    areas = [
        area.title
        for area in library.areas
        if any(map(before.suits, library.pool(area.slug))) and not any(map(after.suits, library.pool(area.slug)))
    ]
    return [f"That leaves nothing under {join_words(f'“{title}”' for title in areas)}."] if areas else []


def _changes(before: Preferences, after: Preferences, cycle: HourCycle) -> list[str]:
    """Return a sentence for each preference that changed."""
    sentences = {
        _kit(after): before.kit != after.kit,
        _first_window(after): before.first_window != after.first_window,
        "Pictures stay still." if after.still_pictures else "Pictures move.": (
            before.still_pictures != after.still_pictures
        ),
        READY_SENTENCES[after.ready_percent]: before.ready_percent != after.ready_percent,
        _roster(after): before.counted_only != after.counted_only,
        _work(after, cycle): (before.work_days, before.hours) != (after.work_days, after.hours),
        _off(after): (before.country, before.days_off) != (after.country, after.days_off),
        f"Your goal is {goal_in_words(after.goal_days)}.": before.goal_days != after.goal_days,
    }
    return [sentence for sentence, is_changed in sentences.items() if is_changed]


def _kit(chosen: Preferences) -> str:
    """Return what there is, as the form names it."""
    names = [KIT_NAMES[kit] for kit in KITS if kit in (chosen.kit or ())]
    if not names:
        return "I'll offer only what needs no chair, mat or bed, and no room to stand."
    return f"You have: {join_words(name[:1].lower() + name[1:] for name in names)}."


def _first_window(chosen: Preferences) -> str:
    if chosen.first_window:
        return "The guide always shows the start position first."
    return "The guide shows the start position first only when a stretch is new to you."


def _roster(chosen: Preferences) -> str:
    return (
        "From now on, breaks count you without your name."
        if chosen.counted_only
        else "From now on, breaks show your name."
    )


def _work(chosen: Preferences, cycle: HourCycle) -> str:
    hours = " to ".join(time_in_words(at, cycle) for at in chosen.hours or ())
    return f"You work {days_in_words(chosen.work_days)}{f', {hours}' if hours else ''}."


def _outside(not_sent: Sequence[time], cycle: HourCycle) -> list[str]:
    if not not_sent:
        return []
    subject, verb, they = ("reminder", "is", "it") if len(not_sent) == 1 else ("reminders", "are", "they")
    return [f"Your {subject} at {times_in_words(not_sent, cycle)} {verb} outside these hours, so {they} won't come."]


def _off(chosen: Preferences) -> str:
    holidays = [f"public holidays in {calendar_in_words(chosen.country)}"] if chosen.country else []
    dates = [dates_in_words(chosen.days_off)] if chosen.days_off else []
    return f"Your days off: {join_words([*holidays, *dates]) or 'none'}."
