"""Expiring tokens of Slack: trigger ids for modals, and response URLs."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from secrets import token_hex
from typing import TypeVar

from bot.playground.models import ApiError, Message

TRIGGER_ID_SECONDS = 3
RESPONSE_URL_SECONDS, MAX_RESPONSE_URL_USES = 30 * 60, 5
MAX_TOKENS = 20_000

Value = TypeVar("Value")


def put_bounded(store: dict[str, Value], key: str, value: Value, max_entries: int = MAX_TOKENS) -> None:
    """Insert an entry and delete the oldest one if there are more than `max_entries`."""
    store[key] = value
    if len(store) > max_entries:
        del store[next(iter(store))]


@dataclass
class Trigger:
    """The permission to open one modal for a user; `view` is the id of the view that was clicked."""

    user: str
    view: str | None
    expires_at: float
    used: bool = False


class Triggers:
    """Issued trigger ids; each is valid for three seconds and for one use."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._counter = clock, count(1)
        self._tokens: dict[str, Trigger] = {}

    def issue(self, user: str, view: str | None = None) -> str:
        """Issue a trigger id for an action of a user."""
        token = f"{next(self._counter)}.{token_hex(8)}"
        put_bounded(self._tokens, token, Trigger(user, view, self._clock() + TRIGGER_ID_SECONDS))
        return token

    def use(self, token: str) -> Trigger:
        """Use up a trigger id; raises ApiError if it is unknown, used or expired."""
        trigger = self._tokens.get(token)
        if trigger is None:
            raise ApiError("invalid_trigger_id")
        if trigger.used:
            raise ApiError("exchanged_trigger_id")
        if self._clock() > trigger.expires_at:
            raise ApiError("expired_trigger_id")
        trigger.used = True
        return trigger


@dataclass
class ResponseUrl:
    """The permission to respond to a command (no `source`) or to a click on the source message."""

    user: str
    channel: str
    source: Message | None
    expires_at: float
    uses: int = 0


class ResponseUrls:
    """Issued response URLs of a workspace; each is valid for thirty minutes and five uses."""

    def __init__(self, team_id: str, clock: Callable[[], float]) -> None:
        self._team_id, self._clock = team_id, clock
        self._tokens: dict[str, ResponseUrl] = {}

    def issue(self, user: str, channel: str, source: Message | None = None) -> str:
        """Issue the token of a response URL, which begins with the id of its workspace."""
        token = f"{self._team_id}-{token_hex(12)}"
        put_bounded(self._tokens, token, ResponseUrl(user, channel, source, self._clock() + RESPONSE_URL_SECONDS))
        return token

    def use(self, token: str) -> ResponseUrl:
        """Use a response URL once; raises ApiError if it is unknown, expired or used up."""
        url = self._tokens.get(token)
        if url is None or self._clock() > url.expires_at:
            raise ApiError("expired_url")
        if url.uses >= MAX_RESPONSE_URL_USES:
            raise ApiError("used_url")
        url.uses += 1
        return url

    def clear(self) -> None:
        """Let no response URL work any more."""
        self._tokens.clear()
