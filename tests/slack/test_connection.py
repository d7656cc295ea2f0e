"""The socket's own rules, with a lean Slack: every envelope is acknowledged, a dead socket is replaced."""

from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest
from lean_slack import APP, BOT, LeanSlack, lean_slack
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.socket_mode import SocketModeConnection


@pytest.fixture
async def lean() -> AsyncIterator[LeanSlack]:
    async with lean_slack() as opened:
        yield opened


@pytest.fixture
async def connection(lean: LeanSlack) -> AsyncIterator[SocketModeConnection]:
    made = SocketModeConnection(AsyncApp(client=AsyncWebClient(token=BOT, base_url=f"{lean.url}/api/")), APP)
    yield made
    await made.close()


@pytest.mark.parametrize(
    ("answer", "sent"),
    [
        (BoltResponse(status=200, body='{"response_action": "clear"}'), {"response_action": "clear"}),
        (BoltResponse(status=200), None),
        (BoltResponse(status=404, body="unhandled"), None),
        (KeyError("unreadable"), None),
    ],
)
async def test_every_envelope_is_acknowledged_once(
    connection: SocketModeConnection, answer: Any, sent: dict[str, Any] | None
) -> None:
    async def dispatch(_request: object) -> BoltResponse:
        if isinstance(answer, Exception):
            raise answer
        return answer

    acks: list[Any] = []

    async def send(response: Any) -> None:
        acks.append((response.envelope_id, response.payload))

    connection._handler.app = SimpleNamespace(async_dispatch=dispatch, logger=connection._app.logger)
    client = SimpleNamespace(send_socket_mode_response=send, logger=connection._app.logger)
    await connection._handler.handle(client, SocketModeRequest("slash_commands", "e1", {"text": "neck"}))
    assert acks == [("e1", sent)]


async def test_a_socket_that_is_dead_at_two_looks_in_a_row_is_replaced(connection: SocketModeConnection) -> None:
    await connection.open()
    first = connection._handler
    for alive in (True, True):
        await connection.watch()
        assert (await connection.connected(), connection._handler is first) == (alive, True)
    await connection.close()
    await connection.watch()
    assert connection._handler is first
    await connection.watch()
    assert (await connection.connected(), connection._handler is first) == (True, False)


async def test_it_looks_after_its_socket_every_ten_seconds(connection: SocketModeConnection) -> None:
    assert (connection._handler.client.ping_interval, connection._handler.client.app_token) == (10, APP)
    assert connection._handler.app is connection._app
