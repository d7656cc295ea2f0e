"""What Slack's refusals mean for a break."""

from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import ClientConnectionError, ClientPayloadError, ConnectionTimeoutError, ServerDisconnectedError
from slack_client import refused
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.errors import (
    call_refused_sentence,
    cannot_post_sentence,
    classify,
    error_code,
    refuses_channel,
    retry_after,
)


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
        ({}, 503, "unknown"),
        ({"ok": False, "error": "service_unavailable"}, 503, "temporary"),
        ({"ok": False, "error": "fatal_error"}, 503, "unknown"),
        ({}, 500, "unknown"),
        ({}, 502, "unknown"),
        ({"ok": False, "error": "is_archived"}, 500, "unknown"),
        ("<html>", 200, "unknown"),
        ("<html>", 502, "unknown"),
        ("<html>", 503, "unknown"),
        ("<html>", 429, "rate_limited"),
        ({}, 200, "unknown"),
    ],
)
def test_an_answer_without_a_word_is_unknown_unless_the_door_was_shut(data: object, status: int, kind: str) -> None:
    assert classify(answer(data, status)).kind == kind


@pytest.mark.parametrize(("status", "kind"), [(200, "unknown"), (500, "unknown"), (503, "unknown")])
def test_broken_json_has_its_status_all_the_same(status: int, kind: str) -> None:
    assert classify(SlackApiError("broken", SimpleNamespace(status=status, headers={}))).kind == kind


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


def answered(data: Any) -> SlackApiError:
    return SlackApiError("refused", SimpleNamespace(data=data, status_code=200, headers={}))


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (refused("is_archived"), "is_archived"),
        (answered({"error": ""}), "no clear answer"),
        (answered("<html>"), "no clear answer"),
        (SlackApiError("refused", "not even an answer"), "no clear answer"),
        (ClientConnectionError(), "ClientConnectionError"),
        (TimeoutError(), "TimeoutError"),
    ],
)
def test_every_error_has_a_code_and_a_sentence_with_it(error: Exception, code: str) -> None:
    assert error_code(error) == code
    assert f"({code})" in call_refused_sentence(error)


@pytest.mark.parametrize(
    ("error", "seconds"),
    [
        (refused("ratelimited", 429, Retry_After="17"), 17),
        (refused("ratelimited", 200, Retry_After="17"), 17),
        (refused("anything", 429, Retry_After="17"), 17),
        (refused("ratelimited", 429, Retry_After="0"), 1),
        (refused("ratelimited", 429), 1),
        (refused("ratelimited", 429, Retry_After="soon"), 1),
        (refused("is_archived", 200, Retry_After="17"), None),
        (ClientConnectionError(), None),
    ],
)
def test_slack_says_how_long_to_wait_only_when_there_were_too_many_calls(
    error: Exception, seconds: float | None
) -> None:
    assert retry_after(error) == seconds


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("channel_not_found", "/invite @limber"),
        ("not_in_channel", "/invite @limber"),
        ("is_archived", "archived"),
        ("no_permission", "Only some people"),
        ("access_denied", "Only some people"),
        ("ekm_access_denied", "Only some people"),
        ("messages_tab_disabled", "Only some people"),
        ("restricted_action", "Only some people"),
        ("restricted_action_thread_only_channel", "Only some people"),
        ("something_new", "(something_new)"),
        ("action_restricted", "(action_restricted)"),
    ],
)
def test_each_refusal_says_what_helps(code: str, words: str) -> None:
    assert words in cannot_post_sentence(code)
    assert refuses_channel(code) == ("(" not in words)


@pytest.mark.parametrize("code", ["not_in_channel", "is_archived", "no_permission", "something_new"])
def test_whoever_reads_it_in_that_channel_is_not_sent_there(code: str) -> None:
    words = cannot_post_sentence(code, here=True)
    assert ("here" in words or "This channel" in words, "there" in words) == (True, False)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        *((code, "workspace") for code in ("invalid_auth", "not_authed", "token_expired", "team_access_not_granted")),
        *((code, "message") for code in ("invalid_arguments", "no_text", "too_many_attachments", "metadata_too_large")),
        *((code, "temporary") for code in ("request_timeout", "org_login_required")),
    ],
)
def test_more_codes_have_their_kind(code: str, kind: str) -> None:
    assert classify(refused(code)).kind == kind


def test_an_answer_without_a_code_has_its_status_for_one() -> None:
    error = refused("", 404)
    assert (classify(error).kind, classify(error).code) == ("other", "404")
    assert classify(answered({})).code == "unreadable answer"
