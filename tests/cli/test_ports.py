"""The ports of a real process: strangers who open them and stay silent, and ports that somebody else has."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest
from aiohttp import ClientSession
from bot_process import environment, limber, pretend_slack, running, said
from user_steps import ANA, GENERAL

from bot.cli.play import free_port
from bot.playground import Playground

pytestmark = pytest.mark.slow
HERE = "127.0.0.1"
USUAL_FILES = 1024
"""How many files a process may open where nobody allows it more."""


@pytest.fixture
async def slack() -> AsyncIterator[Playground]:
    """A pretend Slack without a bot."""
    async with pretend_slack() as opened:
        yield opened


async def half_open(port: int, count: int) -> list[asyncio.StreamWriter]:
    """Open so many connections that never send a whole request."""
    writers = []
    for _ in range(count):
        _, writer = await asyncio.open_connection(HERE, port)
        writer.write(b"GET /pictures/x.png HTTP/1.1\r\n")
        writers.append(writer)
    return writers


async def test_1100_half_open_requests_leave_a_line_and_the_bot_answers(slack: Playground, tmp_path: Path) -> None:
    port = free_port(0)
    pictures = {"PICTURES_URL": f"http://{HERE}:{port}", "PICTURES_PORT": str(port)}
    async with running(slack, tmp_path, **pictures) as process, ClientSession() as web:
        psutil.Process(process.pid).rlimit(psutil.RLIMIT_NOFILE, (USUAL_FILES, USUAL_FILES))
        writers = await half_open(port, 1100)
        await slack.command(ANA, GENERAL, "/stretch help")
        await slack.until(lambda: slack.ephemerals(ANA))
        answer = await web.get(f"http://{HERE}:{port}/pictures/none.png")
        assert answer.status == 404
        for writer in writers:
            writer.transport.abort()
        process.send_signal(signal.SIGTERM)
        log = await said(process)
    assert (process.returncode, log.count("too many connections")) == (0, 1)
    assert len(log.splitlines()) < 10


async def test_a_start_that_waits_for_slack_is_healthy_and_not_ready(tmp_path: Path) -> None:
    slack_port, port = free_port(0), free_port(0)
    async with pretend_slack() as elsewhere:
        settings = environment(elsewhere, tmp_path, SLACK_API_URL=f"http://{HERE}:{slack_port}/api/")
    process = await limber("run", folder=tmp_path, **settings, LIMBER_OPS_PORT=str(port))
    assert process.stdout
    assert b"waiting for Slack" in await asyncio.wait_for(process.stdout.readline(), 30)
    async with ClientSession(f"http://{HERE}:{port}") as web:
        assert [(await web.get(page)).status for page in ("/healthz", "/readyz")] == [200, 503]
        async with pretend_slack(slack_port) as slack:
            await slack.connected(seconds=30)
            async with asyncio.timeout(10):
                while (await web.get("/readyz")).status != 200:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            process.send_signal(signal.SIGTERM)
            await said(process)
    assert process.returncode == 0


@pytest.mark.parametrize("name", ["PICTURES", "LIMBER_OPS"])
async def test_a_port_that_is_taken_is_said_in_a_sentence(slack: Playground, tmp_path: Path, name: str) -> None:
    with socket.create_server((HERE, 0)) as taken:
        port = taken.getsockname()[1]
        settings = {"PICTURES_URL": "https://limber.example", "PICTURES_PORT": "0", f"{name}_PORT": str(port)}
        process = await limber("run", folder=tmp_path, **environment(slack, tmp_path, **settings))
        text = await said(process)
    assert process.returncode == 1
    assert f"I can't listen on {HERE}:{port} (address already in use). Change {name}_PORT or {name}_HOST." in text
    assert "Traceback" not in text
