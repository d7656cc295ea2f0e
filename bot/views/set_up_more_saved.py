"""What *More settings* says once it is saved: what changed, in plain words."""

from collections.abc import Sequence
from datetime import date, time

from slack_sdk.models.views import View

from bot.domain.formatting import (
    calendar_in_words,
    dates_in_words,
    days_in_words,
    join_words,
    time_in_words,
    times_in_words,
)
from bot.domain.preferences import NO_HOLIDAYS, Preferences
from bot.domain.reader import HourCycle
from bot.slack.blocks import modal
from bot.views.set_up_more import MORE_TITLE, goal_in_words
from bot.views.set_up_saved import saved_lines

READY_SENTENCES = {
    100: "You'll have the usual time to get ready.",
    150: "You'll have longer to get ready (×1.5).",
    200: "You'll have twice as long to get ready (×2).",
}


def more_saved(before: Preferences, after: Preferences, cycle: HourCycle, not_sent: Sequence[time] = ()) -> View:
    """Return the window that says what changed; `not_sent`: the reminders outside of the hours."""
    outside = _outside(not_sent, cycle) if before.hours != after.hours else []
    return modal(MORE_TITLE, saved_lines([*_changes(before, after, cycle), *outside]))


def _changes(before: Preferences, after: Preferences, cycle: HourCycle) -> list[str]:
    """Return a sentence for each preference that changed."""
    sentences = {
        _first_window(after): before.first_window != after.first_window,
        "Pictures stay still." if after.still_pictures else "Pictures move.": (
            before.still_pictures != after.still_pictures
        ),
        READY_SENTENCES[after.ready_percent]: before.ready_percent != after.ready_percent,
        _roster(after): before.counted_only != after.counted_only,
        _work(after, cycle): (before.work_days, before.hours) != (after.work_days, after.hours),
        _off(after): _days_off(before) != _days_off(after),
        f"Your goal is {goal_in_words(after.goal_days)}.": before.goal_days != after.goal_days,
    }
    return [sentence for sentence, is_changed in sentences.items() if is_changed]


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


def _days_off(chosen: Preferences) -> tuple[str, frozenset[date]]:
    return chosen.country or NO_HOLIDAYS, chosen.days_off


def _off(chosen: Preferences) -> str:
    holidays = [f"public holidays in {calendar_in_words(chosen.country)}"] if chosen.country else []
    dates = [dates_in_words(chosen.days_off)] if chosen.days_off else []
    return f"Your days off: {join_words([*holidays, *dates]) or 'none'}."
