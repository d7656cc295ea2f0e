"""The state of the fake workspace, and notification of its listeners."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import count
from typing import Any

from bot.playground.expiring_tokens import ResponseUrls, Triggers, put_bounded
from bot.playground.models import BOT_USER, SLACKBOT, ApiError, Channel, Json, Message, Person, Problem
from bot.playground.view_store import ViewStore

Listener = Callable[[str, Any], None]
"""Receives the kind of a change and its data."""

DEFAULT_PEOPLE = (
    Person("U0ANA", "Ana", "Europe/Berlin", locale="de-DE"),
    Person("U0BEN", "Ben", "America/New_York"),
    Person("U0CHIYO", "Chiyo", "Asia/Tokyo", locale="ja-JP"),
    Person("U0DEV", "Dev", "Asia/Kolkata", locale="en-GB"),
)
MAX_MESSAGES = 20_000


class Workspace:
    """People, channels, messages, views and problems; clocks return unix seconds.

    `token_clock` is that of Slack's own time limits: they do not pass faster when `clock` does.
    """

    def __init__(
        self, manifest: Json, clock: Callable[[], float], token_clock: Callable[[], float] | None = None
    ) -> None:
        self.manifest, self.clock = manifest, clock
        self.scopes: frozenset[str] = frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ()))
        self.listeners: set[Listener] = set()
        self.problems: deque[Problem] = deque(maxlen=1000)
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.ephemerals: dict[str, dict[str, Message]] = {}
        self.triggers, self.response_urls = Triggers(token_clock or clock), ResponseUrls(token_clock or clock)
        self.views = ViewStore(clock, self.notify)
        self.url = ""
        self._counter = count(1)
        self._add_defaults()

    def _add_defaults(self) -> None:
        self.people[BOT_USER] = Person(BOT_USER, self.bot_name, "America/Los_Angeles", bot=True)
        self.people[SLACKBOT] = Person(SLACKBOT, "Slackbot", bot=True)
        for person in DEFAULT_PEOPLE:
            self.add_person(person)
        everybody = [person.id for person in DEFAULT_PEOPLE]
        self.add_channel(Channel("C0GENERAL", "general", {*everybody, BOT_USER}, topic="For everybody"))
        self.add_channel(Channel("C0DESIGN", "design", {*everybody}, topic="Shapes and colours"))
        self.add_channel(Channel("C0LEADS", "leads", {"U0ANA", "U0BEN"}, private=True))

    @property
    def features(self) -> Json:
        """The `features` section of the manifest."""
        features: Json = self.manifest.get("features", {})
        return features

    @property
    def bot_name(self) -> str:
        """The display name of the bot."""
        return str(self.features.get("bot_user", {}).get("display_name", "bot"))

    def person_or_first(self, user: str) -> Person:
        """Return this person, or the first one if nobody has this id."""
        person = self.people.get(user)
        return person if person and not person.bot else self.people[DEFAULT_PEOPLE[0].id]

    def notify(self, kind: str, data: Any = None) -> None:
        """Call all listeners with a change."""
        for listener in tuple(self.listeners):
            listener(kind, data)

    def report_problem(self, text: str, user: str | None = None, method: str | None = None) -> None:
        """Record something that the real Slack would have refused or missed."""
        problem = Problem(self.clock(), text, user, method)
        self.problems.append(problem)
        self.notify("problem", problem)

    def next_number(self) -> int:
        """Return a new number of an ascending sequence."""
        return next(self._counter)

    def require_scope(self, scope: str) -> None:
        """Raise ApiError `missing_scope` if the manifest does not contain a scope."""
        if scope not in self.scopes:
            raise ApiError("missing_scope", needed=scope, provided=",".join(sorted(self.scopes)))

    def add_person(self, person: Person, channels: Iterable[str] = ()) -> None:
        """Add a person with a direct conversation with the bot, and to channels."""
        self.people[person.id] = person
        self.add_channel(Channel(direct_id(person.id), self.bot_name, {person.id, BOT_USER}, private=True, direct=True))
        for channel in channels:
            self.channels[channel].members.add(person.id)

    def add_channel(self, channel: Channel) -> None:
        """Add or replace a channel."""
        self.channels[channel.id] = channel
        self.notify("channels")

    def invite_bot(self, channel: str) -> None:
        """Add the bot to a channel; ValueError for an unknown one."""
        self.get_channel(channel).members.add(BOT_USER)
        self.notify("channels")

    def remove_member(self, channel: str, user: str) -> None:
        """Remove a user from a channel; ValueError for an unknown one."""
        self.get_channel(channel).members.discard(user)
        self.notify("channels")

    def archive(self, channel: str) -> None:
        """Archive a channel; ValueError for an unknown one."""
        self.get_channel(channel).archived = True
        self.notify("channels")

    def get_channel(self, channel: str) -> Channel:
        """Return the channel with an id; ValueError if there is none."""
        if channel not in self.channels:
            raise ValueError(f"There is no channel {channel} here.")
        return self.channels[channel]

    def channels_of(self, user: str) -> list[Channel]:
        """Return the channels with a user as member."""
        return [channel for channel in self.channels.values() if user in channel.members]

    def messages(self, channel: str, user: str | None = None) -> list[Message]:
        """Return the messages of a channel that a user sees (without user: the public ones), oldest first."""
        found = self.channels[channel]
        ephemeral = [m for m in self.ephemerals.get(user or "", {}).values() if m.channel == channel]
        public = found.messages.values() if user is None or user in found.members else ()
        return sorted([*public, *ephemeral], key=lambda message: message.ts) if ephemeral else list(public)

    def post(self, channel: str, user: str, **fields: Any) -> Message:
        """Post a message to a channel, ephemeral if `seen_by` names a user."""
        message = Message(channel=channel, ts=f"{int(self.clock())}.{self.next_number():06d}", user=user, **fields)
        put_bounded(self._message_store(message), message.ts, message, MAX_MESSAGES)
        self.notify("message", message)
        return message

    def find(self, channel: str, ts: str, user: str | None = None) -> Message | None:
        """Return the current version of a message, public or ephemeral for `user`; None if there is none."""
        ephemeral = self.ephemerals.get(user or "", {}).get(ts)
        found = self.channels.get(channel)
        return ephemeral or (found.messages.get(ts) if found else None)

    def change(self, message: Message, **fields: Any) -> Message:
        """Replace fields of a message and return the new version."""
        changed = replace(message, **fields)
        self._message_store(message)[message.ts] = changed
        self.notify("message_changed", changed)
        return changed

    def remove(self, message: Message) -> None:
        """Delete a message."""
        self._message_store(message).pop(message.ts, None)
        self.notify("message_deleted", message)

    def _message_store(self, message: Message) -> dict[str, Message]:
        if message.seen_by is not None:
            return self.ephemerals.setdefault(message.seen_by, {})
        return self.channels[message.channel].messages


def direct_id(user: str) -> str:
    """Return the id of a user's direct conversation with the bot."""
    return f"D{user[1:]}"
