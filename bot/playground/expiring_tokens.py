"""Things that Slack hands out for a short time: triggers for modals, URLs for replies."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from secrets import token_hex
from typing import TypeVar

from bot.playground.models import Message, Refused

TRIGGER_SECONDS = 3
REPLY_SECONDS, REPLY_USES = 30 * 60, 5
KEPT_TICKETS = 20_000

Thing = TypeVar("Thing")


def keep(shelf: dict[str, Thing], key: str, thing: Thing, at_most: int = KEPT_TICKETS) -> None:
    """Put a thing on a shelf; the oldest falls off when it is full."""
    shelf[key] = thing
    if len(shelf) > at_most:
        del shelf[next(iter(shelf))]


@dataclass
class Trigger:
    """The right to open one modal for a person, soon; `view` is the modal the click was made in."""

    user: str
    view: str | None
    until: float
    used: bool = False


class Triggers:
    """Triggers live three seconds and work once (views.open)."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._numbers = clock, count(1)
        self._shelf: dict[str, Trigger] = {}

    def issue(self, user: str, view: str | None = None) -> str:
        """A fresh trigger for something that this person just did."""
        name = f"{next(self._numbers)}.{token_hex(8)}"
        keep(self._shelf, name, Trigger(user, view, self._clock() + TRIGGER_SECONDS))
        return name

    def use(self, name: str) -> Trigger:
        """Spend a trigger, or say why it is worth nothing."""
        trigger = self._shelf.get(name)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self._clock() > trigger.until:
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger


@dataclass
class ReplyUrl:
    """Where an answer to a command (no `source`) or to a click on a message may be sent."""

    user: str
    channel: str
    source: Message | None
    until: float
    uses: int = 0


class ReplyUrls:
    """Response URLs take five answers within thirty minutes."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._shelf: dict[str, ReplyUrl] = {}

    def issue(self, user: str, channel: str, source: Message | None = None) -> str:
        """The name of a fresh response URL."""
        name = token_hex(12)
        keep(self._shelf, name, ReplyUrl(user, channel, source, self._clock() + REPLY_SECONDS))
        return name

    def use(self, name: str) -> ReplyUrl:
        """Spend one of its uses, or say why there is none left."""
        url = self._shelf.get(name)
        if url is None or self._clock() > url.until:
            raise Refused("expired_url")
        if url.uses >= REPLY_USES:
            raise Refused("used_url")
        url.uses += 1
        return url
