"""The form of private reminders: how often or at what times, on which days, for which area."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    InputBlock,
    Option,
    PlainTextInputElement,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.domain.break_choice import break_areas, break_sets
from bot.domain.errors import ParseError
from bot.domain.library import Library
from bot.domain.local_time import load_zone
from bot.domain.parsing.personal_reminders import SET_PREFIX, ReminderWish, parse_reminders
from bot.domain.preferences import Hours
from bot.domain.reader import HourCycle
from bot.domain.timetable import Timetable
from bot.slack.blocks import Message, actions, button, context, modal
from bot.views.form_inputs import MAX_OPTION_CHARS, day_checkboxes, zone_select
from bot.views.how_often import OWN_TIMES, TWICE_A_DAY, QuickChoice, choice_buttons, choice_of
from bot.views.submitted_fields import NO_DAY, FormErrors, SubmittedFields
from bot.views.timetable_form import ANY_AREA, WHOLE_BODY

OPEN_REMINDERS_ACTION = "remind.form"
"""Its value may have what to begin with: "11:00 15:30", "twice a day", or nothing."""
STOP_ACTION = "remind.off"
REMINDER_FORM_CALLBACK = "remind.submit"
OFTEN_BLOCK, TIMES_BLOCK, DAYS_BLOCK, AREA_BLOCK, ZONE_BLOCK = "often", "times", "days", "area", "zone"
TITLE = "My reminders"
PROMISE = "One stretch at a time, as a private message, and never two waiting for you."
TIMES_HINT = "Up to six a day, such as 11:00, 15:30 or every 90 minutes 9-17."
DAYS_HINT = "Only on these days, within your working hours, never on holidays or your other days off."
TYPE_TIMES = "Type your times here, such as 11:00 and 15:30."
PICK_ZONE = "Please choose a time zone."
MAX_TYPED = 150


@dataclass(frozen=True)
class ReminderForm:
    """What the form begins with."""

    days: frozenset[int]
    content: str
    """An area, or a set with its prefix; "" stands for any."""
    is_on: bool
    asks_zone: bool
    choices: Sequence[QuickChoice]
    cycle: HourCycle
    often: str = TWICE_A_DAY
    """One of the choices, or own times."""
    times: str = ""
    """Own times, "" where one of the choices stands for them."""

    def beginning_with(self, times: Sequence[time]) -> "ReminderForm":
        """Return it with the choice that stands for these times, else with them as own ones."""
        often = choice_of(times, self.choices)
        return replace(self, often=often, times=times_as_typed(times) if often == OWN_TIMES else "")

    def wishing(self, wish: ReminderWish) -> "ReminderForm":
        """Return it with what somebody wishes, where they say it."""
        form = self.beginning_with(wish.times) if wish.times else self
        return replace(form, days=wish.days or self.days, content=content_value(wish) or self.content)


@dataclass(frozen=True)
class EnteredReminders:
    """What was entered in the form; `zone` is None where it was not asked."""

    wish: ReminderWish
    zone: str | None


def reminder_form(form: ReminderForm, library: Library) -> View:
    """Return the form with what is set, or asked for."""
    stop = [actions(button("Stop these reminders", STOP_ACTION), block="stop")] if form.is_on else []
    zone = [InputBlock(block_id=ZONE_BLOCK, label="Time zone", element=zone_select(), hint="Type a city or country.")]
    often = choice_buttons(form.choices, form.often, form.cycle)
    days = day_checkboxes("remind.days", form.days)
    blocks: list[Block] = [
        context(PROMISE),
        InputBlock(block_id=OFTEN_BLOCK, label="How often?", element=often),
        InputBlock(
            block_id=TIMES_BLOCK, label="My own times", element=_times(form.times), optional=True, hint=TIMES_HINT
        ),
        InputBlock(block_id=DAYS_BLOCK, label="Days", element=days, hint=DAYS_HINT),
        InputBlock(block_id=AREA_BLOCK, label="Stretches for", element=_content(form.content, library)),
        *(zone if form.asks_zone else []),
        *stop,
    ]
    return modal(
        TITLE,
        blocks,
        submit="Save" if form.is_on else "Remind me",
        close="Cancel",
        callback_id=REMINDER_FORM_CALLBACK,
        private_metadata=form.times,
    )


def reminders_entered(view: Mapping[str, Any], hours: Hours | None, library: Library) -> EnteredReminders:
    """Return what was entered in the submitted form; raise FormErrors with all mistakes."""
    fields = SubmittedFields(view)
    days = fields.days(DAYS_BLOCK)
    zone, errors = fields.value(ZONE_BLOCK), _choice_mistakes(view, fields)
    wish, block = ReminderWish(), TIMES_BLOCK
    typed = _typed(fields, str(view.get("private_metadata") or ""))
    try:
        wish = parse_reminders(typed, hours, library)
    except ParseError as wrong:
        block = OFTEN_BLOCK if typed == fields.value(OFTEN_BLOCK) else TIMES_BLOCK
        errors[block] = str(wrong)
    if not wish.times and block not in errors:
        errors[TIMES_BLOCK] = TYPE_TIMES
    if errors:
        raise FormErrors(errors)
    return EnteredReminders(replace(_with_content(wish, fields), days=wish.days or days), zone or None)


def times_as_typed(times: Iterable[time]) -> str:
    """Return times as they stand in the form: "11:00, 15:30"."""
    return ", ".join(at.isoformat("minutes") for at in times)


def content_value(asked: ReminderWish | Timetable) -> str:
    """Return the option that stands for this area or set, "" if there is neither."""
    return f"{SET_PREFIX}{asked.routine}" if asked.routine else asked.area or ""


def shown_in_form(message: Message) -> View:
    """Return the window that shows, in place of the form, what was done."""
    return modal(TITLE, message.blocks)


def _with_content(wish: ReminderWish, fields: SubmittedFields) -> ReminderWish:
    """Return a wish for the area or set that was chosen, unless another was typed."""
    chosen = fields.value(AREA_BLOCK)
    if wish.area or wish.routine or chosen in ("", ANY_AREA):
        return wish
    if chosen.startswith(SET_PREFIX):
        return replace(wish, routine=chosen.removeprefix(SET_PREFIX))
    return replace(wish, area=chosen)


def _choice_mistakes(view: Mapping[str, Any], fields: SubmittedFields) -> dict[str, str]:
    errors = {} if fields.values(DAYS_BLOCK) else {DAYS_BLOCK: NO_DAY}
    asked_zone = any(block.get("block_id") == ZONE_BLOCK for block in view.get("blocks") or [])
    return errors | ({ZONE_BLOCK: PICK_ZONE} if asked_zone and not _is_zone(fields.value(ZONE_BLOCK)) else {})


def _typed(fields: SubmittedFields, before: str) -> str:
    """Return what was typed, or what was picked where the times are still those that the form began with.

    Whoever types times means them, even if one of the choices is still ticked.
    """
    typed, picked = fields.value(TIMES_BLOCK).strip(), fields.value(OFTEN_BLOCK)
    return typed if picked in ("", OWN_TIMES) or typed not in ("", before) else picked


def _is_zone(name: str) -> bool:
    try:
        load_zone(name)
    except ValueError:
        return False
    return bool(name)


def _times(times: str) -> PlainTextInputElement:
    return PlainTextInputElement(
        action_id="remind.times", initial_value=times or None, max_length=MAX_TYPED, placeholder="11:00 and 15:30"
    )


def _content(chosen: str, library: Library) -> StaticSelectElement:
    """Return the menu of areas and sets, also with a set that is chosen and not for breaks at work."""
    named = library.routine(chosen.removeprefix(SET_PREFIX))
    sets = {routine.slug: routine for routine in (*break_sets(library), *([named] if named else []))}
    labels = {ANY_AREA: WHOLE_BODY} | {area.slug: area.title for area in break_areas(library)}
    labels |= {f"{SET_PREFIX}{slug}": routine.name for slug, routine in sets.items()}
    options = [Option(text=label[:MAX_OPTION_CHARS], value=value) for value, label in labels.items()]
    first = next((option for option in options if option.value == chosen), options[0])
    return StaticSelectElement(action_id="remind.area", options=options, initial_option=first)
