"""The pretend workspace: who and what is in it, and everybody who wants to hear of a change."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import count
from typing import Any

from bot.playground.expiring_tokens import ReplyUrls, Triggers, keep
from bot.playground.modals import Windows
from bot.playground.models import BOT_USER, Channel, Json, Message, Person, Refused, Trouble

Hearer = Callable[[str, Any], None]

PEOPLE = (
    Person("U0ANA", "Ana", "Europe/Berlin", locale="de-DE"),
    Person("U0BEN", "Ben", "America/New_York"),
    Person("U0CHIYO", "Chiyo", "Asia/Tokyo", locale="ja-JP"),
    Person("U0DEV", "Dev", "Asia/Kolkata", locale="en-GB"),
)
KEPT_MESSAGES = 20_000


class Workspace:
    """The state of the pretend Slack; `clock` gives unix seconds."""

    def __init__(self, manifest: Json, clock: Callable[[], float]) -> None:
        self.manifest, self.clock = manifest, clock
        self.scopes: frozenset[str] = frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ()))
        self.hearers: set[Hearer] = set()
        self.troubles: deque[Trouble] = deque(maxlen=1000)
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.ephemerals: dict[str, dict[str, Message]] = {}
        self.triggers, self.reply_urls = Triggers(clock), ReplyUrls(clock)
        self.windows = Windows(clock, self.tell)
        self.url = ""
        self._ticks = count(1)
        self._settle()

    def _settle(self) -> None:
        self.people[BOT_USER] = Person(BOT_USER, self.bot_name, "America/Los_Angeles", bot=True)
        for person in PEOPLE:
            self.add_person(person)
        everybody = [person.id for person in PEOPLE]
        self.add_channel(Channel("C0GENERAL", "general", {*everybody, BOT_USER}, topic="For everybody"))
        self.add_channel(Channel("C0DESIGN", "design", {*everybody}, topic="Shapes and colours"))
        self.add_channel(Channel("C0LEADS", "leads", {"U0ANA", "U0BEN"}, private=True))

    @property
    def features(self) -> Json:
        """The manifest's features."""
        features: Json = self.manifest.get("features", {})
        return features

    @property
    def bot_name(self) -> str:
        """The bot's name as people see it."""
        return str(self.features.get("bot_user", {}).get("display_name", "bot"))

    def tell(self, kind: str, thing: Any = None) -> None:
        """Let every hearer know of a change."""
        for hearer in tuple(self.hearers):
            hearer(kind, thing)

    def trouble(self, text: str, user: str | None = None, method: str | None = None) -> None:
        """Note something that a real Slack would have refused or missed."""
        trouble = Trouble(self.clock(), text, user, method)
        self.troubles.append(trouble)
        self.tell("trouble", trouble)

    def number(self) -> int:
        """A number that was not given before."""
        return next(self._ticks)

    def need(self, scope: str) -> None:
        """Refuse what the manifest did not ask leave for."""
        if scope not in self.scopes:
            raise Refused("missing_scope", needed=scope, provided=",".join(sorted(self.scopes)))

    def add_person(self, person: Person, channels: Iterable[str] = ()) -> None:
        """Take somebody in, with a direct conversation with the bot."""
        self.people[person.id] = person
        self.add_channel(Channel(direct_id(person.id), self.bot_name, {person.id, BOT_USER}, private=True, direct=True))
        for channel in channels:
            self.channels[channel].members.add(person.id)

    def add_channel(self, channel: Channel) -> None:
        """Make a channel, or change what people know of it."""
        self.channels[channel.id] = channel
        self.tell("channels")

    def invite(self, channel: str) -> None:
        """Let the bot into a channel."""
        self.place(channel).members.add(BOT_USER)
        self.tell("channels")

    def leave(self, channel: str, user: str) -> None:
        """Take somebody out of a channel."""
        self.place(channel).members.discard(user)
        self.tell("channels")

    def archive(self, channel: str) -> None:
        """Close a channel for good."""
        self.place(channel).archived = True
        self.tell("channels")

    def place(self, channel: str) -> Channel:
        """The channel with this id; ValueError if there is none."""
        if channel not in self.channels:
            raise ValueError(f"There is no channel {channel} here.")
        return self.channels[channel]

    def seen_channels(self, user: str) -> list[Channel]:
        """The channels that this person is in."""
        return [channel for channel in self.channels.values() if user in channel.members]

    def messages(self, channel: str, user: str | None = None) -> list[Message]:
        """The messages of a channel in order: public ones, and those only for this person."""
        place = self.channels[channel]
        own = [m for m in self.ephemerals.get(user or "", {}).values() if m.channel == channel]
        public = place.messages.values() if user is None or user in place.members else ()
        return sorted([*public, *own], key=lambda message: message.ts) if own else list(public)

    def post(self, channel: str, user: str, **parts: Any) -> Message:
        """Put a new message into a channel, or with `seen_by` before one person's eyes only."""
        message = Message(channel=channel, ts=f"{int(self.clock())}.{self.number():06d}", user=user, **parts)
        keep(self._shelf(message), message.ts, message, KEPT_MESSAGES)
        self.tell("message", message)
        return message

    def find(self, channel: str, ts: str, user: str | None = None) -> Message | None:
        """The message as it is now: a public one, or one only for `user`."""
        own = self.ephemerals.get(user or "", {}).get(ts)
        place = self.channels.get(channel)
        return own or (place.messages.get(ts) if place else None)

    def change(self, message: Message, **parts: Any) -> Message:
        """Show a message with other words in the same place."""
        changed = replace(message, **parts)
        self._shelf(message)[message.ts] = changed
        self.tell("message_changed", changed)
        return changed

    def remove(self, message: Message) -> None:
        """Take a message away."""
        self._shelf(message).pop(message.ts, None)
        self.tell("message_deleted", message)

    def _shelf(self, message: Message) -> dict[str, Message]:
        if message.seen_by is not None:
            return self.ephemerals.setdefault(message.seen_by, {})
        return self.channels[message.channel].messages


def direct_id(user: str) -> str:
    """The id of a person's conversation with the bot."""
    return f"D{user[1:]}"
