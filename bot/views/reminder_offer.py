"""The offer to be reminded twice a day of what somebody has just done."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.domain.parsing.personal_reminders import SET_PREFIX
from bot.slack.blocks import Message, actions, button
from bot.views.how_often import TWICE_A_DAY
from bot.views.reminder_form import OPEN_REMINDERS_ACTION


def offer_row(routine: str | None) -> Block:
    """Return the row that offers to be reminded twice a day, of this set if it was one."""
    typed = f"{TWICE_A_DAY} {SET_PREFIX}{routine}" if routine else TWICE_A_DAY
    return actions(button("Remind me twice a day", OPEN_REMINDERS_ACTION, typed), block="remind_offer")


def with_offer(message: Message, offer: Sequence[Block]) -> Message:
    """Return a message with the offer below it."""
    return Message(message.text, [*message.blocks, *offer])
