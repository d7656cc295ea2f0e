"""`limber run` and `limber check` as real processes."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from bot_process import environment, limber, pretend_slack, running, said
from user_steps import ANA, GENERAL

from bot.app.bootstrap import BotOptions, open_bot
from bot.app.running_bot import RunningBot
from bot.cli.play import for_playground, free_port
from bot.core.clock import Clock
from bot.playground import Playground

pytestmark = pytest.mark.slow


@pytest.fixture
async def slack() -> AsyncIterator[Playground]:
    """A pretend Slack without a bot."""
    async with pretend_slack() as opened:
        yield opened


async def line(output: asyncio.StreamReader) -> str:
    return (await asyncio.wait_for(output.readline(), 30)).decode()


async def asks(slack: Playground, text: str) -> str:
    before = len(slack.ephemerals(ANA))
    await slack.command(ANA, GENERAL, text)
    return (await slack.until(lambda: slack.ephemerals(ANA)[before:]))[-1].text


async def test_it_starts_migrates_answers_and_stops_cleanly_when_told(slack: Playground, tmp_path: Path) -> None:
    async with running(slack, tmp_path) as process:
        assert "lower back" in (await asks(slack, "/stretch seated rotation")).casefold()
        process.send_signal(signal.SIGTERM)
        log = await said(process)
    assert process.returncode == 0
    assert "command team=T0PLAY" in log
    assert "Traceback" not in log


async def test_a_click_that_came_before_the_stop_is_not_lost(slack: Playground, tmp_path: Path) -> None:
    async with running(slack, tmp_path) as process:
        await asks(slack, "/stretch butterfly")
        card = slack.ephemerals(ANA)[-1]
        await slack.click(ANA, card, "card.done")
        process.send_signal(signal.SIGTERM)
        await said(process)
    async with running(slack, tmp_path):
        assert "1 stretch this week" in await asks(slack, "/stretch me")


async def test_a_killed_process_goes_on_with_the_guide_after_its_restart(slack: Playground, tmp_path: Path) -> None:
    async with running(slack, tmp_path) as process:
        await asks(slack, "/stretch butterfly")
        await slack.click(ANA, slack.ephemerals(ANA)[-1], "card.guide")
        await slack.submit(ANA, await slack.until(lambda: slack.view(ANA)))
        await slack.until(lambda: slack.view(ANA).title["text"] == "Hold 1 of 5")
        process.kill()
        await process.wait()
    async with running(slack, tmp_path):
        await slack.submit(ANA, slack.view(ANA))
        await slack.until(lambda: slack.view(ANA).title["text"] == "Hold 2 of 5")


async def test_a_second_process_on_the_same_file_says_so_and_ends(slack: Playground, tmp_path: Path) -> None:
    async with running(slack, tmp_path) as first:
        second = await limber("run", folder=tmp_path, **environment(slack, tmp_path))
        assert "Another Limber is using" in await said(second)
        assert second.returncode == 1
        first.kill()
        await first.wait()
    async with running(slack, tmp_path):
        assert "stretch" in (await asks(slack, "/stretch help")).casefold()


async def test_it_comes_back_when_slack_closes_the_socket(slack: Playground, tmp_path: Path) -> None:
    async with running(slack, tmp_path):
        await slack.disconnect_notice()
        await slack.until(lambda: not slack.connections)
        await slack.connected(seconds=20)
        assert "stretch" in (await asks(slack, "/stretch help")).casefold()


async def test_a_cancel_while_it_runs_takes_the_whole_shutdown(
    slack: Playground, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    options = BotOptions(Clock(), Random(1), tmp_path)
    settings = for_playground(slack, f"sqlite+aiosqlite:///{tmp_path / 'limber.db'}")
    started: asyncio.Future[RunningBot] = asyncio.get_running_loop().create_future()

    async def runs() -> None:
        async with open_bot(settings, options) as bot:
            started.set_result(bot)
            await asyncio.Event().wait()

    task = asyncio.create_task(runs())
    bot = await asyncio.wait_for(started, 20)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await slack.until(lambda: not slack.connections)
    assert bot.dependencies.http.closed
    assert not bot.dependencies.scheduler.running
    assert "failed" not in caplog.text


async def test_a_step_of_the_shutdown_that_fails_keeps_no_other_from_being_taken(
    slack: Playground, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = for_playground(slack, f"sqlite+aiosqlite:///{tmp_path / 'limber.db'}")
    async with open_bot(settings, BotOptions(Clock(), Random(1), tmp_path)) as bot:
        disconnect = bot.socket.close

        async def breaks() -> None:
            await disconnect()
            raise RuntimeError("no socket")

        bot.socket.close = breaks
    assert "disconnecting failed" in caplog.messages
    assert bot.dependencies.http.closed
    assert not bot.dependencies.scheduler.running


async def test_the_log_for_machines_is_json_and_holds_no_content(slack: Playground, tmp_path: Path) -> None:
    async with running(slack, tmp_path, LIMBER_LOG="json") as process:
        await asks(slack, "/stretch something private")
        process.send_signal(signal.SIGTERM)
        log = await said(process)
    acts = [json.loads(line)["act"] for line in log.splitlines()]
    assert "command" in acts
    assert "private" not in log
    assert "xoxb" not in log


async def test_a_start_waits_for_slack_and_is_ready_only_then(tmp_path: Path) -> None:
    port = free_port(0)
    async with pretend_slack() as elsewhere:
        settings = environment(elsewhere, tmp_path, SLACK_API_URL=f"http://127.0.0.1:{port}/api/")
    process = await limber("run", folder=tmp_path, **settings)
    assert process.stdout
    assert "waiting for Slack" in await line(process.stdout)
    async with pretend_slack(port) as slack:
        while "waiting for Slack" in (told := await line(process.stdout)):
            pass
        assert "/stretch is ready" in told
        assert "stretch" in (await asks(slack, "/stretch help")).casefold()
        process.send_signal(signal.SIGTERM)
        await said(process)
    assert process.returncode == 0


async def test_a_start_that_waits_ends_when_told(tmp_path: Path) -> None:
    async with pretend_slack() as elsewhere:
        settings = environment(elsewhere, tmp_path, SLACK_API_URL=f"http://127.0.0.1:{free_port(0)}/api/")
    process = await limber("run", folder=tmp_path, **settings)
    assert process.stdout
    await line(process.stdout)
    process.send_signal(signal.SIGTERM)
    log = await said(process)
    assert (process.returncode, "Traceback" in log, "ready yet" in log) == (0, False, False)


async def test_missing_settings_are_all_named_before_it_gives_up(slack: Playground, tmp_path: Path) -> None:
    process = await limber(
        "run", folder=tmp_path, PATH="/usr/bin", PYTHONPATH=environment(slack, tmp_path)["PYTHONPATH"]
    )
    text = await said(process)
    assert process.returncode == 1
    assert "SLACK_BOT_TOKEN is missing." in text
    assert "SLACK_APP_TOKEN is missing." in text
    assert "Traceback" not in text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "invalid_auth"),
        ({"SLACK_APP_TOKEN": "xapp-wrong"}, "invalid_auth"),
        ({"DATABASE_URL": "postgresql+asyncpg://nobody@127.0.0.1:9/none"}, "can't reach something"),
        ({"DATABASE_URL": "sqlite+aiosqlite:////nowhere/at/all.db"}, "can't reach something"),
        ({"DATABASE_URL": "sqlite+aiosqlite:////proc/limber.db"}, "/proc/limber.db can't be written. Let the user"),
        ({"DATABASE_URL": "postgresql://me@127.0.0.1:9/none?sslmode=require"}, "can't reach something"),
        ({"DATABASE_URL": "postgresql://me@127.0.0.1:9/none?sslmode=on"}, "`sslmode` parameter must be one of"),
        ({"SLACK_BOT_TOKEN": "xoxe.xoxb-1-expires"}, "your app has token rotation on"),
    ],
)
async def test_what_keeps_it_from_starting_is_said_in_a_sentence(
    slack: Playground, tmp_path: Path, changed: dict[str, str], sentence: str
) -> None:
    process = await limber("run", folder=tmp_path, **environment(slack, tmp_path, **changed))
    text = await said(process)
    assert process.returncode == 1
    assert sentence in text
    assert "Traceback" not in text


async def test_it_does_not_start_without_the_scopes_that_it_needs(slack: Playground, tmp_path: Path) -> None:
    slack.workspace.grant = replace(slack.workspace.grant, scopes=frozenset({"users:read"}))
    process = await limber("run", folder=tmp_path, **environment(slack, tmp_path))
    assert "scopes: commands, chat:write missing; reinstall the app." in await said(process)
    assert process.returncode == 1


async def test_the_start_tells_what_a_check_would(slack: Playground, tmp_path: Path) -> None:
    (tmp_path / ".env").touch(0o644)
    async with running(slack, tmp_path) as process:
        while "pictures: off" not in (told := await line(process.stdout)):
            before = told
        process.send_signal(signal.SIGTERM)
        await said(process)
    assert "warning: settings: anyone on this machine can read .env." in before
    assert "limber draw DIR" in told


async def test_check_finds_nothing_wrong_where_nothing_is(slack: Playground, tmp_path: Path) -> None:
    process = await limber("check", folder=tmp_path, **environment(slack, tmp_path))
    text = await said(process)
    assert process.returncode == 0, text
    assert "WRONG" not in text
    assert "exercises" in text


async def test_check_names_all_that_is_wrong(slack: Playground, tmp_path: Path) -> None:
    wrong = {"SLACK_BOT_TOKEN": "xoxb-wrong", "DATABASE_URL": "postgresql+asyncpg://nobody@127.0.0.1:9/none"}
    process = await limber("check", folder=tmp_path, **environment(slack, tmp_path, **wrong))
    text = await said(process)
    assert process.returncode == 1
    assert "WRONG  database" in text
    assert "WRONG  bot token" in text


async def test_play_moves_to_a_free_port_and_says_so(tmp_path: Path) -> None:
    taken = await asyncio.start_server(lambda r, w: None, "127.0.0.1", 0)
    port = taken.sockets[0].getsockname()[1]
    async with pretend_slack() as slack:
        environ = environment(slack, tmp_path)
    process = await limber("play", "--port", str(port), "--no-browser", folder=tmp_path, **environ)
    lines = [await asyncio.wait_for(process.stdout.readline(), 20) for _ in range(2)]
    process.send_signal(signal.SIGINT)
    rest = await said(process)
    taken.close()
    assert f"Port {port} is taken" in lines[0].decode()
    assert "http://127.0.0.1:" in lines[1].decode()
    assert process.returncode == 0
    assert "Traceback" not in rest
