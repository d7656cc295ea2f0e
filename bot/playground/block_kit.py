"""Block Kit's schema for blocks and views: their fields, limits and allowed surfaces."""

from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models import blocks as sdk
from slack_sdk.models.views import View

from bot.playground.block_elements import (
    ACCESSORY_ELEMENT,
    ACTION_ELEMENT,
    CONTEXT_ELEMENT,
    ID,
    INPUT_ELEMENT,
    any_value,
    image,
    plain_text,
    text_object,
)
from bot.playground.schema import (
    Check,
    add_error,
    array,
    boolean,
    by_type,
    either,
    integer,
    json_object,
    one_of,
    string,
)


def block(required: dict[str, Check], /, **optional: Check) -> Check:
    """Require a block with these fields."""
    return json_object({"type": any_value, **required}, block_id=ID, **optional)


def sdk_model(value: Any, pointer: str, errors: list[str]) -> None:
    """Check a block with slack_sdk's own model."""
    try:
        model = sdk.Block.parse(value)
        if model is not None:
            model.to_dict()
            for name in value.keys() - model.attributes - {"block_id"}:
                add_error(errors, f"invalid additional property: {name}", pointer)
    except (SlackObjectFormationError, TypeError, AttributeError, KeyError, ValueError) as error:
        add_error(errors, str(error), pointer)


SECTION_BLOCK = block(
    {}, text=text_object(3000), fields=array(text_object(2000), 10), accessory=ACCESSORY_ELEMENT, expand=boolean
)
COMMON_BLOCKS: dict[str, Check] = {
    "section": either("text", "fields", SECTION_BLOCK, both=True),
    "header": block({"text": plain_text(sdk.HeaderBlock.text_max_length)}, level=integer(1, 4)),
    "divider": block({}),
    "context": block({"elements": array(CONTEXT_ELEMENT, sdk.ContextBlock.elements_max_length)}),
    "actions": block({"elements": array(ACTION_ELEMENT, sdk.ActionsBlock.elements_max_length)}),
    "image": image(block_id=ID, title=plain_text(sdk.ImageBlock.title_max_length)),
    "input": block(
        {"label": plain_text(2000), "element": INPUT_ELEMENT},
        hint=plain_text(2000),
        optional=boolean,
        dispatch_action=boolean,
    ),
    "rich_text": sdk_model,
    "video": sdk_model,
    "card": sdk_model,
}
ALERT_LEVEL = one_of("default", "info", "warning", "error", "success")
MESSAGE_ONLY_BLOCKS = ("markdown", "table", "task_card", "plan", "carousel", "container", "context_actions", "file")
SURFACE_BLOCKS: dict[str, dict[str, Check]] = {
    "message": dict.fromkeys(MESSAGE_ONLY_BLOCKS, sdk_model),
    "modal": {"alert": block({"text": text_object(200)}, level=ALERT_LEVEL)},
    "home": dict.fromkeys(("table", "carousel"), sdk_model),
}
"""Blocks of single surfaces. Slack's `data_table` and `data_visualization` are missing here, so they are refused."""
MAX_BLOCKS = {"message": 50, "modal": 100, "home": 100}
BLOCKS = {
    surface: array(by_type(COMMON_BLOCKS | blocks), MAX_BLOCKS[surface], min_items=0 if surface == "message" else 1)
    for surface, blocks in SURFACE_BLOCKS.items()
}

METADATA_FIELDS = {
    "private_metadata": string(View.private_metadata_max_length, 0),
    "callback_id": string(View.callback_id_max_length, 0),
    "external_id": string(255, 0),
}
BUTTON_LABEL = plain_text(View.submit_max_length)
MODAL_FLAGS = {"clear_on_close": boolean, "notify_on_close": boolean, "submit_disabled": boolean}
MODAL_FIELDS = {"type": any_value, "title": plain_text(View.title_max_length), "blocks": BLOCKS["modal"]}
HOME_FIELDS = {"type": any_value, "blocks": BLOCKS["home"]}
VIEW = by_type(
    {
        "modal": json_object(MODAL_FIELDS, submit=BUTTON_LABEL, close=BUTTON_LABEL, **MODAL_FLAGS, **METADATA_FIELDS),
        "home": json_object(HOME_FIELDS, **METADATA_FIELDS),
    }
)
