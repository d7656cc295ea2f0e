"""The form that asks for how long a channel's breaks pause."""

from slack_sdk.models.blocks import Block, InputBlock, Option, PlainTextInputElement, RadioButtonsElement
from slack_sdk.models.views import View

from bot.slack.blocks import modal, section
from bot.views.timetable_payloads import FormMetadata

PAUSE_FORM_CALLBACK = "timetable.pause_form"
LENGTH_BLOCK = "length"
UNTIL_BLOCK = "until"
"""The block ids of the pause form."""
PAUSE_LENGTHS = {
    "An hour": "1h",
    "The rest of today": "today",
    "Until Monday": "until monday",
    "A week": "1 week",
    "Until someone resumes them": "until resumed",
}
"""The options of the pause form: label to what `parse_pause` reads."""


def pause_form(channel: str, home: bool = False) -> View:
    """Return the form that asks for how long the breaks of a channel pause; `home`: it is opened from the Home tab."""
    choices = [Option(text=label, value=value) for label, value in PAUSE_LENGTHS.items()]
    lengths = RadioButtonsElement(action_id=f"timetable.{LENGTH_BLOCK}", options=choices, initial_option=choices[0])
    until = PlainTextInputElement(action_id=f"timetable.{UNTIL_BLOCK}", placeholder="until 7 January", max_length=100)
    blocks: list[Block] = [
        section(f"No stretch breaks in <#{channel}> during the pause. You can resume them any time."),
        InputBlock(block_id=LENGTH_BLOCK, label="How long?", element=lengths),
        InputBlock(block_id=UNTIL_BLOCK, label="Or type another time", element=until, optional=True),
    ]
    metadata = FormMetadata(channel, home).pack()
    return modal(
        "Pause breaks",
        blocks,
        submit="Pause",
        close="Cancel",
        callback_id=PAUSE_FORM_CALLBACK,
        private_metadata=metadata,
    )
