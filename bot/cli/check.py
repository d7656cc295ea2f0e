"""`limber check`: says in plain lines what is missing or wrong, before or after the bot was started."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import aclosing, suppress

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import DBAPIError

from bot import content
from bot.cli.findings import Finding
from bot.cli.public_address import answers_at
from bot.cli.set_up import set_up
from bot.content import ContentError
from bot.core.logging import redact
from bot.core.manifest import read_manifest
from bot.core.settings import ENV_FILE, EXERCISES, Settings, SettingsError, Way
from bot.slack.errors import SLACK_CALL_ERRORS, error_code, token_refused_sentence, workspace_stopped_sentence
from bot.slack.scopes import missing_scopes, scopes_missing_sentence
from bot.store.cipher import SecretKeysError, open_cipher
from bot.store.database import Database, open_database
from bot.store.errors import DatabaseUnavailable, DatabaseUnusable
from bot.store.workspaces import Workspaces

WORDS: Mapping[Way, str] = {
    "socket": "Socket Mode and one workspace",
    "socket-oauth": "Socket Mode and any number of workspaces",
    "http": "HTTP and any number of workspaces",
}


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
    yield Finding(True, f"settings: all there for {WORDS[settings.way]}.")
    for finding in set_up(settings, ENV_FILE):
        yield finding
    if settings.way != "socket":
        yield _secret_keys(settings)
    async for finding in _database(settings):
        yield finding
    async for finding in _slack(settings):
        yield finding
    if settings.way != "socket" and settings.public_url:
        yield await answers_at(settings.public_url)


def _exercises() -> Finding:
    try:
        library = content.load(EXERCISES)
    except ContentError as error:
        return Finding(False, f"exercises: {error}")
    return Finding(True, f"exercises: {len(library.exercises)} in {len(library.areas)} areas.")


def _secret_keys(settings: Settings) -> Finding:
    try:
        open_cipher(settings.secret_keys.get_secret_value(), settings.database_url)
    except (SecretKeysError, OSError) as error:
        return Finding(False, f"secret keys: {error}")
    return Finding(True, "secret keys: there.")


async def _database(settings: Settings) -> AsyncIterator[Finding]:
    try:
        async with aclosing(open_database(settings.database_url)) as database:
            await database.check()
            yield Finding(True, f"database: {database.engine.dialect.name} answers.")
            for finding in await _stopped(database):
                yield finding
    except DatabaseUnusable as error:
        yield Finding(False, f"database: {error}")
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
    slack = AsyncWebClient(base_url=settings.api_url, timeout=10)
    try:
        if settings.bot_token:
            async for finding in _bot_token(slack, settings.bot_token.get_secret_value()):
                yield finding
        if settings.app_token:
            yield await _app_token(slack, settings.app_token.get_secret_value())
        if settings.way == "http":
            yield await _answers(slack)
    except SLACK_CALL_ERRORS:
        yield Finding(False, f"Slack: {settings.api_url} can't be reached.")


async def _bot_token(slack: AsyncWebClient, token: str) -> AsyncIterator[Finding]:
    try:
        answer = await slack.auth_test(token=token)
    except SlackApiError as error:
        yield Finding(False, f"bot token: {token_refused_sentence(error_code(error))}")
        return
    yield Finding(True, f"bot token: works in {answer['team']}.")
    for finding in _scopes(answer.headers.get("x-oauth-scopes", "")):
        yield finding


async def _app_token(slack: AsyncWebClient, token: str) -> Finding:
    try:
        await slack.apps_connections_open(app_token=token)
    except SlackApiError as error:
        return Finding(False, f"app-level token: {token_refused_sentence(error_code(error))}")
    return Finding(True, "app-level token: opens Socket Mode.")


async def _answers(slack: AsyncWebClient) -> Finding:
    """Tell whether Slack's address answers, where there is no token yet to ask with."""
    with suppress(SlackApiError):  # whatever it says, it has answered
        await slack.api_test()
    return Finding(True, f"Slack: {slack.base_url} answers.")


def _scopes(given: str) -> list[Finding]:
    missing = missing_scopes(given, read_manifest())
    findings = [_left_out(missing.optional)] if missing.optional else []
    if missing.needed:
        return [*findings, Finding(False, f"scopes: {scopes_missing_sentence(missing.needed)}")]
    return [*findings, Finding(True, "scopes: match app_manifest.yaml.")]


def _left_out(scopes: tuple[str, ...]) -> Finding:
    return Finding(True, f"scopes: {', '.join(scopes)} not granted; the bot works without.")
