"""What a call of Slack's Web API raises: its code, what it means for a message, and what to tell a person.

The codes: https://docs.slack.dev/reference/methods/chat.postMessage#errors
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from aiohttp import ClientConnectorError, ClientError, ConnectionTimeoutError
from slack_sdk.errors import SlackApiError

NOT_INSTALLED = "not_installed"
"""Our own code beside Slack's: there is no token for a workspace."""
SLACK_CALL_ERRORS = (SlackApiError, ClientError, OSError, TimeoutError)
"""What a call of Slack's Web API raises."""
RATE_LIMITED = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
MIN_RETRY_SECONDS = 1.0
EXPIRED_TRIGGER = frozenset({
    "expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "trigger_exchanged", "invalid_trigger_id",
})  # fmt: skip
"""Error codes of a click that is too old to open a window."""


def error_code(error: BaseException) -> str:
    """Return Slack's error code, or the name of what was raised; an answer that is not Slack's JSON has no code."""
    if not isinstance(error, SlackApiError):
        return type(error).__name__
    data = getattr(error.response, "data", None)
    said = data.get("error") if isinstance(data, Mapping) else None
    return str(said) if said else "no clear answer"


def is_too_late_to_open(error: BaseException) -> bool:
    """Whether a window could not be opened as the click was too long ago."""
    return error_code(error) in EXPIRED_TRIGGER


def call_refused_sentence(error: Exception) -> str:
    """Return the sentence for a person that Slack refused a call, and why."""
    return f"Slack wouldn't let me do that ({error_code(error)}). Please try again in a minute."


def retry_after(error: BaseException) -> float | None:
    """Return the seconds that Slack asks to wait before the next call (Retry-After), or None if it does not."""
    if not isinstance(error, SlackApiError):
        return None
    if _status(error) != 429 and error_code(error) not in RATE_LIMITED:
        return None
    try:
        return max(float(error.response.headers.get("Retry-After", MIN_RETRY_SECONDS)), MIN_RETRY_SECONDS)
    except ValueError:
        return MIN_RETRY_SECONDS


INVITE = "/invite @limber"
ABSENT = frozenset({"channel_not_found", "not_in_channel"})
"""Error codes of channels that the bot is not in, or not any more."""
FORBIDDEN = frozenset({"no_permission", "access_denied", "ekm_access_denied", "messages_tab_disabled"})


def refuses_channel(error: str) -> bool:
    """Whether this error code is about the channel, so that trying again later does not help."""
    return error in ABSENT | FORBIDDEN | {"is_archived"} or error.startswith("restricted_action")


def cannot_post_sentence(error: str, here: bool = False) -> str:
    """Return the sentence for this error code: why nothing can be posted in the channel, and what helps.

    `here`: it is read in that channel.
    """
    channel, there = ("this channel", "here") if here else ("the channel", "there")
    if error in ABSENT:
        return f"I'm not in {channel}. Type `{INVITE}` {there}."
    if error == "is_archived":
        return f"{channel.capitalize()} is archived. Unarchive it to have breaks again."
    if error in WORKSPACE:
        return workspace_stopped_sentence(error)
    if refuses_channel(error):
        return f"Only some people can post in {channel}. Ask an admin to let me post {there}."
    return f"Slack won't let me post {there} ({error}). Please try again later."


def workspace_stopped_sentence(error: str) -> str:
    """Return the sentence for this error code: why nothing can be posted in the whole workspace, and what helps."""
    if error == "missing_scope":
        return f"I'm missing a permission in this workspace ({error}). An admin can fix that by reinstalling the app."
    return f"Slack doesn't accept my token any more ({error}). An admin can fix that by reinstalling the app."


def token_refused_sentence(error: str) -> str:
    """Return the sentence for this error code to whoever installs the bot: what is wrong with a token."""
    if error in ("invalid_auth", "not_authed", "not_allowed_token_type"):
        return f"Slack doesn't know this token ({error}). Copy it again from your app's settings."
    if error in WORKSPACE - {"missing_scope"}:
        return f"Slack doesn't accept this token any more ({error}). Reinstall the app and copy the new one."
    return f"Slack says {error}."


FailureKind = Literal["channel", "workspace", "rate_limited", "message", "temporary", "late", "other", "unknown"]
"""What is wrong: the channel, the workspace, too many calls, our message, too late, something temporary.

`unknown`: the message may have been posted, so it is never sent again.
"""

WORKSPACE = frozenset({
    "invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "team_access_not_granted",
    "missing_scope", NOT_INSTALLED,
})  # fmt: skip
MESSAGE = frozenset({
    "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "no_text", "invalid_arguments",
    "markdown_text_conflict", "too_many_attachments", "invalid_metadata_format", "invalid_metadata_schema",
    "metadata_too_large", "metadata_must_be_sent_from_app", "team_not_found",
})  # fmt: skip
TEMPORARY = frozenset({"service_unavailable", "request_timeout", "org_login_required", "team_added_to_org"})
"""`request_timeout` is said of a request that did not arrive as a whole."""
MAYBE_DONE = frozenset({"internal_error", "fatal_error"})
"""Slack says that some of the call "may have succeeded" then."""
NOT_TAKEN = 503
"""With a code of Slack's own, this status says that a call was not taken; a proxy's may come after Slack took it."""
DEFAULT_RETRY_SECONDS = 1.0


@dataclass(frozen=True)
class CallFailure:
    """Why a message was not posted, or may not have been."""

    kind: FailureKind
    code: str
    retry_seconds: float = DEFAULT_RETRY_SECONDS


def classify(error: Exception) -> CallFailure:
    """Classify what a call of Slack's Web API raised (one of SLACK_CALL_ERRORS)."""
    if isinstance(error, SlackApiError):
        return _classify_answer(error)
    if isinstance(error, ClientConnectorError | ConnectionTimeoutError):
        return CallFailure("temporary", "no connection")
    return CallFailure("unknown", type(error).__name__)


def is_passing(error: BaseException) -> bool:
    """Whether a call failed in a way that may be over at once; it may have been taken, so only repeat what you may."""
    return isinstance(error, SLACK_CALL_ERRORS) and classify(error).kind in ("temporary", "unknown")


def may_be_done(error: BaseException) -> bool:
    """Whether Slack may have done what a failed call asked for."""
    return isinstance(error, SLACK_CALL_ERRORS) and classify(error).kind == "unknown"


def _classify_answer(error: SlackApiError) -> CallFailure:
    if (seconds := retry_after(error)) is not None:
        return CallFailure("rate_limited", "ratelimited", seconds)
    status, data = _status(error), getattr(error.response, "data", None)
    if status >= 500:
        said = str(data.get("error") or "") if isinstance(data, Mapping) else ""
        surely_not_taken = status == NOT_TAKEN and said and said not in MAYBE_DONE
        return CallFailure("temporary" if surely_not_taken else "unknown", said or str(status))
    if not isinstance(data, Mapping) or (status == 200 and not data.get("error")):
        return CallFailure("unknown", "unreadable answer")
    code = str(data.get("error") or status)
    return CallFailure(_kind(code), code)


def _status(error: SlackApiError) -> int:
    """Return the HTTP status; the SDK hands over aiohttp's own response where the body is broken JSON."""
    response: Any = error.response
    return int(response.status_code if hasattr(response, "status_code") else response.status)


def _kind(code: str) -> FailureKind:
    if code in WORKSPACE:
        return "workspace"
    if code in MESSAGE:
        return "message"
    if code in TEMPORARY:
        return "temporary"
    if code in MAYBE_DONE:
        return "unknown"
    return "channel" if refuses_channel(code) else "other"
