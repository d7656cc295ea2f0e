"""Answers to what people say in passing: hello, thanks, stop."""

from bot.domain.parsing.fuzzy import shortened
from bot.slack.blocks import Message, actions, button, escape_text, section
from bot.views.messages import message_from, sentence_message
from bot.views.reminder_form import STOP_ACTION

HELLO = "Hi there!"
THANKS = "You're welcome!"
STOP_IN_CHANNEL = (
    "*This channel's breaks:* type `/stretch pause`, `/stretch pause until monday` or `/stretch off` in the channel."
)
STOP_FOR_ONE = (
    "*Just for you:* joining is always optional, and I only message you when you ask. "
    "`/stretch remind me off` stops your reminders, and `/stretch my data` shows what I store about you and deletes it."
)


def greeted(greeting: str, message: Message) -> Message:
    """Return a message with a greeting above it."""
    return Message(f"{greeting}\n{message.text}", [section(greeting), *message.blocks])


def how_to_stop(has_reminders: bool = False) -> Message:
    """Return how to pause and turn off, for a channel and for oneself; nothing has been changed."""
    lines = ["Nothing has changed yet. Here's how to stop:", STOP_IN_CHANNEL, STOP_FOR_ONE]
    stop = [actions(button("Stop my reminders", STOP_ACTION), block="reminders")] if has_reminders else []
    return message_from([*(section(line) for line in lines), *stop], *lines)


def type_in_channel(command: str) -> Message:
    """Return the answer to a channel's command that was typed outside a channel."""
    typed = f"`/stretch {escape_text(shortened(command))}`"
    return sentence_message(f"{typed} is for a channel's breaks: type it in that channel. Just for you: `/stretch`.")
