"""What Slack's Web API raises: its code, what it means for a message, how long to wait, and what to tell a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from aiohttp import ClientConnectorError, ClientError, ConnectionTimeoutError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

SLACK_CALL_ERRORS = (SlackApiError, ClientError, OSError, TimeoutError)
"""What a call of Slack's Web API raises."""
SLOW = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
LEAST_WAIT = 1.0


def reason(error: Exception) -> str:
    """Return Slack's word for why it refused, or what broke; an answer that is none of Slack's JSON has no word."""
    if not isinstance(error, SlackApiError):
        return type(error).__name__
    data = getattr(error.response, "data", None)
    said = data.get("error") if isinstance(data, Mapping) else None
    return str(said) if said else "no clear answer"


def in_words(error: Exception) -> str:
    """Say to a person that Slack refused a call, and why."""
    return f"Slack did not let me do that ({reason(error)}). Please try again in a minute."


def retry_after(error: Exception) -> float | None:
    """Return the seconds that Slack asks to wait before the next call, or None if it does not."""
    if not isinstance(error, SlackApiError):
        return None
    if getattr(error.response, "status_code", 0) != 429 and reason(error) not in SLOW:
        return None
    try:
        return max(float(error.response.headers.get("Retry-After", LEAST_WAIT)), LEAST_WAIT)
    except ValueError:
        return LEAST_WAIT


INVITE = "/invite @limber"
ABSENT = frozenset({"channel_not_found", "not_in_channel"})
"""Errors of channels that the bot is not in, or not any more."""
FORBIDDEN = frozenset({"no_permission", "access_denied", "ekm_access_denied", "messages_tab_disabled"})


def refuses_channel(error: str) -> bool:
    """Say whether this error of Slack's is about the channel, so that trying again later does not help."""
    return error in ABSENT | FORBIDDEN | {"is_archived"} or error.startswith("restricted_action")


def why_refused(error: str) -> str:
    """Return a sentence for this error of Slack's: why nothing can be posted in the channel, and what helps."""
    if error in ABSENT:
        return f"I am not in the channel. Type `{INVITE}` there to let me in."
    if error == "is_archived":
        return "The channel is archived. Once somebody has unarchived it, breaks can go on."
    if refuses_channel(error):
        return "Only some people may post in the channel. Ask whoever looks after it to let Limber post."
    return f"Slack does not let me post there ({error}). It may pass by itself; please try again later."


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
    wait = retry_after(error)
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
