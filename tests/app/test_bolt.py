"""Requests: who sent them, what the log says of them, when they are acknowledged."""

from typing import Any

import pytest
from quick_app import ADDRESS, QuickApp
from slack_bolt.async_app import AsyncAck

from bot.app.bolt import _act, acknowledge
from bot.domain.actor import Actor
from bot.domain.safety import History


async def history(app: QuickApp, user: str = "U1") -> History:
    return await app.store.histories.get(Actor("T1", user), app.clock())


@pytest.mark.parametrize(
    "missing",
    [
        {"team_id": None},
        {"user_id": None},
        {"team_id": "t1"},
        {"user_id": "U"},
        {"user_id": "U1; drop"},
        {"team_id": 7},
    ],
)
async def test_a_command_that_does_not_say_who_acts_does_nothing(app: QuickApp, missing: dict[str, Any]) -> None:
    assert await app.types("neck", **missing) == {}
    assert await history(app) == History()


async def test_an_event_needs_no_person(app: QuickApp) -> None:
    await app.types("neck")
    await app.happens({"type": "app_uninstalled"}, user=None)
    assert await history(app) == History()


@pytest.mark.parametrize(
    ("body", "act"),
    [
        ({"command": "/stretch", "text": "secret"}, "command"),
        ({"type": "block_actions", "actions": [{"action_id": "guide.next"}]}, "guide.next"),
        ({"type": "block_actions", "actions": [{"action_id": "felt.worse"}]}, "felt"),
        ({"type": "block_actions", "actions": [{"action_id": "Secret words"}]}, "unknown act"),
        ({"type": "block_actions", "actions": []}, "block_actions"),
        ({"type": "block_actions", "actions": "none"}, "block_actions"),
        ({"type": "block_actions", "actions": ["none"]}, "block_actions"),
        ({"type": "event_callback", "event": {"type": "app_home_opened"}}, "app_home_opened"),
        ({"type": "event_callback", "event": "none"}, "event_callback"),
        ({"type": "event_callback", "event": {"type": 7}}, "unknown act"),
    ],
)
def test_the_log_names_what_happened_and_nothing_that_was_typed(body: dict[str, Any], act: str) -> None:
    assert _act(body) == act


@pytest.mark.parametrize(
    ("kind", "at_once"),
    [
        ("block_actions", True),
        (None, True),
        ("view_closed", True),
        ("view_submission", False),
        ("block_suggestion", False),
    ],
)
async def test_all_is_acknowledged_at_once_but_what_is_answered_with_it(kind: str | None, at_once: bool) -> None:
    ack, acknowledged = AsyncAck(), []

    async def listen() -> None:
        acknowledged.append(ack.response is not None)

    await acknowledge({"type": kind}, ack, listen)
    assert acknowledged == [at_once]


async def test_without_a_response_url_an_answer_is_a_window(app: QuickApp) -> None:
    await app.types("help", response_url=None)
    assert "When to see a doctor" in str(app.window())
    assert ADDRESS not in str(app.http.posted)
