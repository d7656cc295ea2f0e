"""`limber check`: says in plain lines what is missing or wrong, before or after the bot was started."""

from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass

import yaml
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import DBAPIError

from bot import content
from bot.content import ContentError
from bot.core.logging import redact
from bot.core.settings import EXERCISES, MANIFEST, Settings, SettingsError
from bot.slack.errors import SLACK_CALL_ERRORS, error_code, token_refused_sentence, workspace_stopped_sentence
from bot.store.database import Database, open_database
from bot.store.errors import DatabaseUnavailable
from bot.store.workspaces import Workspaces


@dataclass(frozen=True)
class Finding:
    """One line of the report."""

    fine: bool
    line: str


async def check(read_settings: Callable[[], Settings]) -> AsyncIterator[Finding]:
    """Look at everything that the bot needs, and tell all of it rather than the first mistake."""
    yield _exercises()
    try:
        settings = read_settings()
    except SettingsError as error:
        for line in str(error).splitlines():
            yield Finding(False, f"settings: {line}")
        yield Finding(False, "Slack and the database: not checked. Fix the settings first.")
        return
    yield Finding(True, "settings: all there.")
    async for finding in _database(settings):
        yield finding
    async for finding in _slack(settings):
        yield finding


def _exercises() -> Finding:
    try:
        library = content.load(EXERCISES)
    except ContentError as error:
        return Finding(False, f"exercises: {error}")
    return Finding(True, f"exercises: {len(library.exercises)} in {len(library.areas)} areas.")


async def _database(settings: Settings) -> AsyncIterator[Finding]:
    try:
        async with aclosing(open_database(settings.database_url)) as database:
            await database.ping()
            yield Finding(True, f"database: {database.engine.dialect.name} answers.")
            for finding in await _stopped(database):
                yield finding
    except (DatabaseUnavailable, OSError) as error:
        yield Finding(False, f"database: can't be reached ({redact(str(error)).splitlines()[0][:200]}).")


async def _stopped(database: Database) -> list[Finding]:
    try:
        stopped = await Workspaces(database).stopped()
    except DBAPIError:  # before the first start, or an upgrade, the tables are not there
        return []
    return [
        Finding(False, f"breaks: stopped in {each.team}. {workspace_stopped_sentence(each.reason)}") for each in stopped
    ]


async def _slack(settings: Settings) -> AsyncIterator[Finding]:
    slack = AsyncWebClient(token=settings.bot_token.get_secret_value(), base_url=settings.api_url, timeout=10)
    try:
        answer = await slack.auth_test()
        yield Finding(True, f"bot token: works in {answer['team']}.")
        for finding in _scopes(answer.headers.get("x-oauth-scopes", "")):
            yield finding
    except SlackApiError as error:
        yield Finding(False, f"bot token: {token_refused_sentence(error_code(error))}")
    except SLACK_CALL_ERRORS:
        yield Finding(False, f"Slack: {settings.api_url} can't be reached.")
        return
    try:
        await slack.apps_connections_open(app_token=settings.app_token.get_secret_value())
        yield Finding(True, "app-level token: opens Socket Mode.")
    except SLACK_CALL_ERRORS as error:
        yield Finding(False, f"app-level token: {token_refused_sentence(error_code(error))}")


def _scopes(given: str) -> list[Finding]:
    asked = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))["oauth_config"]["scopes"]
    granted = {scope.strip() for scope in given.split(",")}
    missing = [scope for scope in asked["bot"] if scope not in granted]
    needed = [scope for scope in missing if scope not in asked["bot_optional"]]
    left_out = [scope for scope in missing if scope in asked["bot_optional"]]
    findings = [Finding(True, f"scopes: {', '.join(left_out)} not granted; the bot works without.")] if left_out else []
    if needed:
        return [*findings, Finding(False, f"scopes: {', '.join(needed)} missing; reinstall the app.")]
    return [*findings, Finding(True, "scopes: match app_manifest.yaml.")]
