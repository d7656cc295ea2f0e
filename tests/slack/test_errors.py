"""What Slack's refusals mean for a break."""

import pytest
from aiohttp import ClientPayloadError, ConnectionTimeoutError, ServerDisconnectedError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.errors import classify


def answer(data: object, status: int = 200, headers: dict[str, str] | None = None) -> SlackApiError:
    response = AsyncSlackResponse(
        client=None, http_verb="POST", api_url="", req_args={}, data=data, headers=headers or {}, status_code=status
    )
    return SlackApiError("refused", response)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("channel_not_found", "channel"),
        ("is_archived", "channel"),
        ("restricted_action_read_only_channel", "channel"),
        ("ekm_access_denied", "channel"),
        ("token_revoked", "workspace"),
        ("account_inactive", "workspace"),
        ("missing_scope", "workspace"),
        ("team_added_to_org", "temporary"),
        ("ratelimited", "rate_limited"),
        ("message_limit_exceeded", "rate_limited"),
        ("invalid_blocks", "message"),
        ("msg_too_long", "message"),
        ("service_unavailable", "temporary"),
        ("fatal_error", "unknown"),
        ("internal_error", "unknown"),
        ("something_new", "other"),
    ],
)
def test_each_word_of_slacks_has_its_class(code: str, kind: str) -> None:
    failure = classify(answer({"ok": False, "error": code}))
    assert (failure.kind, failure.code) == (kind, "ratelimited" if kind == "rate_limited" else code)


def test_slack_says_how_long_to_wait() -> None:
    failure = classify(answer({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": "17"}))
    assert (failure.kind, failure.retry_seconds) == ("rate_limited", 17)


@pytest.mark.parametrize(
    ("data", "status", "kind"),
    [
        ({}, 503, "temporary"),
        ({}, 500, "unknown"),
        ({}, 502, "unknown"),
        ("<html>", 200, "unknown"),
    ],
)
def test_an_answer_without_a_word_is_unknown_unless_the_door_was_shut(data: object, status: int, kind: str) -> None:
    assert classify(answer(data, status)).kind == kind


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ServerDisconnectedError(), "unknown"),
        (ClientPayloadError(), "unknown"),
        (ConnectionResetError(), "unknown"),
        (TimeoutError(), "unknown"),
        (ConnectionTimeoutError(), "temporary"),
    ],
)
def test_a_call_that_broke_may_have_arrived_unless_it_never_left(error: Exception, kind: str) -> None:
    assert classify(error).kind == kind
