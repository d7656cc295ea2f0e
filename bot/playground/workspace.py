"""The state of a fake workspace, and notification of its listeners."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import count
from typing import Any

from bot.playground.executions import Executions
from bot.playground.expiring_tokens import ResponseUrls, Triggers, put_bounded
from bot.playground.manifest import Manifest
from bot.playground.models import SLACKBOT, ApiError, Channel, Grant, Json, Message, Person, Problem, direct_id
from bot.playground.seeds import Seed
from bot.playground.uploads import Uploads
from bot.playground.view_store import ViewStore

Listener = Callable[[str, Any], None]
"""Receives the kind of a change and its data."""

MAX_MESSAGES = 20_000


class Workspace(Manifest):
    """People, channels, messages, views and problems of one workspace; clocks return unix seconds.

    `token_clock` is that of Slack's own time limits: they do not pass faster when `clock` does.
    """

    def __init__(
        self, seed: Seed, manifest: Json, clock: Callable[[], float], token_clock: Callable[[], float] | None = None
    ) -> None:
        super().__init__(manifest)
        self.team, self.clock = seed.team, clock
        self.grant: Grant | None = None
        self.listeners: set[Listener] = set()
        self.problems: deque[Problem] = deque(maxlen=1000)
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.ephemerals: dict[str, dict[str, Message]] = {}
        self.triggers = Triggers(token_clock or clock)
        self.response_urls = ResponseUrls(self.team.id, token_clock or clock)
        self.views = ViewStore(self.team, clock, self.notify)
        self.uploads, self.executions = Uploads(), Executions(self.team.id)
        self.url = ""
        self._counter = count(1)
        self._add_all_of(seed)

    def _add_all_of(self, seed: Seed) -> None:
        self.people[self.bot_user] = Person(self.bot_user, self.bot_name, "America/Los_Angeles", bot=True)
        self.people[SLACKBOT] = Person(SLACKBOT, "Slackbot", bot=True)
        for person in seed.people:
            self.add_person(person)
        for each in seed.channels:
            self.add_channel(each.channel(self.bot_user))

    @property
    def bot_user(self) -> str:
        """The id of the app's bot in this workspace."""
        return self.team.bot_user

    @property
    def scopes(self) -> frozenset[str]:
        """The scopes that this workspace granted; none if the app is not installed."""
        return self.grant.scopes if self.grant else frozenset()

    @property
    def first_person(self) -> Person:
        """The first one who is no bot."""
        return next(person for person in self.people.values() if not person.bot)

    def person_or_first(self, user: str) -> Person:
        """Return this person, or the first one if nobody has this id."""
        person = self.people.get(user)
        return person if person and not person.bot else self.first_person

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
        """Raise ApiError `missing_scope` if this workspace did not grant a scope."""
        if scope not in self.scopes:
            raise ApiError("missing_scope", needed=scope, provided=",".join(sorted(self.scopes)))

    def install(self, grant: Grant) -> None:
        """Let the app's bot in, with what was granted."""
        self.grant = grant
        for channel in self.channels.values():
            if channel.direct:
                channel.members.add(self.bot_user)
        self.notify("channels")
        self.notify("installed", True)

    def uninstall(self) -> None:
        """Take the app's bot out of all channels, with its windows, Home tabs and response URLs."""
        self.grant = None
        for channel in self.channels.values():
            channel.members.discard(self.bot_user)
        self.views.clear()
        self.response_urls.clear()
        self.notify("channels")
        self.notify("installed", False)

    def add_person(self, person: Person, channels: Iterable[str] = ()) -> None:
        """Add a person with a direct conversation with the bot, and to channels."""
        self.people[person.id] = person
        both = {person.id, self.bot_user} if self.grant else {person.id}
        self.add_channel(Channel(direct_id(person.id), self.bot_name, both, private=True, direct=True))
        for channel in channels:
            self.channels[channel].members.add(person.id)

    def change_person(self, user: str, **fields: Any) -> Person:
        """Replace fields of a person and return the new version; ValueError for an unknown one."""
        if user not in self.people:
            raise ValueError(f"There is nobody called {user} here.")
        self.people[user] = person = replace(self.people[user], **fields)
        self.notify("people")
        return person

    def add_channel(self, channel: Channel) -> None:
        """Add or replace a channel."""
        self.channels[channel.id] = channel
        self.notify("channels")

    def invite_bot(self, channel: str) -> None:
        """Add the bot to a channel; ValueError for an unknown one, or if it is not installed."""
        if self.grant is None:
            raise ValueError(f"{self.bot_name} isn't installed here.")
        self.get_channel(channel).members.add(self.bot_user)
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
