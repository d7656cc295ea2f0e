"""What a test, or whoever runs the playground, sees of the pretend Slack and does to it."""

from collections.abc import Iterable
from typing import Any

from bot.playground import payloads
from bot.playground.models import BOT_USER, Call, Channel, Json, Message, Person, Trouble, View
from bot.playground.socket_mode import Ack, SocketMode
from bot.playground.user_actions import People
from bot.playground.validation import Inspector
from bot.playground.web_api import Hitch, WebApi
from bot.playground.workspace import Workspace


class Controls(People):
    """People's hands, and those of whoever stands behind the pretend Slack."""

    def __init__(self, space: Workspace, socket: SocketMode, inspector: Inspector, api: WebApi) -> None:
        super().__init__(space, socket, inspector)
        self.workspace, self._api = space, api

    @property
    def connections(self) -> int:
        """How many Socket Mode connections are open."""
        return len(self._socket.connections)

    async def send(self, envelope_type: str, payload: Any) -> Ack | None:
        """Send a raw envelope; None (and a trouble) if it was not acknowledged."""
        return await self._socket.send(envelope_type, payload)

    async def event(self, inner: Json) -> Ack | None:
        """Send an event of the Events API in its usual envelope."""
        return await self.send("events_api", payloads.event(self.workspace, inner))

    async def drop_connections(self) -> None:
        """Close all sockets; the bot must come again by itself."""
        await self._socket.drop()

    async def disconnect_notice(self, reason: str = "warning") -> None:
        """Tell every connection that it is to be replaced."""
        await self._socket.say_goodbye(reason)

    def messages(self, channel: str, user: str | None = None) -> list[Message]:
        """What this person sees in a channel, oldest first."""
        return self.workspace.messages(channel, user)

    def ephemerals(self, user: str) -> list[Message]:
        """What only this person sees, oldest first."""
        return list(self.workspace.ephemerals.get(user, {}).values())

    def view(self, user: str) -> View | None:
        """The modal before this person."""
        stack = self.workspace.windows.stack(user)
        return stack[-1] if stack else None

    def home(self, user: str) -> View | None:
        """This person's Home tab."""
        return self.workspace.windows.homes.get(user)

    @property
    def troubles(self) -> list[Trouble]:
        """What a real Slack would have refused or missed, oldest first."""
        return list(self.workspace.troubles)

    def calls(self, method: str) -> list[Call]:
        """The recorded calls of a Web API method, oldest first."""
        return self._api.calls(method)

    def rate_limit(self, method: str, retry_after: int, times: int = 1) -> None:
        """Let the next calls answer 429 with Retry-After in seconds."""
        self._api.hitch(method, Hitch("ratelimited", times, {}, retry_after))

    def fail(self, method: str, error: str, times: int = 1, **match: Any) -> None:
        """Let the next calls with these arguments fail."""
        self._api.hitch(method, Hitch(error, times, match))

    def archive(self, channel: str) -> None:
        """Archive a channel."""
        self.workspace.archive(channel)

    def add_bot(self, channel: str) -> None:
        """Invite the bot."""
        self.workspace.invite(channel)

    def remove_bot(self, channel: str) -> None:
        """Remove the bot from a channel."""
        self.workspace.leave(channel, BOT_USER)

    def add_person(
        self, id: str, name: str, tz: str = "Etc/UTC", channels: Iterable[str] = ("C0GENERAL",), admin: bool = False
    ) -> Person:
        """Take somebody in."""
        person = Person(id, name, tz, admin=admin)
        self.workspace.add_person(person, channels)
        return person

    def add_channel(self, id: str, name: str, members: Iterable[str], private: bool = False) -> Channel:
        """Make a channel; name the bot among the members to have it there."""
        channel = Channel(id, name, set(members), private)
        self.workspace.add_channel(channel)
        return channel
