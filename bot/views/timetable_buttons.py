"""The buttons that change, pause, resume and turn off a channel's breaks, and their action ids."""

from datetime import datetime

from slack_sdk.models.blocks import Block, ButtonElement, ConfirmObject

from bot.domain.breaks import ChannelTimetable
from bot.domain.timetable import is_paused
from bot.slack.blocks import actions, button
from bot.views.timetable_payloads import FormButton

CHANGE_ACTION = "timetable.change"
TURN_OFF_ACTION = "timetable.off"
PAUSE_ACTION = "timetable.pause"
RESUME_ACTION = "timetable.resume"
TURN_BACK_ON_ACTION = "timetable.on_again"


def state_buttons(found: ChannelTimetable, now: datetime, style: str | None = None) -> Block:
    """Return the row of buttons that fits the timetable's state; `style` is of the one that starts it again."""
    return actions(
        change_button(found.channel),
        start_or_pause_button(found, now, style),
        turn_off_button(found.channel),
        block="timetable",
    )


def change_button(channel: str) -> ButtonElement:
    """Return the button that opens the form."""
    return button("Change", CHANGE_ACTION, FormButton(channel).pack())


def start_or_pause_button(found: ChannelTimetable, now: datetime, style: str | None = None) -> ButtonElement:
    """Return the button that starts a stopped timetable, resumes a paused one or pauses it; `style` is of the first."""
    if found.stopped:
        return button("Start again", RESUME_ACTION, found.channel, style)
    if is_paused(found.timetable, now):
        return button("Resume", RESUME_ACTION, found.channel)
    return button("Pause", PAUSE_ACTION, found.channel)


def turn_off_button(channel: str) -> ButtonElement:
    """Return the button that turns the breaks off, once confirmed."""
    confirm = ConfirmObject(
        title="Turn the breaks off?",
        text="There won't be any more stretch breaks in this channel.",
        confirm="Turn off",
        deny="Keep them",
    )
    return button("Turn off", TURN_OFF_ACTION, channel, confirm=confirm)
