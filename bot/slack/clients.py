"""Clients of Slack's Web API: one for each workspace's token, all on one HTTP session."""

from collections.abc import Awaitable, Callable
from functools import lru_cache

from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.errors import NOT_INSTALLED

MAX_KEPT = 4096
FindToken = Callable[[str], Awaitable[str | None]]
"""Finds the bot token of a workspace, by its team id."""


class Clients:
    """Gives the client of a workspace; whoever calls Slack says for which one."""

    def __init__(self, find_token: FindToken, base_url: str, http: ClientSession) -> None:
        self._find_token, self._base_url, self._http = find_token, base_url, http
        self._kept = lru_cache(MAX_KEPT)(self._client)

    async def of(self, team: str) -> AsyncWebClient:
        """Return the client of a workspace; raise SlackApiError if the app is not installed there."""
        return self._kept(await self._token(team), True)

    async def once(self, team: str) -> AsyncWebClient:
        """Return likewise one that makes each call once: a connection may break after Slack has posted a message."""
        return self._kept(await self._token(team), False)

    def with_token(self, token: str | None) -> AsyncWebClient:
        """Return the client with this token, or without one, for what needs none."""
        return self._kept(token, True)

    async def _token(self, team: str) -> str:
        token = await self._find_token(team)
        if token is None:
            raise SlackApiError(f"no installation in {team}", self._refusal())  # type: ignore[no-untyped-call]
        return token

    def _client(self, token: str | None, retried: bool) -> AsyncWebClient:
        handlers: list[AsyncRetryHandler] | None = None if retried else []
        return AsyncWebClient(token=token, base_url=self._base_url, session=self._http, retry_handlers=handlers)

    def _refusal(self) -> AsyncSlackResponse:
        return AsyncSlackResponse(
            client=self.with_token(None),
            http_verb="POST",
            api_url=self._base_url,
            req_args={},
            data={"ok": False, "error": NOT_INSTALLED},
            headers={},
            status_code=200,
        )


def only_token(token: str) -> FindToken:
    """Return what finds the same token for every workspace: there is only one."""

    async def find(_team: str) -> str:
        return token

    return find
