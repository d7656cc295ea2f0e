"""Block Kit's rules for blocks and views: which fields each has, how long they may be, where they may stand."""

from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models import blocks as sdk
from slack_sdk.models.views import View

from bot.playground.block_elements import ACCESSORY, ACTION, CONTEXT, ENTRY, ID, anything, picture, plain, words
from bot.playground.schema import Check, among, array, by_type, either, flag, note, shape, string, whole


def block(required: dict[str, Check], /, **optional: Check) -> Check:
    """A block."""
    return shape({"type": anything, **required}, block_id=ID, **optional)


def as_sdk_says(value: Any, at: str, found: list[str]) -> None:
    """A rarer block: what slack_sdk's own model of it says."""
    try:
        model = sdk.Block.parse(value)
        if model is not None:
            model.to_dict()
            for name in value.keys() - model.attributes - {"block_id"}:
                note(found, f"invalid additional property: {name}", at)
    except (SlackObjectFormationError, TypeError, AttributeError, KeyError, ValueError) as error:
        note(found, str(error), at)


SECTION = block({}, text=words(3000), fields=array(words(2000), 10), accessory=ACCESSORY, expand=flag)
COMMON: dict[str, Check] = {
    "section": either("text", "fields", SECTION, both=True),
    "header": block({"text": plain(sdk.HeaderBlock.text_max_length)}, level=whole(1, 4)),
    "divider": block({}),
    "context": block({"elements": array(CONTEXT, sdk.ContextBlock.elements_max_length)}),
    "actions": block({"elements": array(ACTION, sdk.ActionsBlock.elements_max_length)}),
    "image": picture(block_id=ID, title=plain(sdk.ImageBlock.title_max_length)),
    "input": block({"label": plain(2000), "element": ENTRY}, hint=plain(2000), optional=flag, dispatch_action=flag),
    "rich_text": as_sdk_says,
    "video": as_sdk_says,
    "card": as_sdk_says,
}
LEVELS = among("default", "info", "warning", "error", "success")
RARE = ("markdown", "table", "task_card", "plan", "carousel", "container", "context_actions", "file")
SPECIAL: dict[str, dict[str, Check]] = {
    "message": dict.fromkeys(RARE, as_sdk_says),
    "modal": {"alert": block({"text": words(200)}, level=LEVELS)},
    "home": dict.fromkeys(("table", "carousel"), as_sdk_says),
}
"""What only some surfaces take. Slack's `data_table` and `data_visualization` are not known here, so refused."""
MOST = {"message": 50, "modal": 100, "home": 100}
BLOCKS = {
    where: array(by_type(COMMON | special), MOST[where], least=0 if where == "message" else 1)
    for where, special in SPECIAL.items()
}

PRIVATE = {
    "private_metadata": string(View.private_metadata_max_length, 0),
    "callback_id": string(View.callback_id_max_length, 0),
    "external_id": string(255, 0),
}
SHORT = plain(View.submit_max_length)
CLOSING = {"clear_on_close": flag, "notify_on_close": flag, "submit_disabled": flag}
MODAL = {"type": anything, "title": plain(View.title_max_length), "blocks": BLOCKS["modal"]}
HOME = {"type": anything, "blocks": BLOCKS["home"]}
VIEW = by_type({"modal": shape(MODAL, submit=SHORT, close=SHORT, **CLOSING, **PRIVATE), "home": shape(HOME, **PRIVATE)})
