"""Slack's own command line starts Limber for a developer: `.slack/hooks.json` is as it is documented.

https://docs.slack.dev/tools/slack-cli/reference/hooks
"""

import json
import shlex
import sys
from pathlib import Path
from subprocess import run
from typing import Any

import pytest
from bot_process import environment, limber, pretend_slack, said

from bot.core.manifest import read_manifest
from bot.core.settings import ROOT

FILE = ROOT / ".slack" / "hooks.json"
DOCUMENTED = {
    "get-hooks", "get-manifest", "build", "start", "check-update", "install-update", "get-trigger", "doctor", "deploy",
}  # fmt: skip
CONFIG = {"protocol-version", "watch", "sdk-managed-connection-enabled", "trigger-paths"}


@pytest.fixture
def described() -> dict[str, Any]:
    return json.loads(FILE.read_text(encoding="utf-8"))


def words(hook: str) -> list[str]:
    """The words behind `limber` in a hook; its program is the one that the README's `make` builds."""
    program, *rest = shlex.split(hook)
    assert program == ".venv/bin/limber"
    return rest


def test_it_says_only_what_the_command_line_knows(described: dict[str, Any]) -> None:
    assert set(described) <= {"runtime", "hooks", "config"}
    assert set(described["hooks"]) <= DOCUMENTED
    assert set(described["config"]) <= CONFIG
    assert {"get-manifest", "start"} <= set(described["hooks"])


def test_limber_holds_the_connection_itself(described: dict[str, Any]) -> None:
    assert described["config"]["sdk-managed-connection-enabled"] is True


def test_what_is_watched_is_there(described: dict[str, Any]) -> None:
    for watched in described["config"]["watch"].values():
        assert set(watched) <= {"paths", "filter-regex"}
        assert [path for path in watched["paths"] if not (ROOT / path).exists()] == []


def test_the_manifest_is_the_one_for_socket_mode_and_nothing_else_is_printed(
    described: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("SLACK_SIGNING_SECRET=of-another-way\n", encoding="utf-8")
    command = [sys.executable, "-m", "bot", *words(described["hooks"]["get-manifest"])]
    printed = run(command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True)
    assert json.loads(printed.stdout) == read_manifest()
    assert printed.stderr == ""


@pytest.mark.slow
async def test_it_connects_with_the_tokens_that_the_command_line_puts_into_the_environment(
    described: dict[str, Any], tmp_path: Path
) -> None:
    async with pretend_slack() as slack:
        given = environment(slack, tmp_path)
        process = await limber(*words(described["hooks"]["start"]), folder=tmp_path, **given)
        await slack.connected(seconds=20)
        process.terminate()
        await said(process)
    assert {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"} <= set(given)
    assert process.returncode == 0
