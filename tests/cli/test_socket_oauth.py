"""Socket Mode for any number of workspaces: requests come over one app-level token, installing over HTTP."""

import time
from pathlib import Path
from random import SystemRandom

import pytest
from user_steps import ANA, says

from bot.app.bootstrap import BotOptions, open_bot
from bot.cli.play import Play, free_port
from bot.core.clock import Clock
from bot.core.manifest import manifest_for, read_manifest
from bot.core.settings import read_settings
from bot.playground import BAKERY, Playground

pytestmark = pytest.mark.slow


async def test_two_workspaces_are_served_over_one_socket(tmp_path: Path) -> None:
    port = free_port(0)
    address = f"http://127.0.0.1:{port}/"
    async with Playground(manifest_for("socket-oauth", read_manifest(), address), token_clock=time.time) as slack:
        settings = read_settings(
            _env_file=None,
            SLACK_APP_TOKEN=slack.app_token,
            SLACK_CLIENT_ID=slack.client_id,
            SLACK_CLIENT_SECRET=slack.client_secret,
            SLACK_API_URL=slack.api_url,
            PUBLIC_URL=address,
            PORT=port,
            DATABASE_URL=f"sqlite:///{tmp_path / 'limber.db'}",
        )
        clock = Clock()
        async with open_bot(settings, BotOptions(clock, SystemRandom(), tmp_path)) as bot:
            await slack.connected()
            bakery = slack.add_workspace(BAKERY)
            for place in (slack, bakery):
                assert (await place.add_to_slack(f"{address}slack/install")).status == 200
            card = await says(Play(slack, bot, clock), "/stretch lower", ANA)
            assert f"{address}pictures/" in str(card.blocks)
            assert "Press Start" in (await says(Play(bakery, bot, clock), "/stretch neck", "U0EVA", "C0HALL")).text
            assert await bot.dependencies.store.installations.count() == 2
