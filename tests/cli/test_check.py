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
    begin = [
        "exercises: ",
        "settings: all there",
        "pictures: off",
        "database: sqlite answers",
        "bot token: works in Lean",
        "scopes: ",
    ]
    assert [line.startswith(words) for line, words in zip(lines, begin, strict=False)] == [True] * 6
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


def secured(folder: Path, url: str, **given: str) -> Settings:
    """Settings for any number of workspaces."""
    own = {
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": "0" * 32,
        "PUBLIC_URL": CLOSED,
        "SLACK_API_URL": f"{url}/api/",
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'limber.db'}",
    }
    return read_settings(_env_file=None, **(own | given))


async def test_over_http_slack_and_the_public_address_are_asked_and_no_token(tmp_path: Path) -> None:
    async with lean_slack() as slack:
        way = secured(tmp_path, slack.url, SLACK_SIGNING_SECRET="f" * 32)
        lines = [finding.line async for finding in check(lambda: way)]
    assert lines[1] == "settings: all there for HTTP and any number of workspaces."
    assert lines[-2:] == [
        f"Slack: {slack.url}/api/ answers.",
        f"PUBLIC_URL: {CLOSED}/ refuses connections. While Limber runs, it has to answer there.",
    ]
    assert [line for line in lines if "token" in line] == []


async def test_over_socket_mode_with_oauth_there_is_one_token_to_try(tmp_path: Path) -> None:
    async with lean_slack() as slack:
        way = secured(tmp_path, slack.url, SLACK_APP_TOKEN=APP)
        findings = [finding async for finding in check(lambda: way)]
    assert Finding(True, "app-level token: opens Socket Mode.") in findings
    assert [finding.line for finding in findings if "bot token" in finding.line] == []


async def test_a_slack_that_cannot_be_reached_is_told_once_in_every_way(tmp_path: Path) -> None:
    for way in (
        settings(tmp_path),
        secured(tmp_path, CLOSED, SLACK_APP_TOKEN=APP),
        secured(tmp_path, CLOSED, SLACK_SIGNING_SECRET="f" * 32),
    ):
        lines = [finding.line async for finding in check(lambda way=way: way)]
        assert [line for line in lines if line.startswith("Slack")] == [f"Slack: {CLOSED}/api/ can't be reached."]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "channel_binding=require",
            "database: DATABASE_URL has channel_binding, which Limber can't use.",
        ),
        ("sslmode=off", "database: DATABASE_URL: `sslmode` parameter must be one of: "),
    ],
)
async def test_what_a_database_cannot_be_opened_with_is_said_in_its_own_words(query: str, said: str) -> None:
    url = f"postgresql+asyncpg://me@127.0.0.1:9/limber?{query}"
    given = read_settings(
        _env_file=None, SLACK_BOT_TOKEN=BOT, SLACK_APP_TOKEN=APP, SLACK_API_URL=CLOSED, DATABASE_URL=url
    )
    lines = [finding.line async for finding in check(lambda: given)]
    assert [line for line in lines if line.startswith(said)] != []


@pytest.mark.parametrize(
    ("keys", "database", "said"),
    [
        ("", "postgresql://me@127.0.0.1:9/limber", "secret keys: LIMBER_SECRET_KEYS is missing. With PostgreSQL"),
        ("short=", "sqlite://", "secret keys: Key 1 in LIMBER_SECRET_KEYS isn't one that `limber key` makes"),
        ("", "sqlite://", "secret keys: there."),
    ],
)
async def test_without_secret_keys_that_work_nobody_could_install_it(
    tmp_path: Path, keys: str, database: str, said: str
) -> None:
    way = secured(tmp_path, CLOSED, SLACK_SIGNING_SECRET="f" * 32, LIMBER_SECRET_KEYS=keys, DATABASE_URL=database)
    lines = [finding.line async for finding in check(lambda: way)]
    assert [line for line in lines if line.startswith(said)] != []
