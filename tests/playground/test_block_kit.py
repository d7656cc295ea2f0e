"""Block Kit's schema: what Slack refuses is refused, with a JSON pointer to the error."""

import pytest
from slack_pieces import actions, button, field, home, image, modal, option, plain, section, select

from bot.playground.block_kit import BLOCKS, VIEW


def wrong(blocks, surface="message"):
    found = []
    BLOCKS[surface](blocks, "/blocks", found)
    return found


GOOD = [
    section("x" * 3000, accessory=button(value="v" * 2000, style="primary", url="https://example.org")),
    {"type": "section", "fields": [plain("x" * 2000)] * 10, "expand": True},
    {"type": "header", "text": plain("x" * 150), "level": 2},
    {"type": "divider", "block_id": "b" * 255},
    {"type": "context", "elements": [plain("x"), image("https://example.org/a.png")]},
    image("https://example.org/a.png", title=plain("T")),
    actions(button(), select("s", "a", "b", initial_option=option("a"))),
    actions({"type": "overflow", "action_id": "more", "options": [option("a", url="https://example.org")]}),
    actions({"type": "radio_buttons", "action_id": "r", "options": [option("a"), option("b")]}),
    actions({"type": "timepicker", "action_id": "t", "initial_time": "15:00", "timezone": "Europe/Berlin"}),
    actions({"type": "datetimepicker", "action_id": "d", "initial_date_time": 1_800_000_000}),
    field(element={"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}, optional=True),
    field(element={"type": "multi_static_select", "options": [option("a")], "max_selected_items": 1}),
    field(element={"type": "checkboxes", "options": [option("a", description=plain("d"))]}),
    {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}]},
    {"type": "markdown", "text": "**bold**"},
]


@pytest.mark.parametrize("block", GOOD, ids=lambda block: block["type"])
def test_what_slack_takes_is_taken(block):
    assert wrong([block]) == []


OPTIONS = [option(str(number)) for number in range(101)]


BAD = {
    "unknown block": ({"type": "marquee"}, "unsupported type: marquee [json-pointer:/blocks/0/type]"),
    "no type": ({}, "missing required field: type [json-pointer:/blocks/0]"),
    "no object": ("section", "must provide an object [json-pointer:/blocks/0]"),
    "unknown field": ({"type": "divider", "color": "red"}, "invalid additional property: color"),
    "section with nothing": ({"type": "section"}, "must define either text or fields"),
    "section too long": (section("x" * 3001), "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    "empty text": (section(""), "must be more than 0 characters"),
    "text is no string": (section(7), "must provide a string"),
    "markdown with emoji": ({"type": "section", "text": {"type": "mrkdwn", "text": "x", "emoji": True}}, "emoji"),
    "plain with verbatim": ({"type": "section", "text": plain("x") | {"verbatim": True}}, "verbatim"),
    "eleven fields": ({"type": "section", "fields": [plain("x")] * 11}, "no more than 10 items"),
    "long field": ({"type": "section", "fields": [plain("x" * 2001)]}, "2001 characters"),
    "header too long": ({"type": "header", "text": plain("x" * 151)}, "151 characters"),
    "header in markdown": ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "plain_text"),
    "header level": ({"type": "header", "text": plain("x"), "level": 5}, "from 1 to 4"),
    "eleven in a context": ({"type": "context", "elements": [plain("x")] * 11}, "no more than 10 items"),
    "button in a context": ({"type": "context", "elements": [button()]}, "unsupported type: button"),
    "no actions": (actions(), "no fewer than 1 items"),
    "26 actions": (actions(*[button(str(n)) for n in range(26)]), "no more than 25 items"),
    "input field in actions": (actions({"type": "plain_text_input", "action_id": "a"}), "unsupported type"),
    "image in actions": (actions(image("https://example.org/a.png")), "unsupported type: image"),
    "button text too long": (actions(button(text="x" * 76)), "76 characters"),
    "button value too long": (actions(button(value="x" * 2001)), "2001 characters"),
    "button value no string": (actions(button(value=1)), "must provide a string"),
    "button style": (actions(button(style="default")), "must be one of: primary, danger"),
    "action_id too long": (actions(button("x" * 256)), "256 characters"),
    "block_id too long": ({"type": "divider", "block_id": "x" * 256}, "256 characters"),
    "image without words": ({"type": "image", "image_url": "https://example.org/a.png"}, "alt_text"),
    "image of two sources": (image("https://example.org/a.png", slack_file={"id": "F1"}), "image_url or slack_file"),
    "image over plain http": (image("http://example.org/a.png"), "public https"),
    "image on a disk": (image("file:///etc/passwd"), "public https"),
    "image address too long": (image("https://example.org/" + "x" * 3000), "public https"),
    "101 options": (actions(select() | {"options": OPTIONS}), "no more than 100 items"),
    "no options": (actions(select()), "no fewer than 1 items"),
    "options and groups": (actions(select("s", "a", option_groups=[])), "not both"),
    "option text too long": (actions(select("s", "x" * 76)), "76 characters"),
    "option value too long": (actions(select() | {"options": [option("x") | {"value": "x" * 151}]}), "151 characters"),
    "option without value": (actions(select() | {"options": [{"text": plain("x")}]}), "missing required field: value"),
    "six in an overflow": (actions({"type": "overflow", "options": OPTIONS[:6]}), "no more than 5 items"),
    "eleven radio buttons": (actions({"type": "radio_buttons", "options": OPTIONS[:11]}), "no more than 10 items"),
    "placeholder too long": (actions(select("s", "a", placeholder=plain("x" * 151))), "151 characters"),
    "time": (actions({"type": "timepicker", "initial_time": "3pm"}), "must be a time"),
    "date": (actions({"type": "datepicker", "initial_date": "tomorrow"}), "must be a date"),
    "confirm without title": (actions(button(confirm={"text": plain("x")})), "missing required field: title"),
    "long input": (field(element={"type": "plain_text_input", "max_length": 3001}), "from 1 to 3000"),
    "input label too long": (field() | {"label": plain("x" * 2001)}, "2001 characters"),
    "button in an input": (field(element=button()), "unsupported type: button"),
    "rarer block": ({"type": "markdown", "text": "x" * 12_001}, "12000"),
    "rarer block, odd field": ({"type": "markdown", "text": "x", "size": 3}, "invalid additional property: size"),
    "alert in a message": ({"type": "alert", "text": plain("x")}, "unsupported type: alert"),
}


@pytest.mark.parametrize(("block", "reason"), BAD.values(), ids=BAD)
def test_what_slack_refuses_is_refused(block, reason):
    found = wrong([block])
    assert any(reason in each for each in found), found


def test_a_message_has_fifty_blocks_and_a_view_a_hundred():
    blocks = [{"type": "divider"}] * 101
    assert wrong(blocks[:50]) == wrong(blocks[:100], "modal") == wrong(blocks[:100], "home") == []
    assert "no more than 50 items" in wrong(blocks[:51])[0]
    assert "no more than 100 items" in wrong(blocks, "modal")[0]


def test_an_alert_is_for_modals_and_markdown_for_messages():
    assert wrong([{"type": "alert", "text": plain("x"), "level": "info"}], "modal") == []
    assert wrong([{"type": "markdown", "text": "x"}], "modal")
    assert wrong([{"type": "markdown", "text": "x"}], "home")


VIEWS = {
    "title too long": (modal(title=plain("x" * 25)), "25 characters [json-pointer:/view/title/text]"),
    "no title": ({"type": "modal", "blocks": [section()]}, "missing required field: title"),
    "submit too long": (modal(submit=plain("x" * 25)), "25 characters"),
    "close too long": (modal(close=plain("x" * 25)), "25 characters"),
    "metadata too long": (modal(private_metadata="x" * 3001), "3001 characters"),
    "callback_id too long": (modal(callback_id="x" * 256), "256 characters"),
    "external_id too long": (modal(external_id="x" * 256), "256 characters"),
    "unknown field": (modal(colour="red"), "invalid additional property: colour"),
    "no such view": ({"type": "popup"}, "unsupported type: popup"),
    "home with a title": (home(title=plain("x")), "invalid additional property: title"),
    "bad block": (modal(section("")), "[json-pointer:/view/blocks/0/text/text]"),
}


@pytest.mark.parametrize(("view", "reason"), VIEWS.values(), ids=VIEWS)
def test_a_view_that_slack_refuses_is_refused(view, reason):
    found = []
    VIEW(view, "/view", found)
    assert any(reason in each for each in found), found
