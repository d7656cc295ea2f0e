"""A start waits for Slack, with a line for each try, and ends at once where Slack refuses for good."""

from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import ClientConnectionError, ConnectionTimeoutError
from slack_client import SlackClient, refused, slow_down
from slack_sdk.errors import SlackApiError
from tenacity import wait_none
from tenacity.wait import wait_base, wait_fixed

from bot.slack import patience
from bot.slack.patience import a_few_times, until_answered

AT_ONCE = wait_none()


async def asked(*answers: Any, pause: wait_base = AT_ONCE) -> tuple[Any, int]:
    """What comes of asking a Slack that answers like this, and how often it was asked."""
    slack = SlackClient()
    slack.will("auth_test", *answers)
    return (await until_answered(slack.auth_test, pause))["team_id"], len(slack.calls["auth_test"])


@pytest.mark.parametrize(
    "error",
    [
        refused("internal_error"),
        refused("", 500),
        refused("service_unavailable", 503),
        ClientConnectionError(),
        ConnectionTimeoutError(),
        TimeoutError(),
    ],
)
async def test_it_asks_until_slack_answers_and_says_so_each_time(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    assert await asked(error, error, error) == ("T1", 4)
    assert caplog.messages == ["waiting for Slack; /stretch isn't ready yet"] * 3


@pytest.mark.parametrize("code", ["invalid_auth", "account_inactive", "token_revoked", "missing_scope", "not_allowed"])
async def test_a_refusal_for_good_is_raised_at_once(code: str, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(SlackApiError):
        await asked(refused(code))
    assert caplog.messages == []


async def test_it_waits_as_long_as_slack_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    original = patience._Asked.__call__

    def noted(self: Any, state: Any) -> float:
        waited.append(original(self, state))
        return 0.0

    monkeypatch.setattr(patience._Asked, "__call__", noted)
    await asked(slow_down(70), refused("internal_error"), pause=wait_fixed(20))
    assert waited == [70, 20]


@pytest.mark.parametrize(
    ("error", "seconds"), [(slow_down(17), 17), (slow_down(600), 60), (refused("not_found"), 0), (None, 0)]
)
def test_a_few_tries_wait_as_long_as_slack_asks_and_never_longer_than_a_minute(
    error: Exception | None, seconds: float
) -> None:
    tried = SimpleNamespace(outcome=SimpleNamespace(exception=lambda: error) if error else None)
    assert a_few_times().wait(tried) == seconds
