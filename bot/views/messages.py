"""Messages whose text, for notifications and screen readers, is that of their blocks without mrkdwn marks."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.slack.blocks import Message, section

FORM_NOT_OPENED = "The form didn't open in time."
"""Said with a button that opens it: Slack allows three seconds after a click."""


def message_from(blocks: Sequence[Block], *lines: str) -> Message:
    """Return a message with these blocks, whose text is the lines that are not empty, without * and `."""
    return Message("\n".join(line for line in lines if line).replace("*", "").replace("`", ""), blocks)


def sentence_message(sentence: str, *blocks: Block) -> Message:
    """Return a message of one section with this sentence, followed by blocks that the text leaves out."""
    return message_from([section(sentence), *blocks], sentence)
