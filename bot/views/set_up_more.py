"""*More settings* of *My set-up*: how the guide goes, how breaks name a person, their week and their goal."""

from datetime import date, time

from slack_sdk.models.blocks import Block, RadioButtonsElement, StaticSelectElement, TimePickerElement
from slack_sdk.models.views import View

from bot.domain.preferences import GOALS, READY_PERCENTS, Preferences
from bot.slack.blocks import Message, actions, button, header, modal
from bot.views.form_inputs import checkboxes, country_select, dates_input, day_checkboxes, field, options_of
from bot.views.messages import FORM_NOT_OPENED, sentence_message

OPEN_MORE_ACTION = "setup.more"
MORE_CALLBACK = "setup.more_form"
MORE_TITLE = "More settings"
FIRST_WINDOW, STILL_PICTURES = "first-window", "still-pictures"
GUIDE_NAMES = {FIRST_WINDOW: "Always show the start position first", STILL_PICTURES: "Still pictures"}
READY_NAMES = {100: "As usual", 150: "Longer (×1.5)", 200: "Twice as long (×2)"}
NAMED, COUNTED = "named", "counted"
ROSTER_NAMES = {NAMED: "Show my name", COUNTED: "Only count me"}


def more_form(chosen: Preferences, today: date) -> View:
    """Return the form, filled with what is stored; days off that are past are left out."""
    blocks = [header("The guide and breaks"), *_manners(chosen), header("My week"), *_week(chosen, today)]
    return modal(MORE_TITLE, blocks, submit="Save", close="Cancel", callback_id=MORE_CALLBACK)


def more_not_opened() -> Message:
    """Return a button that opens the form after it did not open within Slack's three seconds."""
    return sentence_message(FORM_NOT_OPENED, actions(button(MORE_TITLE, OPEN_MORE_ACTION), block="setup"))


def goal_in_words(goal: int) -> str:
    """Return a goal: "3 days a week"."""
    return f"{goal} {'day' if goal == 1 else 'days'} a week"


def _manners(chosen: Preferences) -> list[Block]:
    guide = {FIRST_WINDOW: chosen.first_window, STILL_PICTURES: chosen.still_pictures}
    ticked = [name for name, is_on in guide.items() if is_on]
    ready = {str(percent): READY_NAMES[percent] for percent in READY_PERCENTS}
    roster = options_of(ROSTER_NAMES)
    return [
        field("guide", "In the guide", checkboxes("setup.guide", GUIDE_NAMES, ticked)),
        field("ready", "Time to get ready for each hold", _select("setup.ready", ready, str(chosen.ready_percent))),
        field(
            "roster",
            "When I join a break",
            RadioButtonsElement(action_id="setup.roster", options=roster, initial_option=roster[chosen.counted_only]),
        ),
    ]


def _week(chosen: Preferences, today: date) -> list[Block]:
    begin, end = chosen.hours or (None, None)
    goals = {str(goal): goal_in_words(goal) for goal in GOALS}
    return [
        field("work_days", "Working days", day_checkboxes("setup.days", chosen.work_days), optional=False),
        field("hours_from", "I work from", _time("setup.from", begin), hint="In your own time zone."),
        field("hours_to", "Until", _time("setup.to", end)),
        field("country", "Public holidays in", country_select(chosen.country), hint="Type a country or region."),
        field("days_off", "Other days off", dates_input("setup.days_off", chosen.days_off, today)),
        field("goal", "My goal", _select("setup.goal", goals, str(chosen.goal_days))),
    ]


def _select(action: str, names: dict[str, str], chosen: str) -> StaticSelectElement:
    options = options_of(names)
    initial = next((option for option in options if option.value == chosen), options[0])
    return StaticSelectElement(action_id=action, options=options, initial_option=initial)


def _time(action: str, at: time | None) -> TimePickerElement:
    initial = at.isoformat("minutes") if at else None
    return TimePickerElement(action_id=action, initial_time=initial, placeholder="Choose a time")
