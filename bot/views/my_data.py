"""*My data*: what is stored about a person, why and for how long; sending and deleting it."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement, ConfirmObject
from slack_sdk.models.views import View

from bot.domain.person_data import PersonData
from bot.domain.reader import HourCycle
from bot.slack.blocks import Message, actions, bullets, button, context, modal, section
from bot.views.messages import message_from
from bot.views.my_data_lines import stored_lines, unused_line

OPEN_MY_DATA_ACTION = "data.open"
SEND_ACTION = "data.send"
DELETE_ACTION = "data.delete"
TITLE = "My data"
INTRO = "Only you can see this. I know you by your Slack id. I never store your name or your messages."
NOTHING = "I store nothing about you."
HOW_IT_IS_SENT = "*Send it to me* puts everything into a direct message from me, as a file."
DELETED = (
    "Done. Everything I stored about you is deleted, and your name is out of the breaks that are open now. "
    "Channels keep the breaks you set up, without your name. Messages that are in Slack already stay there, "
    "and so does a file that I sent you."
)
SENT_AS_FILE = "Sent. It's a file in your direct messages with me."
SENT_LATELY = "I sent it less than a minute ago. Have a look at your direct messages with me."
HERE_IT_IS = "Here's everything I store about you."
FILE_NAME, FILE_TITLE = "limber-my-data.json", "What Limber stores about me"
JOINED = "Put together in this order, the pieces are one JSON document."
SHORTENED = (
    "The longer lists are cut, since not all of it fits into messages. "
    "If an admin allows the app to write files (files:write), all of it comes as a file."
)


def my_data_view(data: PersonData, cycle: HourCycle, said: str = "") -> View:
    """Return the window; `said` is what the last press did."""
    return modal(TITLE, [section(NOTHING)] if data.is_empty else _blocks(data, cycle, said))


def deleted_view() -> View:
    """Return the window after everything was deleted."""
    return modal(TITLE, [section(DELETED)])


def sent_as_text(messages: int, is_shortened: bool) -> str:
    """Return what happened where no file could be sent."""
    pieces = "" if messages == 1 else f" in {messages} pieces"
    sent = f"Sent. I can't send files here, so it's text{pieces}, in your direct messages with me."
    return f"{sent} {SHORTENED}" if is_shortened else sent


def here_it_is() -> Message:
    """Return the message that comes before the file or the pieces."""
    return message_from([section(HERE_IT_IS)], HERE_IT_IS)


def piece_message(number: int, total: int, codes: Sequence[str]) -> Message:
    """Return one message of the text, whose blocks are code."""
    title = "As a JSON document:" if total == 1 else f"Piece {number} of {total}. {JOINED}"
    blocks = [f"```\n{code}\n```" for code in codes]
    return Message("\n".join([title, *blocks]), [section(title), *(section(block) for block in blocks)])


def _blocks(data: PersonData, cycle: HourCycle, said: str) -> list[Block]:
    unused = unused_line(data)
    return [
        section(INTRO),
        actions(button("Send it to me", SEND_ACTION), delete_button(), block="data"),
        section(f"*{said}*") if said else context(HOW_IT_IS_SENT),  # in sight where the button was pressed
        section(bullets(stored_lines(data, cycle))),
        *([context(unused)] if unused else []),
    ]


def delete_button(label: str = "Delete it all") -> ButtonElement:
    """Return the red button, which asks whether that is meant."""
    confirm = ConfirmObject(
        title="Delete your data?",
        text="This deletes everything I store about you, for good. Your reminders stop, and stretches you hid "
        "come up again. Channels keep the breaks you set up, without your name. Messages in Slack stay.",
        confirm="Delete",
        deny="Keep it",
        style="danger",
    )
    return button(label, DELETE_ACTION, style="danger", confirm=confirm)
