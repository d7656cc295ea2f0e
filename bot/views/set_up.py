"""*My set-up*: what a person has, what is not for them, and how they want to be treated."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, time
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    CheckboxesElement,
    InputBlock,
    Option,
    OptionGroup,
    RadioButtonsElement,
    StaticMultiSelectElement,
    StaticSelectElement,
    TimePickerElement,
)
from slack_sdk.models.blocks.block_elements import InputInteractiveElement
from slack_sdk.models.views import View

from bot.domain.library import Library
from bot.domain.preferences import GOALS, KITS, READY_PERCENTS, Kit, Preferences
from bot.domain.situations import Situation
from bot.slack.blocks import Message, actions, button, context, header, modal
from bot.views.form_inputs import country_select, dates_input, day_checkboxes
from bot.views.messages import FORM_NOT_OPENED, sentence_message

OPEN_SET_UP_ACTION = "setup.open"
SET_UP_CALLBACK = "setup.form"
TITLE = "My set-up"
KIT_NAMES: dict[Kit, str] = {
    "chair": "A chair with wheels",
    "firm-chair": "A firm chair without wheels",
    "standing": "Room to stand",
    "mat": "A mat",
    "bed": "A bed",
}
FIRST_WINDOW, STILL_PICTURES = "first-window", "still-pictures"
GUIDE_NAMES = {FIRST_WINDOW: "Always show the start position first", STILL_PICTURES: "Still pictures"}
READY_NAMES = {100: "As usual", 150: "Longer (×1.5)", 200: "Twice as long (×2)"}
NAMED, COUNTED = "named", "counted"
ROSTER_NAMES = {NAMED: "Show my name", COUNTED: "Only count me"}
BRING_BACK = "all"
NEVER_THE_REASON = "I keep only the list of stretches this hides, never the reason."


def set_up_form(chosen: Preferences, hidden: Collection[str], library: Library, today: date) -> View:
    """Return the form, filled with what is stored; days off that are past are left out."""
    blocks = [
        context("All of this is optional, and only you see it."),
        *_what_fits(chosen, hidden, library),
        header("The guide and breaks"),
        *_manners(chosen),
        header("My week"),
        *_week(chosen, today),
        context("For a channel's breaks, type `/stretch breaks` there."),
    ]
    return modal(TITLE, blocks, submit="Save", close="Cancel", callback_id=SET_UP_CALLBACK)


def set_up_not_opened() -> Message:
    """Return a button that opens the form after it did not open within Slack's three seconds."""
    return sentence_message(FORM_NOT_OPENED, actions(set_up_button(), block="setup"))


def set_up_button() -> ButtonElement:
    """Return the button that opens the form."""
    return button(TITLE, OPEN_SET_UP_ACTION)


def _what_fits(chosen: Preferences, hidden: Collection[str], library: Library) -> list[Block]:
    kept = _left_out(hidden, library)
    parts, conditions = library.situations.parts, library.situations.conditions
    has = _checkboxes("setup.kit", KIT_NAMES, KITS if chosen.kit is None else chosen.kit)
    back = _checkboxes("setup.bring_back", {BRING_BACK: "Show all of them again"}, ())
    return [
        _field("kit", "What I have", has, hint="I'll leave out what needs anything else."),
        *([_field("parts", "Not for me: parts of the body", _several("setup.parts", parts))] if parts else []),
        *(
            [
                _field(
                    "situations",
                    "Not for me: situations",
                    _several("setup.situations", conditions),
                    hint=NEVER_THE_REASON,
                )
            ]
            if conditions
            else []
        ),
        _field("hidden", "Hidden stretches", kept, hint="To bring one back, take it off this list."),
        *([_field("bring_back", "Or all at once", back)] if kept.initial_options else []),
    ]


def _manners(chosen: Preferences) -> list[Block]:
    guide = {FIRST_WINDOW: chosen.first_window, STILL_PICTURES: chosen.still_pictures}
    ticked = [name for name, is_on in guide.items() if is_on]
    ready = {str(percent): READY_NAMES[percent] for percent in READY_PERCENTS}
    roster = _options(ROSTER_NAMES)
    return [
        _field("guide", "In the guide", _checkboxes("setup.guide", GUIDE_NAMES, ticked)),
        _field("ready", "Time to get ready for each hold", _select("setup.ready", ready, str(chosen.ready_percent))),
        _field(
            "roster",
            "When I join a break",
            RadioButtonsElement(action_id="setup.roster", options=roster, initial_option=roster[chosen.counted_only]),
        ),
    ]


def _week(chosen: Preferences, today: date) -> list[Block]:
    begin, end = chosen.hours or (None, None)
    goals = {str(goal): goal_in_words(goal) for goal in GOALS}
    return [
        _field("work_days", "Working days", day_checkboxes("setup.days", chosen.work_days), optional=False),
        _field("hours_from", "I work from", _time("setup.from", begin), hint="In your own time zone."),
        _field("hours_to", "Until", _time("setup.to", end)),
        _field("country", "Public holidays in", country_select(chosen.country), hint="Type a country or region."),
        _field("days_off", "Other days off", dates_input("setup.days_off", chosen.days_off, today)),
        _field("goal", "My goal", _select("setup.goal", goals, str(chosen.goal_days))),
    ]


def goal_in_words(goal: int) -> str:
    """Return a goal: "3 days a week"."""
    return f"{goal} {'day' if goal == 1 else 'days'} a week"


def _field(block: str, label: str, element: InputInteractiveElement, optional: bool = True, hint: str = "") -> Block:
    return InputBlock(block_id=block, label=label, element=element, optional=optional, hint=hint or None)


def _options(names: Mapping[Any, str]) -> list[Option]:
    return [Option(text=name, value=value) for value, name in names.items()]


def _checkboxes(action: str, names: Mapping[Any, str], ticked: Iterable[str]) -> CheckboxesElement:
    options, chosen = _options(names), set(ticked)
    initial = [option for option in options if option.value in chosen]
    return CheckboxesElement(action_id=action, options=options, initial_options=initial or None)


def _select(action: str, names: dict[str, str], chosen: str) -> StaticSelectElement:
    options = _options(names)
    initial = next((option for option in options if option.value == chosen), options[0])
    return StaticSelectElement(action_id=action, options=options, initial_option=initial)


def _time(action: str, at: time | None) -> TimePickerElement:
    initial = at.isoformat("minutes") if at else None
    return TimePickerElement(action_id=action, initial_time=initial, placeholder="Choose a time")


def _several(action: str, situations: Sequence[Situation]) -> StaticMultiSelectElement:
    """Return a menu of what hides several at once; nothing is chosen, since what was is not known."""
    options = _options({each.slug: each.name for each in situations})
    return StaticMultiSelectElement(action_id=action, options=options, placeholder="Choose any")


def _left_out(hidden: Collection[str], library: Library) -> StaticMultiSelectElement:
    """Return the menu of all exercises, each under its first area, with those that are left out chosen."""
    by_area = {
        area.title: {each.slug: each.name for each in library.exercises if each.areas[0] == area.slug}
        for area in library.areas
    }
    groups = [OptionGroup(label=title, options=_options(names)) for title, names in by_area.items() if names]
    chosen = [option for group in groups for option in group.options or () if option.value in hidden]
    return StaticMultiSelectElement(
        action_id="setup.hidden", option_groups=groups, initial_options=chosen or None, placeholder="None"
    )
