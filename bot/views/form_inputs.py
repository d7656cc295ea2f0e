"""Inputs that several forms have: checkboxes, days, dates, time zones and calendars of public holidays."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from slack_sdk.models.blocks import (
    CheckboxesElement,
    ExternalDataSelectElement,
    InputBlock,
    Option,
    PlainTextInputElement,
)
from slack_sdk.models.blocks.block_elements import InputInteractiveElement

from bot.domain.calendar_names import DAY_NAMES
from bot.domain.formatting import dates_in_words
from bot.domain.holidays import calendar_title, search_calendars
from bot.domain.parsing.time_zone import search_zones, zone_title

ZONE_ACTION = "timetable.zone"
COUNTRY_ACTION = "timetable.country"
NO_COUNTRY = "none"
MAX_OPTION_CHARS = 75
"""Slack's limit of an option's text: https://docs.slack.dev/reference/block-kit/composition-objects/option-object"""
MAX_OPTIONS = 100
"""Slack's limit of a select menu: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element"""
MAX_INPUT_CHARS = 3000
"""Slack's limit of a plain-text input: https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element"""
NO_CALENDAR_OPTION = Option(text="None", value=NO_COUNTRY)


def field(
    block: str, label: str, element: InputInteractiveElement, optional: bool = True, hint: str = ""
) -> InputBlock:
    """Return a field of a form."""
    return InputBlock(block_id=block, label=label, element=element, optional=optional, hint=hint or None)


def options_of(names: Mapping[Any, str]) -> list[Option]:
    """Return options by their values."""
    return [Option(text=name, value=value) for value, name in names.items()]


def checkboxes(action: str, names: Mapping[Any, str], ticked: Iterable[str]) -> CheckboxesElement:
    """Return checkboxes, with these ticked."""
    options, chosen = options_of(names), set(ticked)
    initial = [option for option in options if option.value in chosen]
    return CheckboxesElement(action_id=action, options=options, initial_options=initial or None)


def day_checkboxes(action: str, chosen: Iterable[int]) -> CheckboxesElement:
    """Return the days of the week, Monday first, with these ticked."""
    options = [Option(text=name, value=str(day)) for day, name in enumerate(DAY_NAMES)]
    ticked = [options[day] for day in sorted(chosen)] or None
    return CheckboxesElement(action_id=action, options=options, initial_options=ticked)


def dates_input(action: str, days: Iterable[date], today: date) -> PlainTextInputElement:
    """Return the field for dates, with those of these that are not past."""
    coming = dates_in_words(day for day in days if day >= today)
    return PlainTextInputElement(
        action_id=action,
        initial_value=coming or None,
        multiline=True,
        max_length=MAX_INPUT_CHARS,
        placeholder="24 December to 2 January, 1 May",
    )


def zone_select(initial: Option | None = None) -> ExternalDataSelectElement:
    """Return the menu of time zones, whose options a listener offers."""
    return ExternalDataSelectElement(
        action_id=ZONE_ACTION, initial_option=initial, min_query_length=0, placeholder="Choose a time zone"
    )


def zone_options(typed: str, now: datetime) -> list[Option]:
    """Return the options of the zone menu for these typed words."""
    return [zone_option(zone, now) for zone in search_zones(typed, MAX_OPTIONS)]


def country_options(typed: str) -> list[Option]:
    """Return the options of the holidays menu for these words, with "None" unless something was found."""
    found = [_country_option(calendar) for calendar in search_calendars(typed, MAX_OPTIONS - 1)]
    return [*([] if typed.strip() and found else [NO_CALENDAR_OPTION]), *found]


def country_select(calendar: str | None) -> ExternalDataSelectElement:
    """Return the menu of public holidays, whose options a listener offers."""
    initial = _country_option(calendar) if calendar else NO_CALENDAR_OPTION
    return ExternalDataSelectElement(
        action_id=COUNTRY_ACTION, initial_option=initial, min_query_length=0, placeholder="Choose a country"
    )


def _country_option(calendar: str) -> Option:
    return Option(text=calendar_title(calendar)[:MAX_OPTION_CHARS], value=calendar)


def zone_option(zone: str, now: datetime) -> Option:
    """Return the option of a time zone."""
    return Option(text=zone_title(zone, now)[:MAX_OPTION_CHARS], value=zone)
