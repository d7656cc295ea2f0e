"""Fixtures for the playground tests: a playground with a fake clock, and slack_sdk's clients."""

from copy import deepcopy

import pytest
from slack_app import App
from slack_pieces import actions, button
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground

SCOPES = [
    "commands",
    "chat:write",
    "chat:write.public",
    "users:read",
    "channels:read",
    "im:write",
    "dnd:read",
    "files:write",
]
MANIFEST = {
    "display_information": {"name": "Limber", "description": "Stretch breaks"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "limber"},
        "slash_commands": [{"command": "/stretch", "description": "Stretch", "usage_hint": "[lower]"}],
    },
    "oauth_config": {"scopes": {"bot": SCOPES}},
    "settings": {"event_subscriptions": {"bot_events": ["app_home_opened"]}},
}


class Clock:
    """Unix seconds that change only when a test sets `now`."""

    def __init__(self):
        self.now = 1_800_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def manifest():
    return deepcopy(MANIFEST)


@pytest.fixture
def ack_timeout_seconds():
    """Long enough to never expire; tests without acknowledgement parametrize a short one."""
    return 60


@pytest.fixture
async def play(manifest, clock, ack_timeout_seconds):
    async with Playground(manifest, clock=clock, ack_timeout_seconds=ack_timeout_seconds) as playground:
        yield playground


@pytest.fixture
def web(play):
    return AsyncWebClient(token=play.bot_token, base_url=play.api_url)


@pytest.fixture
async def app(play):
    app = App(play)
    await app.socket.connect()
    await play.connected()
    yield app
    await app.socket.close()


@pytest.fixture
async def card(play, web):
    """A public message with buttons in #general."""
    blocks = [actions(button("go", value="1"), button("stop", "Stop", value="2"), block_id="row")]
    await web.chat_postMessage(channel="C0GENERAL", text="Card", blocks=blocks)
    return play.messages("C0GENERAL")[-1]


@pytest.fixture
async def private_card(play, web):
    """An ephemeral message with a button in #general, visible to Ana."""
    await web.chat_postEphemeral(channel="C0GENERAL", user="U0ANA", text="Card", blocks=[actions(button("go"))])
    return play.ephemerals("U0ANA")[-1]
