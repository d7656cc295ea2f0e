"""How long requests wait is measured by their kind, for whatever way they come."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from lean_slack import BOT, LeanSlack, lean_slack
from slack_bolt.async_app import AsyncAck, AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.app.request_times import AnswerTimed, TimedApp, request_kind
from bot.core.in_flight import InFlight, ListenerStarted
from bot.core.metrics import Metrics
from bot.domain.parsing.command import NotUnderstood, Subcommand


@pytest.fixture
async def lean() -> AsyncIterator[LeanSlack]:
    async with lean_slack() as opened:
        yield opened


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"command": "/stretch", "text": "menu", "type": "event_callback"}, "command"),
        ({"type": "block_actions", "actions": [{"type": "button"}]}, "button"),
        ({"type": "block_actions", "actions": [{"type": "overflow"}]}, "menu"),
        ({"type": "block_actions", "actions": [{"type": "static_select"}]}, "menu"),
        ({"type": "block_actions", "actions": "none"}, "menu"),
        ({"type": "block_suggestion"}, "menu"),
        ({"type": "view_submission"}, "form"),
        ({"type": "view_closed"}, "close"),
        ({"type": "shortcut", "callback_id": "stretch.now"}, "shortcut"),
        ({"type": "event_callback", "event": {"type": "app_home_opened"}}, "event"),
        ({"type": "T0SECRET"}, "other"),
        ({"type": []}, "other"),
        ({}, "other"),
    ],
)
def test_each_request_is_of_a_kind(body: dict[str, Any], kind: str) -> None:
    assert request_kind(body) == kind


@pytest.mark.parametrize(
    ("parsed", "name"), [(Subcommand("help", "me"), "help"), (NotUnderstood("secret", None), "NotUnderstood")]
)
async def test_the_acknowledgement_does_not_wait_for_the_answer_and_both_are_measured(
    lean: LeanSlack, parsed: Any, name: str
) -> None:
    metrics, in_flight, may_end = Metrics(), InFlight(), asyncio.Event()
    app = TimedApp(metrics, client=AsyncWebClient(token=BOT, base_url=f"{lean.url}/api/"))
    app.listener_runner.listener_start_handler = ListenerStarted(in_flight)
    app.listener_runner.listener_completion_handler = AnswerTimed(in_flight, metrics)

    @app.command("/stretch")
    async def listen(ack: AsyncAck, context: dict[str, Any]) -> None:
        context["parsed"] = parsed
        await ack()
        await may_end.wait()

    body = {"command": "/stretch", "text": "secret", "team_id": "T1", "user_id": "U1"}
    await app.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
    value = metrics.registry.get_sample_value
    assert value("limber_ack_seconds_count", {"kind": "command"}) == 1
    assert value("limber_answer_seconds_count", {"kind": "command", "subcommand": name}) is None
    may_end.set()
    assert await in_flight.drain(5)
    acknowledged = value("limber_ack_seconds_sum", {"kind": "command"})
    answered = value("limber_answer_seconds_sum", {"kind": "command", "subcommand": name})
    assert 0 < acknowledged < answered < 5
