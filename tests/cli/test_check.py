"""`limber check`: one line for each thing that the bot needs, and all of them at once."""

from pathlib import Path

import pytest
from lean_slack import APP, BOT, lean_slack

from bot.cli.check import Finding, _scopes, check
from bot.core.manifest import read_manifest
from bot.core.settings import Settings, SettingsError, read_settings

CLOSED = "http://127.0.0.1:9"
ASKED = read_manifest()["oauth_config"]["scopes"]


def settings(folder: Path, url: str = CLOSED) -> Settings:
    database = f"sqlite+aiosqlite:///{folder / 'limber.db'}"
    return read_settings(
        _env_file=None, SLACK_BOT_TOKEN=BOT, SLACK_APP_TOKEN=APP, SLACK_API_URL=f"{url}/api/", DATABASE_URL=database
    )


async def found(folder: Path, url: str = CLOSED) -> list[Finding]:
    return [finding async for finding in check(lambda: settings(folder, url))]


async def test_where_all_is_well_each_line_says_so(tmp_path: Path) -> None:
    async with lean_slack() as slack:
        findings = await found(tmp_path, slack.url)
    lines = [finding.line for finding in findings]
    begin = ["exercises: ", "settings: all there", "database: sqlite answers", "bot token: works in Lean", "scopes: "]
    assert [line.startswith(words) for line, words in zip(lines, begin, strict=False)] == [True] * 5
    assert [finding.line for finding in findings if not finding.fine and "scopes" not in finding.line] == []
    assert lines[-1] == "app-level token: opens Socket Mode."


async def test_without_settings_nothing_else_is_looked_at_but_all_that_is_missing_is_named() -> None:
    def missing() -> Settings:
        raise SettingsError("SLACK_BOT_TOKEN is missing.\nSLACK_APP_TOKEN is missing.")

    findings = [finding async for finding in check(missing)]
    assert [finding.fine for finding in findings] == [True, False, False, False]
    assert [finding.line for finding in findings][1:3] == [
        "settings: SLACK_BOT_TOKEN is missing.",
        "settings: SLACK_APP_TOKEN is missing.",
    ]


@pytest.mark.parametrize(
    ("granted", "fine", "words"),
    [
        ([*ASKED["bot"]], [True], ["match app_manifest.yaml"]),
        ([*ASKED["bot"], "more"], [True], ["match app_manifest.yaml"]),
        ([s for s in ASKED["bot"] if s not in ASKED["bot_optional"]], [True, True], ["works without", "match app"]),
        ([s for s in ASKED["bot"] if s != "commands"], [False], ["scopes: commands missing; reinstall the app"]),
    ],
)
def test_scopes_that_are_missing_are_named_unless_the_bot_does_without(
    granted: list[str], fine: list[bool], words: list[str]
) -> None:
    findings = _scopes(" , ".join(granted))
    assert [finding.fine for finding in findings] == fine
    assert all(said in finding.line for said, finding in zip(words, findings, strict=True))


async def test_a_database_that_cannot_be_opened_is_wrong_and_the_rest_is_looked_at(tmp_path: Path) -> None:
    async with lean_slack() as slack:
        findings = await found(tmp_path / "nowhere", slack.url)
    wrong = [finding.line for finding in findings if not finding.fine and "scopes" not in finding.line]
    assert len(wrong) == 1
    assert wrong[0].startswith("database: can't be reached (the folder")
    assert findings[-1].fine
