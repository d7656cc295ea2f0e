"""Reads the submitted forms *My set-up* and *More settings*; a mistake is reported at its field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from bot.domain.holidays import calendar_exists
from bot.domain.library import Library
from bot.domain.preferences import DEFAULT_GOAL, GOALS, KITS, NO_HOLIDAYS, READY_PERCENTS, Hours, Kit, Preferences
from bot.domain.situations import hidden_by
from bot.views.form_inputs import NO_COUNTRY
from bot.views.set_up import BRING_BACK
from bot.views.set_up_more import COUNTED, FIRST_WINDOW, STILL_PICTURES
from bot.views.submitted_fields import NO_DAY, FormErrors, SubmittedFields

Mistakes = dict[str, str]
"""Block id to the sentence that stands there."""
BOTH_HOURS = "Please choose when you begin and when you finish, or neither."
HOURS_BACKWARDS = "That's not after you begin. Please choose a later time."
NO_CALENDAR = "I don't know that calendar. Please choose one from the list."


@dataclass(frozen=True)
class SetUpEntered:
    """What somebody entered; of the situations that they chose only what follows from them, and nothing is stored."""

    kit: frozenset[Kit]
    hidden: frozenset[str]
    """The slugs of all that is not for them from now on."""
    asks: tuple[str, ...] = ()
    """Whom to ask, and what to mind, in the situations that they chose."""


def set_up_entered(view: Mapping[str, Any], library: Library) -> SetUpEntered:
    """Return what was entered; there is nothing to get wrong."""
    fields = SubmittedFields(view)
    situations = library.situations.named([*fields.values("parts"), *fields.values("situations")])
    asks = tuple(dict.fromkeys(str(each.ask) for each in situations if each.ask))
    ticked = fields.values("kit")
    return SetUpEntered(
        frozenset(kit for kit in KITS if kit in ticked),
        _left_out(fields, library) | hidden_by(situations, library.exercises),
        asks,
    )


def more_entered(view: Mapping[str, Any], today: date) -> Preferences:
    """Return what was entered in *More settings*, which does not ask what they have; raise FormErrors."""
    fields = SubmittedFields(view)
    hours, wrong_hours = _hours(fields)
    days_off, wrong_days_off = fields.dates("days_off", today)
    mistakes = _wrong_days(fields) | wrong_hours | _wrong_country(fields) | wrong_days_off
    if mistakes:
        raise FormErrors(mistakes)
    guide = fields.values("guide")
    return Preferences(
        first_window=FIRST_WINDOW in guide,
        still_pictures=STILL_PICTURES in guide,
        ready_percent=_number(fields.value("ready"), READY_PERCENTS, READY_PERCENTS[0]),
        counted_only=fields.value("roster") == COUNTED,
        goal_days=_number(fields.value("goal"), GOALS, DEFAULT_GOAL),
        work_days=fields.days("work_days"),
        hours=hours,
        country=_country(fields),
        days_off=days_off,
    )


def _left_out(fields: SubmittedFields, library: Library) -> frozenset[str]:
    """Return what is left out by name, nothing if all of it shall come back."""
    named = () if BRING_BACK in fields.values("bring_back") else fields.values("hidden")
    return frozenset(slug for slug in named if library.find(slug))


def _number(entered: str, allowed: tuple[int, ...], otherwise: int) -> int:
    return next((number for number in allowed if str(number) == entered), otherwise)


def _wrong_days(fields: SubmittedFields) -> Mistakes:
    return {} if fields.days("work_days") else {"work_days": NO_DAY}


def _hours(fields: SubmittedFields) -> tuple[Hours | None, Mistakes]:
    """Return the working hours, or none and what is wrong with them."""
    begin, end = _time(fields.value("hours_from")), _time(fields.value("hours_to"))
    if begin is None or end is None:
        missing = "hours_from" if begin is None else "hours_to"
        return None, {} if begin is end else {missing: BOTH_HOURS}
    return ((begin, end), {}) if begin < end else (None, {"hours_to": HOURS_BACKWARDS})


def _time(entered: str) -> time | None:
    try:
        return datetime.strptime(entered, "%H:%M").time()
    except ValueError:
        return None


def _country(fields: SubmittedFields) -> str:
    chosen = fields.value("country")
    return NO_HOLIDAYS if chosen == NO_COUNTRY else chosen


def _wrong_country(fields: SubmittedFields) -> Mistakes:
    chosen = _country(fields)
    return {} if chosen == NO_HOLIDAYS or calendar_exists(chosen) else {"country": NO_CALENDAR}
