"""Block Kit's schema for elements: their fields and limits."""

from typing import Any

from slack_sdk.models import blocks as sdk

from bot.playground.schema import Check, array, boolean, by_type, either, integer, json_object, one_of, pattern, string

ID = string(sdk.Block.block_id_max_length)
URL = string(sdk.ImageBlock.image_url_max_length)
PUBLIC_URL_PATTERN = r"https://\S{1,2990}|http://(127\.0\.0\.1|localhost)[:/]\S{1,2970}"
IMAGE_URL = pattern(PUBLIC_URL_PATTERN, "image_url must be a public https address")


def any_value(value: Any, pointer: str, errors: list[str]) -> None:
    """Accept any value."""


def plain_text(max_length: int) -> Check:
    """Require a plain_text object."""
    return json_object({"type": one_of("plain_text"), "text": string(max_length)}, emoji=boolean)


def text_object(max_length: int) -> Check:
    """Require a plain_text or mrkdwn object."""
    mrkdwn = json_object({"type": any_value, "text": string(max_length)}, verbatim=boolean)
    return by_type({"plain_text": plain_text(max_length), "mrkdwn": mrkdwn})


def element(required: dict[str, Check], /, **optional: Check) -> Check:
    """Require an interactive element with these fields."""
    return json_object({"type": any_value, **required}, action_id=ID, **optional)


def input_element(required: dict[str, Check], /, **optional: Check) -> Check:
    """Require an element whose value is part of the view's state."""
    return element(required, focus_on_load=boolean, **optional)


def select_menu(required: dict[str, Check], /, **optional: Check) -> Check:
    """Require an input element with placeholder and confirmation dialog."""
    return input_element(required, placeholder=PLACEHOLDER, confirm=CONFIRM, **optional)


def options_field(option: dict[str, Check], /, max_items: int, **optional: Check) -> dict[str, Check]:
    """Return the `options` field of an element, for merging into its fields."""
    return {"options": array(json_object(option, description=text_object(75), **optional), max_items)}


PLACEHOLDER = plain_text(sdk.InputInteractiveElement.placeholder_max_length)
CONFIRM = json_object(
    {
        "title": plain_text(sdk.ConfirmObject.title_max_length),
        "text": text_object(sdk.ConfirmObject.text_max_length),
        "confirm": plain_text(sdk.ConfirmObject.confirm_max_length),
        "deny": plain_text(sdk.ConfirmObject.deny_max_length),
    },
    style=one_of("primary", "danger"),
)
VALUE = string(sdk.Option.value_max_length)
OPTION = {"text": plain_text(sdk.Option.label_max_length), "value": VALUE}
RICH_OPTION = {"text": text_object(sdk.Option.label_max_length), "value": VALUE}
OPTIONS_FIELD = options_field(OPTION, max_items=sdk.StaticSelectElement.options_max_length)
OPTION_GROUP = {"label": plain_text(sdk.OptionGroup.label_max_length), **OPTIONS_FIELD}
OPTION_GROUPS = array(json_object(OPTION_GROUP), sdk.StaticSelectElement.option_groups_max_length)
DISPATCH_TRIGGER = one_of("on_enter_pressed", "on_character_entered")
TEXT_INPUT_FIELDS = {
    "placeholder": PLACEHOLDER,
    "dispatch_action_config": json_object({"trigger_actions_on": array(DISPATCH_TRIGGER, 2)}),
}
CONVERSATION_KINDS = array(one_of("im", "mpim", "private", "public"), 4)
CONVERSATION_FILTER = json_object(
    {}, include=CONVERSATION_KINDS, exclude_external_shared_channels=boolean, exclude_bot_users=boolean
)
CONVERSATION_FIELDS = {"default_to_current_conversation": boolean, "filter": CONVERSATION_FILTER}
MAX_SELECTED = {"max_selected_items": integer(1, 100)}
ANY_LIST = array(any_value, 100)
DATE = pattern(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "must be a date like 2026-12-24")
TIME = pattern(r"([01]\d|2[0-3]):[0-5]\d", "must be a time like 15:00")
SLACK_FILE = either("id", "url", json_object({}, id=string(255), url=URL))
ALT_TEXT = string(sdk.ImageBlock.alt_text_max_length)


def image(**optional: Check) -> Check:
    """Require an image block or element with either image_url or slack_file."""
    check = json_object(
        {"type": any_value, "alt_text": ALT_TEXT}, image_url=IMAGE_URL, slack_file=SLACK_FILE, **optional
    )
    return either("image_url", "slack_file", check)


def static_select(**optional: Check) -> Check:
    """Require a select menu with either options or option_groups."""
    return either("options", "option_groups", select_menu({}, **OPTIONS_FIELD, option_groups=OPTION_GROUPS, **optional))


BUTTON = element(
    {"text": plain_text(sdk.ButtonElement.text_max_length)},
    value=string(sdk.ButtonElement.value_max_length),
    url=string(sdk.ButtonElement.url_max_length),
    style=one_of("primary", "danger"),
    confirm=CONFIRM,
    accessibility_label=string(sdk.ButtonElement.text_max_length),
)
SINGLE_SELECTS: dict[str, Check] = {
    "static_select": static_select(initial_option=any_value),
    "external_select": select_menu({}, initial_option=any_value, min_query_length=integer(0, 100)),
    "users_select": select_menu({}, initial_user=ID),
    "conversations_select": select_menu(
        {}, initial_conversation=ID, response_url_enabled=boolean, **CONVERSATION_FIELDS
    ),
    "channels_select": select_menu({}, initial_channel=ID, response_url_enabled=boolean),
    "datepicker": select_menu({}, initial_date=DATE),
    "timepicker": select_menu({}, initial_time=TIME, timezone=string(255)),
    "datetimepicker": input_element({}, initial_date_time=integer(10**9, 10**10 - 1), confirm=CONFIRM),
    "checkboxes": input_element(options_field(RICH_OPTION, max_items=10), initial_options=ANY_LIST, confirm=CONFIRM),
    "radio_buttons": input_element(options_field(RICH_OPTION, max_items=10), initial_option=any_value, confirm=CONFIRM),
}
MULTI_SELECTS: dict[str, Check] = {
    "multi_static_select": static_select(initial_options=ANY_LIST, **MAX_SELECTED),
    "multi_external_select": select_menu(
        {}, initial_options=ANY_LIST, min_query_length=integer(0, 100), **MAX_SELECTED
    ),
    "multi_users_select": select_menu({}, initial_users=ANY_LIST, **MAX_SELECTED),
    "multi_conversations_select": select_menu(
        {}, initial_conversations=ANY_LIST, **CONVERSATION_FIELDS, **MAX_SELECTED
    ),
    "multi_channels_select": select_menu({}, initial_channels=ANY_LIST, **MAX_SELECTED),
}
LENGTH_FIELDS = {"min_length": integer(0, 3000), "max_length": integer(1, 3000)}
RANGE_FIELDS = {"min_value": string(100), "max_value": string(100)}
TEXT_INPUTS: dict[str, Check] = {
    "plain_text_input": input_element(
        {}, initial_value=string(3000), multiline=boolean, **LENGTH_FIELDS, **TEXT_INPUT_FIELDS
    ),
    "email_text_input": input_element({}, initial_value=string(3000), **TEXT_INPUT_FIELDS),
    "url_text_input": input_element({}, initial_value=string(3000), **TEXT_INPUT_FIELDS),
    "number_input": input_element(
        {"is_decimal_allowed": boolean}, initial_value=string(100), **RANGE_FIELDS, **TEXT_INPUT_FIELDS
    ),
    "rich_text_input": input_element({}, initial_value=any_value, **TEXT_INPUT_FIELDS),
    "file_input": element({}, filetypes=array(string(100), 100), max_files=integer(1, 10)),
}
OVERFLOW = element(options_field(OPTION, max_items=5, url=URL), confirm=CONFIRM)
CLICKABLE: dict[str, Check] = {"button": BUTTON, "overflow": OVERFLOW}
ACCESSORY_ELEMENT = by_type(CLICKABLE | SINGLE_SELECTS | MULTI_SELECTS | {"image": image()})
ACTION_ELEMENT = by_type(CLICKABLE | SINGLE_SELECTS)
INPUT_ELEMENT = by_type(SINGLE_SELECTS | MULTI_SELECTS | TEXT_INPUTS)
CONTEXT_ELEMENT = by_type({"image": image(), "plain_text": plain_text(3000), "mrkdwn": text_object(3000)})
