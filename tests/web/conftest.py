"""The bot over HTTP on a free port, beside a stand-in for Slack with many workspaces; somebody with a browser."""

from collections.abc import AsyncIterator
from pathlib import Path
from random import SystemRandom

import pytest
from aiohttp import ClientSession
from lean_slack import served
from many_workspaces import CLIENT_ID, CLIENT_SECRET, SIGNING_SECRET, Browser, ManyWorkspaces

from bot.app.bootstrap import BotOptions, open_bot
from bot.app.running_bot import RunningBot
from bot.core.clock import Clock
from bot.core.settings import read_settings


@pytest.fixture
async def slack() -> AsyncIterator[ManyWorkspaces]:
    async with served(ManyWorkspaces()) as opened:
        yield opened


@pytest.fixture
async def bot(slack: ManyWorkspaces, tmp_path: Path) -> AsyncIterator[RunningBot]:
    """The bot, running over HTTP on a free port."""
    settings = read_settings(
        _env_file=None,
        SLACK_SIGNING_SECRET=SIGNING_SECRET,
        SLACK_CLIENT_ID=CLIENT_ID,
        SLACK_CLIENT_SECRET=CLIENT_SECRET,
        SLACK_API_URL=f"{slack.url}/api/",
        PUBLIC_URL="https://limber.example",
        PORT=0,
        DATABASE_URL=f"sqlite:///{tmp_path / 'limber.db'}",
    )
    async with open_bot(settings, BotOptions(Clock(), SystemRandom(), tmp_path)) as running:
        yield running


@pytest.fixture
async def browser(bot: RunningBot) -> AsyncIterator[Browser]:
    assert bot.server
    async with ClientSession() as http:
        yield Browser(http, f"http://127.0.0.1:{bot.server.port}")
