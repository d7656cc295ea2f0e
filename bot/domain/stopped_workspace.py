"""A workspace in which nothing is posted for now, since Slack refused the bot's token or a permission."""

from dataclasses import dataclass
from datetime import datetime, timedelta

RETRIED_AFTER = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15))
"""How long after the first refusals the token is tried again."""
RETRIED_THEN = timedelta(hours=1)


@dataclass(frozen=True)
class StoppedWorkspace:
    """Nothing is posted in it until Slack takes the bot's calls again."""

    team: str
    reason: str
    """Slack's error code."""
    stopped_at: datetime
    again_at: datetime
    """When the token is tried again."""
    attempts: int


def next_try(attempts: int, now: datetime) -> datetime:
    """Return when the token is tried again after so many attempts in vain."""
    return now + (RETRIED_AFTER[attempts] if attempts < len(RETRIED_AFTER) else RETRIED_THEN)
