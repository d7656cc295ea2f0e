"""What Slack's calls raise, read: its reason as a word, and how long it asks to wait."""

from collections.abc import Mapping

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

BROKEN = (SlackApiError, ClientError, OSError, TimeoutError)
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


def asked_to_wait(error: Exception) -> float | None:
    """Return the seconds that Slack asks to wait before the next call, or None if it does not."""
    if not isinstance(error, SlackApiError):
        return None
    if getattr(error.response, "status_code", 0) != 429 and reason(error) not in SLOW:
        return None
    try:
        return max(float(error.response.headers.get("Retry-After", LEAST_WAIT)), LEAST_WAIT)
    except ValueError:
        return LEAST_WAIT
