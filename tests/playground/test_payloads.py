"""Descriptions of envelopes, and helpers for Block Kit and arguments."""

import pytest

from bot.playground.envelopes import describe_envelope
from bot.playground.models import is_true, iter_texts


@pytest.mark.parametrize(
    ("kind", "payload", "description"),
    [
        ("slash_commands", {"command": "/stretch", "text": "lower"}, "the command /stretch lower"),
        ("slash_commands", {"command": "/stretch"}, "the command /stretch"),
        ("interactive", {"type": "block_actions", "actions": [{"action_id": "go"}]}, "a click on go"),
        ("interactive", {"type": "view_submission"}, "a view_submission"),
        ("interactive", {"type": "shortcut", "callback_id": "go.now"}, "the shortcut go.now"),
        ("events_api", {"event": {"type": "app_uninstalled"}}, "the event app_uninstalled"),
        ("events_api", "not an object", "a events_api"),
        ("slash_commands", {"command": "/stretch", "text": "x" * 100}, ("the command /stretch " + "x" * 100)[:80]),
    ],
)
def test_an_envelope_is_described_by_its_most_specific_part(kind, payload, description):
    assert describe_envelope(kind, payload) == description


def test_texts_are_found_at_any_depth_in_reading_order():
    image = {"type": "image", "alt_text": "A stretch", "title": {"type": "plain_text", "text": "Cat"}}
    row = {"elements": [{"text": {"text": "Go"}, "value": "1"}, {"text": {"text": "Stop"}}]}
    assert list(iter_texts([image, row])) == ["A stretch", "Cat", "Go", "Stop"]


@pytest.mark.parametrize(
    ("value", "expected"), [(True, True), ("true", True), ("1", True), (False, False), ("0", False), (None, False)]
)
def test_booleans_are_read_from_json_and_forms(value, expected):
    assert is_true({"flag": value}, "flag") is expected
