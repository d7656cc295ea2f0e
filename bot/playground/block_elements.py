"""Block Kit's rules for elements: which fields each has and how long they may be."""

from typing import Any

from slack_sdk.models import blocks as sdk

from bot.playground.schema import Check, among, array, by_type, either, flag, matching, shape, string, whole

ID = string(sdk.Block.block_id_max_length)
ADDRESS = string(sdk.ImageBlock.image_url_max_length)
PUBLIC = r"https://\S{1,2990}|http://(127\.0\.0\.1|localhost)[:/]\S{1,2970}"
PICTURE = matching(PUBLIC, "image_url must be a public https address")


def anything(value: Any, at: str, found: list[str]) -> None:
    """No rule."""


def plain(most: int) -> Check:
    """A plain_text object."""
    return shape({"type": among("plain_text"), "text": string(most)}, emoji=flag)


def words(most: int) -> Check:
    """A text object of either kind."""
    mrkdwn = shape({"type": anything, "text": string(most)}, verbatim=flag)
    return by_type({"plain_text": plain(most), "mrkdwn": mrkdwn})


def element(required: dict[str, Check], /, **optional: Check) -> Check:
    """An interactive element."""
    return shape({"type": anything, **required}, action_id=ID, **optional)


def field(required: dict[str, Check], /, **optional: Check) -> Check:
    """An element that keeps what a person entered."""
    return element(required, focus_on_load=flag, **optional)


def menu(required: dict[str, Check], /, **optional: Check) -> Check:
    """A field with a placeholder that may ask for confirmation."""
    return field(required, placeholder=HINT, confirm=CONFIRM, **optional)


def options(kind: dict[str, Check], /, most: int, **optional: Check) -> dict[str, Check]:
    """The `options` of an element."""
    return {"options": array(shape(kind, description=words(75), **optional), most)}


HINT = plain(sdk.InputInteractiveElement.placeholder_max_length)
CONFIRM = shape(
    {
        "title": plain(sdk.ConfirmObject.title_max_length),
        "text": words(sdk.ConfirmObject.text_max_length),
        "confirm": plain(sdk.ConfirmObject.confirm_max_length),
        "deny": plain(sdk.ConfirmObject.deny_max_length),
    },
    style=among("primary", "danger"),
)
VALUE = string(sdk.Option.value_max_length)
OPTION = {"text": plain(sdk.Option.label_max_length), "value": VALUE}
RICH_OPTION = {"text": words(sdk.Option.label_max_length), "value": VALUE}
MENU = options(OPTION, most=sdk.StaticSelectElement.options_max_length)
GROUP = {"label": plain(sdk.OptionGroup.label_max_length), **MENU}
GROUPS = array(shape(GROUP), sdk.StaticSelectElement.option_groups_max_length)
TELLS = among("on_enter_pressed", "on_character_entered")
TYPED = {"placeholder": HINT, "dispatch_action_config": shape({"trigger_actions_on": array(TELLS, 2)})}
KINDS = array(among("im", "mpim", "private", "public"), 4)
FILTER = shape({}, include=KINDS, exclude_external_shared_channels=flag, exclude_bot_users=flag)
CONVERSATIONS = {"default_to_current_conversation": flag, "filter": FILTER}
CHOSEN = {"max_selected_items": whole(1, 100)}
SEVERAL = array(anything, 100)
DATE = matching(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "must be a date like 2026-12-24")
TIME = matching(r"([01]\d|2[0-3]):[0-5]\d", "must be a time like 15:00")
FILE = either("id", "url", shape({}, id=string(255), url=ADDRESS))
ALT = string(sdk.ImageBlock.alt_text_max_length)


def picture(**optional: Check) -> Check:
    """An image, as a block or an element."""
    image = shape({"type": anything, "alt_text": ALT}, image_url=PICTURE, slack_file=FILE, **optional)
    return either("image_url", "slack_file", image)


def select(**optional: Check) -> Check:
    """A menu with options of its own, or with groups of them."""
    return either("options", "option_groups", menu({}, **MENU, option_groups=GROUPS, **optional))


BUTTON = element(
    {"text": plain(sdk.ButtonElement.text_max_length)},
    value=string(sdk.ButtonElement.value_max_length),
    url=string(sdk.ButtonElement.url_max_length),
    style=among("primary", "danger"),
    confirm=CONFIRM,
    accessibility_label=string(sdk.ButtonElement.text_max_length),
)
MENUS: dict[str, Check] = {
    "static_select": select(initial_option=anything),
    "external_select": menu({}, initial_option=anything, min_query_length=whole(0, 100)),
    "users_select": menu({}, initial_user=ID),
    "conversations_select": menu({}, initial_conversation=ID, response_url_enabled=flag, **CONVERSATIONS),
    "channels_select": menu({}, initial_channel=ID, response_url_enabled=flag),
    "datepicker": menu({}, initial_date=DATE),
    "timepicker": menu({}, initial_time=TIME, timezone=string(255)),
    "datetimepicker": field({}, initial_date_time=whole(10**9, 10**10 - 1), confirm=CONFIRM),
    "checkboxes": field(options(RICH_OPTION, most=10), initial_options=SEVERAL, confirm=CONFIRM),
    "radio_buttons": field(options(RICH_OPTION, most=10), initial_option=anything, confirm=CONFIRM),
}
MULTI_MENUS: dict[str, Check] = {
    "multi_static_select": select(initial_options=SEVERAL, **CHOSEN),
    "multi_external_select": menu({}, initial_options=SEVERAL, min_query_length=whole(0, 100), **CHOSEN),
    "multi_users_select": menu({}, initial_users=SEVERAL, **CHOSEN),
    "multi_conversations_select": menu({}, initial_conversations=SEVERAL, **CONVERSATIONS, **CHOSEN),
    "multi_channels_select": menu({}, initial_channels=SEVERAL, **CHOSEN),
}
LENGTHS = {"min_length": whole(0, 3000), "max_length": whole(1, 3000)}
RANGE = {"min_value": string(100), "max_value": string(100)}
TEXT_FIELDS: dict[str, Check] = {
    "plain_text_input": field({}, initial_value=string(3000), multiline=flag, **LENGTHS, **TYPED),
    "email_text_input": field({}, initial_value=string(3000), **TYPED),
    "url_text_input": field({}, initial_value=string(3000), **TYPED),
    "number_input": field({"is_decimal_allowed": flag}, initial_value=string(100), **RANGE, **TYPED),
    "rich_text_input": field({}, initial_value=anything, **TYPED),
    "file_input": element({}, filetypes=array(string(100), 100), max_files=whole(1, 10)),
}
OVERFLOW = element(options(OPTION, most=5, url=ADDRESS), confirm=CONFIRM)
PRESSED: dict[str, Check] = {"button": BUTTON, "overflow": OVERFLOW}
ACCESSORY = by_type(PRESSED | MENUS | MULTI_MENUS | {"image": picture()})
ACTION = by_type(PRESSED | MENUS)
ENTRY = by_type(MENUS | MULTI_MENUS | TEXT_FIELDS)
CONTEXT = by_type({"image": picture(), "plain_text": plain(3000), "mrkdwn": words(3000)})
