"""`limber play`: the real bot in a pretend Slack, in the browser, with nothing to set up."""

import socket
import tempfile
import time
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random, SystemRandom

import typer

from bot.app.bootstrap import BotOptions, open_bot
from bot.app.running_bot import RunningBot
from bot.cli.signals import stop_event
from bot.cli.time_travel import jump
from bot.core.clock import Clock
from bot.core.manifest import manifest_for, read_manifest
from bot.core.settings import CACHE, Settings, read_settings
from bot.core.workflow_step import with_workflow_step
from bot.playground import BAKERY, Playground

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Play:
    """The playground with the bot in it."""

    slack: Playground
    bot: RunningBot
    clock: Clock


async def play(port: int, browser: bool, speed: float, http: bool = False) -> None:
    """Play until Ctrl-C; `http`: over HTTP, in two workspaces, instead of over Socket Mode."""
    stop = stop_event()
    free = free_port(port)
    if port and free != port:
        typer.echo(f"Port {port} is taken, so I'm using {free}.")
    with tempfile.TemporaryDirectory(prefix="limber-") as folder:
        async with playing(Path(folder), free, speed, CACHE, http=http) as playground:
            typer.echo(f"Limber is ready: {playground.slack.url}\nType /stretch lower there. Ctrl-C stops it.")
            if playground.bot.server:
                pages = _address(playground.bot.server.port or 0)
                typer.echo(f"At the top left is a second workspace to add it to. Limber's own pages: {pages}")
            if browser:
                with suppress(webbrowser.Error):
                    webbrowser.open(playground.slack.url)
            await stop.wait()
    typer.echo("Stopped.")


@asynccontextmanager
async def playing(
    folder: Path,
    port: int = 0,
    speed: float = 1.0,
    pictures: Path | None = None,
    database_url: str | None = None,
    rng: Random | None = None,
    http: bool = False,
) -> AsyncIterator[Play]:
    """Open a playground with the bot connected to it, its database in this folder unless another one is named.

    `http`: the bot is called over HTTP, and a second workspace may add it.
    """
    clock, bot_port = Clock(speed), free_port(0)
    # With the step, an app can't be distributed, so the way for many workspaces has none.
    manifest = (
        manifest_for("http", read_manifest(), _address(bot_port)) if http else with_workflow_step(read_manifest())
    )

    async def on_jump() -> str:
        return await jump(opened, clock, lambda channel: slack.workspace.channels[channel].name)

    def unix_seconds() -> float:
        return clock().timestamp()

    pretend_slack = Playground(manifest, port=port, clock=unix_seconds, on_jump=on_jump, token_clock=time.time)
    async with pretend_slack as slack:
        database_url = database_url or f"sqlite+aiosqlite:///{folder / 'limber.db'}"
        settings = (
            for_playground_over_http(slack, database_url, bot_port)
            if http
            else for_playground(slack, database_url, bot_port if pictures else None)
        )
        async with open_bot(settings, BotOptions(clock, rng or SystemRandom(), pictures or folder)) as opened:
            if settings.public_url:
                await connect_over_http(slack, settings.public_url)
            else:
                await slack.connected()
            yield Play(slack, opened, clock)


def for_playground(slack: Playground, database_url: str, pictures_port: int | None = None) -> Settings:
    """Return the settings with which the bot talks to this playground."""
    address = _address(pictures_port) if pictures_port else None
    return read_settings(
        _env_file=None,
        SLACK_BOT_TOKEN=slack.bot_token,
        SLACK_APP_TOKEN=slack.app_token,
        SLACK_API_URL=slack.api_url,
        DATABASE_URL=database_url,
        PICTURES_URL=address,
        PICTURES_PORT=pictures_port or 0,
        PICTURES_HOST=HOST,
    )


def for_playground_over_http(slack: Playground, database_url: str, port: int) -> Settings:
    """Return the settings with which the bot serves this playground over HTTP, at this port."""
    return read_settings(
        _env_file=None,
        SLACK_SIGNING_SECRET=slack.signing_secret,
        SLACK_CLIENT_ID=slack.client_id,
        SLACK_CLIENT_SECRET=slack.client_secret,
        SLACK_API_URL=slack.api_url,
        PUBLIC_URL=_address(port),
        HOST=HOST,
        PORT=port,
        DATABASE_URL=database_url,
    )


async def connect_over_http(slack: Playground, public_url: str) -> None:
    """Add a bot that is served here to the playground, and offer it to a second workspace; ValueError if it fails."""
    install_url = f"{public_url}slack/install"
    await slack.use_request_url(f"{public_url}slack/events")
    page = await slack.add_to_slack(install_url)
    if page.status != 200:
        raise ValueError(f"The bot couldn't be added to the playground: {page.url} answered with {page.status}.")
    slack.add_workspace(BAKERY)
    slack.distribute(install_url)


def _address(port: int) -> str:
    return f"http://{HOST}:{port}/"


def free_port(wanted: int) -> int:
    """Return this port if nobody has it, else a free one."""
    for port in (wanted, 0):
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
            return int(probe.getsockname()[1])
    raise OSError("no port is free")
