"""The bot as a real process of its own, as a company would run it."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.core.manifest import read_manifest
from bot.core.settings import ROOT
from bot.playground import Playground


def pretend_slack(port: int = 0) -> Playground:
    """A playground with the scopes that the manifest asks for."""
    return Playground(read_manifest(), port)


def environment(slack: Playground, folder: Path, **more: str) -> dict[str, str]:
    """What the process finds in its environment."""
    measured = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
    own = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": str(ROOT),
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'limber.db'}",
    }
    return measured | own | more


async def limber(*words: str, folder: Path, **environ: str) -> asyncio.subprocess.Process:
    """Start `limber` with these words."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words,
        cwd=folder, env=environ, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip


async def said(process: asyncio.subprocess.Process, seconds: float = 20) -> str:
    """Wait for its end; return all that it printed."""
    output, _ = await asyncio.wait_for(process.communicate(), seconds)
    return output.decode()


@asynccontextmanager
async def running(slack: Playground, folder: Path, **more: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`limber run`, connected; it is killed in the end if it still runs."""
    process = await limber("run", folder=folder, **environment(slack, folder, **more))
    try:
        await slack.connected(seconds=20)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()
