"""The buttons that change, pause, resume and turn off a channel's breaks, and their action ids."""

from slack_sdk.models.blocks import ButtonElement, ConfirmObject

from bot.slack.blocks import button
from bot.views.timetable_payloads import FormButton

CHANGE_ACTION = "timetable.change"
TURN_OFF_ACTION = "timetable.off"
PAUSE_ACTION = "timetable.pause"
RESUME_ACTION = "timetable.resume"
TURN_BACK_ON_ACTION = "timetable.on_again"


def change_button(channel: str) -> ButtonElement:
    """Return the button that opens the form."""
    return button("Change", CHANGE_ACTION, FormButton(channel).pack())


def pause_button(channel: str) -> ButtonElement:
    """Return the button that opens the pause form."""
    return button("Pause", PAUSE_ACTION, channel)


def resume_button(channel: str) -> ButtonElement:
    """Return the button that ends a pause."""
    return button("Resume", RESUME_ACTION, channel)


def turn_off_button(channel: str) -> ButtonElement:
    """Return the button that turns the breaks off, once confirmed."""
    confirm = ConfirmObject(
        title="Turn the breaks off?",
        text="There will be no more stretch breaks in this channel.",
        confirm="Turn off",
        deny="Keep",
    )
    return button("Turn off", TURN_OFF_ACTION, channel, confirm=confirm)
