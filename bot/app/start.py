"""Starts the bot: Slack's tokens first, then jobs and timers, then the connection to Slack, and breaks last."""

from collections.abc import Awaitable, Callable

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.app.jobs import schedule_jobs, while_the_clock_is_right
from bot.app.running_bot import RunningBot
from bot.core.manifest import read_manifest
from bot.slack.errors import error_code, token_refused_sentence
from bot.slack.patience import Answer, until_answered
from bot.slack.scopes import missing_scopes, scopes_missing_sentence


class TokenRefused(Exception):
    """Read by whoever starts the bot: which token Slack refuses, and why."""

    def __init__(self, name: str, code: str) -> None:
        super().__init__(f"{name}: {token_refused_sentence(code)} Run `limber check` for more.")


class ScopesMissing(Exception):
    """Read by whoever starts the bot: without which permissions it can't work."""

    def __init__(self, needed: tuple[str, ...]) -> None:
        super().__init__(f"scopes: {scopes_missing_sentence(needed)}")


async def start(bot: RunningBot) -> None:
    """Start all that runs, in this order; raise TokenRefused, ScopesMissing, CannotListen or DatabaseUnavailable."""
    dependencies, engine = bot.dependencies, bot.dependencies.break_engine
    if bot.slack.token:
        _refuse_missing_scopes(await _accepted("SLACK_BOT_TOKEN", bot.slack.auth_test))
    else:
        await until_answered(bot.slack.api_test)
    dependencies.scheduler.start()
    bot.metrics.ticked()
    schedule_jobs(bot)
    await dependencies.guide.mover.restore_timers()
    if bot.server:
        await bot.server.open()
    if bot.socket:
        await _accepted("SLACK_APP_TOKEN", bot.socket.open)
    await while_the_clock_is_right(bot.clock_check, engine.reschedule)(engine.start)()


async def _accepted(token: str, call: Callable[[], Awaitable[Answer]]) -> Answer:
    """Make a call that shows whether Slack takes this token, when it answers; raise TokenRefused."""
    try:
        return await until_answered(call)
    except SlackApiError as error:
        raise TokenRefused(token, error_code(error)) from error


def _refuse_missing_scopes(answer: AsyncSlackResponse) -> None:
    granted = answer.headers.get("x-oauth-scopes")
    if granted and (needed := missing_scopes(granted, read_manifest()).needed):
        raise ScopesMissing(needed)
