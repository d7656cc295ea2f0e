"""Bots as processes of their own, and the pretend Slack that they are measured in."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from time import perf_counter

from bot.cli.play import free_port
from bot.core.manifest import manifest_for, read_manifest
from bot.playground import Playground
from tests.support.bot_process import environment

HERE = Path(__file__).resolve().parent
GENERAL = "C0GENERAL"
LIMBER = (sys.executable, "-m", "bot", "run")
BARE_BOLT_OVER_HTTP = (sys.executable, str(HERE / "bare_bolt_over_http.py"))
BARE_BOLT = (sys.executable, str(HERE / "bare_bolt.py"))
PATIENCE = 30.0


def pretend_slack(people: int) -> Playground:
    """A playground with so many people in its general channel, all told."""
    slack = Playground(read_manifest(), ack_timeout_seconds=PATIENCE)
    for person in crowd(people):
        slack.add_person(person, person.title(), "Europe/Berlin")
    return slack


def crowd(people: int) -> list[str]:
    """The ids of so many people."""
    return [f"U0P{number:04}" for number in range(people)]


@asynccontextmanager
async def running(
    slack: Playground, folder: Path, *command: str, **environ: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A bot, started; its log goes to a file, since a pipe that nobody reads would stop it."""
    folder.mkdir(exist_ok=True)
    with (folder / "log.txt").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=folder, env=environment(slack, folder, **environ), stdout=log, stderr=log
        )
    try:
        yield process
    finally:
        await ended(process)


@asynccontextmanager
async def connected(
    slack: Playground, folder: Path, *command: str
) -> AsyncIterator[tuple[asyncio.subprocess.Process, float]]:
    """A bot that is connected, and the seconds that took from the start of its process."""
    began = perf_counter()
    async with running(slack, folder, *command) as process:
        await _connection(slack, process, folder / "log.txt")
        yield process, perf_counter() - began
    await slack.until(lambda: not slack.connections)


async def _connection(slack: Playground, process: asyncio.subprocess.Process, log: Path) -> None:
    """Wait for it, unless the process ends; then say why."""
    here, gone = asyncio.create_task(slack.connected(PATIENCE)), asyncio.create_task(process.wait())
    await asyncio.wait({here, gone}, return_when=asyncio.FIRST_COMPLETED)
    if gone.done():
        here.cancel()
        raise RuntimeError(f"A bot did not start:\n{log.read_text()[-3000:]}")
    gone.cancel()
    await here


@asynccontextmanager
async def served(
    people: int, folder: Path, *command: str
) -> AsyncIterator[tuple[Playground, asyncio.subprocess.Process, float]]:
    """A pretend Slack that calls a bot over HTTP, the bot's process, and the seconds until it answered."""
    port = free_port(0)
    address = f"http://127.0.0.1:{port}/"
    slack = Playground(manifest_for("http", read_manifest(), address), ack_timeout_seconds=PATIENCE)
    for person in crowd(people):
        slack.add_person(person, person.title(), "Europe/Berlin")
    environ = {
        "SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": slack.signing_secret, "SLACK_CLIENT_ID": slack.client_id,
        "SLACK_CLIENT_SECRET": slack.client_secret, "PUBLIC_URL": address, "PORT": str(port),
    }  # fmt: skip
    if command == LIMBER:
        environ["SLACK_BOT_TOKEN"] = ""
    async with slack:
        began = perf_counter()
        async with running(slack, folder, *command, **environ) as process:
            await _answers(port)
            took = perf_counter() - began
            await slack.use_request_url(f"{address}slack/events")
            if command == LIMBER:
                await slack.add_to_slack(f"{address}slack/install")
            yield slack, process, took


async def _answers(port: int) -> None:
    """Wait until something listens at this port."""
    async with asyncio.timeout(PATIENCE):
        while True:
            with suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                return
            await asyncio.sleep(0.01)


async def ended(process: asyncio.subprocess.Process) -> None:
    """Ask a process to stop, and make it stop if it does not."""
    if process.returncode is None:
        process.terminate()
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), 15)
    if process.returncode is None:
        process.kill()
        await process.wait()
