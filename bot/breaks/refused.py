"""What Slack's refusals mean for a break, and what became of a call that broke."""

from dataclasses import dataclass
from typing import Literal

from aiohttp import ClientConnectorError, ConnectionTimeoutError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.domain.refusals import refuses_channel
from bot.refusal import asked_to_wait

Kind = Literal["channel", "workspace", "slow", "form", "passing", "late", "other", "unknown"]
"""Whose fault it is: the channel's, the workspace's, of too many calls, of our message's form, of lost time.

`passing`: it passes by itself. `unknown`: the message may be there, so it is never sent again.
"""

WORKSPACE = frozenset({
    "invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "team_access_not_granted",
    "missing_scope",
})  # fmt: skip
FORM = frozenset({
    "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "no_text", "invalid_arguments",
    "markdown_text_conflict", "too_many_attachments", "invalid_metadata_format", "invalid_metadata_schema",
    "metadata_too_large", "metadata_must_be_sent_from_app", "team_not_found",
})  # fmt: skip
PASSING = frozenset({"service_unavailable", "request_timeout", "org_login_required", "team_added_to_org"})
"""`request_timeout` is said of a request that did not arrive as a whole."""
PERHAPS_DONE = frozenset({"internal_error", "fatal_error"})
"""Some of it "may have succeeded" when Slack says so."""
WHILE = 1.0


@dataclass(frozen=True)
class Refusal:
    """Why a message was not posted, or may not have been; `wait` in seconds."""

    kind: Kind
    code: str
    wait: float = WHILE


def refusal(error: Exception) -> Refusal:
    """Sort what a call of Slack's Web API raised (one of BROKEN)."""
    if isinstance(error, SlackApiError):
        return _said(error)
    if isinstance(error, ClientConnectorError | ConnectionTimeoutError):
        return Refusal("passing", "no connection")
    return Refusal("unknown", type(error).__name__)


def _said(error: SlackApiError) -> Refusal:
    response = error.response
    if not (isinstance(response, AsyncSlackResponse) and isinstance(response.data, dict)):
        return Refusal("unknown", "unreadable answer")
    code = str(response.data.get("error") or response.status_code)
    wait = asked_to_wait(error)
    if wait is not None:
        return Refusal("slow", "ratelimited", wait)
    if response.status_code >= 500:
        return Refusal("passing" if response.status_code == 503 else "unknown", code)
    return Refusal(_kind(code), code)


def _kind(code: str) -> Kind:
    if code in WORKSPACE:
        return "workspace"
    if code in FORM:
        return "form"
    if code in PASSING:
        return "passing"
    if code in PERHAPS_DONE:
        return "unknown"
    return "channel" if refuses_channel(code) else "other"
