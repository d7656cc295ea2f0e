"""Each workspace has its own token, and what must not be repeated is not."""

import pytest
from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError

from bot.slack.clients import Clients, only_token
from bot.slack.errors import classify

ADDRESS = "http://127.0.0.1:9/api/"


async def token_of(team: str) -> str | None:
    return {"T1": "xoxb-one", "T2": "xoxb-two"}.get(team)


async def test_each_workspace_has_a_client_with_its_own_token_on_the_same_session() -> None:
    async with ClientSession() as http:
        clients = Clients(token_of, ADDRESS, http)
        one, two = await clients.of("T1"), await clients.of("T2")
        assert (one.token, two.token) == ("xoxb-one", "xoxb-two")
        assert (one.session, two.session, one.base_url) == (http, http, ADDRESS)
        assert await clients.of("T1") is one


async def test_a_client_for_what_must_not_be_repeated_makes_each_call_once() -> None:
    async with ClientSession() as http:
        clients = Clients(only_token("xoxb-one"), ADDRESS, http)
        once, usual = await clients.once("T1"), await clients.of("T1")
        assert (once.token, once.retry_handlers) == ("xoxb-one", [])
        assert usual.retry_handlers != []
        assert clients.with_token(None).token is None


async def test_without_an_installation_a_call_fails_as_one_that_slack_refuses_the_workspace() -> None:
    async with ClientSession() as http:
        with pytest.raises(SlackApiError) as refusal:
            await Clients(token_of, ADDRESS, http).of("T3")
    failure = classify(refusal.value)
    assert (failure.kind, failure.code) == ("workspace", "not_installed")
