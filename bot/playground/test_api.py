"""The playground's API for tests: inspection, events, fault injection and workspace administration."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from bot.playground import payloads
from bot.playground.add_to_slack import SeenPage, add_to_slack
from bot.playground.delivery import Delivery
from bot.playground.envelopes import Ack
from bot.playground.launcher import Launcher
from bot.playground.models import Call, Channel, Grant, Json, Message, Person, Problem, View
from bot.playground.oauth import OAuth
from bot.playground.validation import RequestValidator
from bot.playground.web_api import InjectedFault, WebApi
from bot.playground.workspace import Workspace

Result = TypeVar("Result")
UNINSTALL_EVENTS = ("app_uninstalled", "tokens_revoked")


class PlaygroundControls(Launcher):
    """User actions plus everything that only a test or the operator of the playground can do, in one workspace."""

    def __init__(
        self,
        workspace: Workspace,
        delivery: Delivery,
        validator: RequestValidator,
        api: WebApi,
        oauth: OAuth,
        change_event: asyncio.Event,
    ) -> None:
        super().__init__(workspace, delivery, validator)
        self.workspace, self._api, self._oauth, self._change_event = workspace, api, oauth, change_event

    async def until(self, predicate: Callable[[], Result], seconds: float = 15) -> Result:
        """Wait until a predicate is true and return its result; TimeoutError with the last problems otherwise."""
        try:
            async with asyncio.timeout(seconds):
                while not (result := predicate()):
                    self._change_event.clear()
                    await self._change_event.wait()
        except TimeoutError:
            problems = "; ".join(problem.text for problem in self.problems[-3:]) or "none"
            raise TimeoutError(f"It did not happen within {seconds:g} s. The last problems: {problems}") from None
        return result

    @property
    def connections(self) -> int:
        """The number of open Socket Mode connections."""
        return len(self._delivery.socket.connections)

    async def send(self, envelope_type: str, payload: Any) -> Ack | None:
        """Send a raw envelope; returns None and reports a problem if it is not acknowledged."""
        return await self._delivery.send(self.workspace, envelope_type, payload)

    async def event(self, inner: Json) -> Ack | None:
        """Send an event of the Events API."""
        return await self.send("events_api", payloads.event(self.workspace, inner))

    def install(self, scopes: Iterable[str] | None = None) -> Grant:
        """Install or reinstall the app without OAuth, with the scopes of its manifest or some of them."""
        wanted = self.workspace.wanted_scopes if scopes is None else frozenset(scopes)
        return self._oauth.installations.install(self.workspace, self.workspace.first_person.id, wanted)

    async def add_to_slack(
        self, install_url: str, user: str = "", declined: Iterable[str] = (), cancel: bool = False
    ) -> SeenPage:
        """Install the app by OAuth as a person with a browser does; returns the page at which that ended."""
        return await add_to_slack(self.workspace, install_url, user, declined, cancel)

    def oauth_code(self, redirect_uri: str = "") -> str:
        """Return a code that allows all of the manifest's scopes, as an admin's page gets it without a state."""
        user = self.workspace.first_person.id
        return self._oauth.issue_code(self.workspace, user, self.workspace.wanted_scopes, redirect_uri)

    async def uninstall(
        self, order: Sequence[str] = UNINSTALL_EVENTS, error: str = "account_inactive"
    ) -> list[Ack | None]:
        """Uninstall the app, whose token fails with `error` from then on; the order of the events is not guaranteed.

        Slack answers account_inactive or token_revoked. Returns the acknowledgements of subscribed events.
        """
        self._oauth.installations.uninstall(self.workspace, error)
        tokens = {"oauth": [], "bot": [self.workspace.bot_user]}
        events: dict[str, Json] = {"app_uninstalled": {}, "tokens_revoked": {"tokens": tokens}}
        told = [{"type": name} | events[name] for name in order if name in self.workspace.bot_events]
        return [await self.event(inner) for inner in told]

    async def drop_connections(self) -> None:
        """Close all Socket Mode connections without notice."""
        await self._delivery.socket.close_all()

    async def disconnect_notice(self, reason: str = "warning") -> None:
        """Send a disconnect message to all Socket Mode connections."""
        await self._delivery.socket.send_disconnect(reason)

    def messages(self, channel: str, user: str | None = None) -> list[Message]:
        """Return the messages of a channel that a user sees, oldest first."""
        return self.workspace.messages(channel, user)

    def ephemerals(self, user: str) -> list[Message]:
        """Return the ephemeral messages of a user, oldest first."""
        return list(self.workspace.ephemerals.get(user, {}).values())

    def view(self, user: str) -> View | None:
        """Return the visible modal of a user, or None."""
        stack = self.workspace.views.stack(user)
        return stack[-1] if stack else None

    def home(self, user: str) -> View | None:
        """Return the Home tab of a user, or None."""
        return self.workspace.views.homes.get(user)

    @property
    def problems(self) -> list[Problem]:
        """What the real Slack would have refused or missed, oldest first."""
        return list(self.workspace.problems)

    def calls(self, method: str) -> list[Call]:
        """Return the recorded calls of a Web API method in this workspace, oldest first."""
        return [call for call in self._api.calls(method) if call.team == self.workspace.team.id]

    def rate_limit(self, method: str, retry_after: int, times: int = 1) -> None:
        """Make the next calls in this workspace fail with status 429 and Retry-After in seconds."""
        self._api.inject_fault(method, InjectedFault(self.workspace.team.id, "ratelimited", times, {}, retry_after))

    def fail(self, method: str, error: str, times: int = 1, **match: Any) -> None:
        """Make the next calls in this workspace whose arguments match fail with an error code."""
        self._api.inject_fault(method, InjectedFault(self.workspace.team.id, error, times, match))

    def archive(self, channel: str) -> None:
        """Archive a channel."""
        self.workspace.archive(channel)

    def add_bot(self, channel: str) -> None:
        """Add the bot to a channel."""
        self.workspace.invite_bot(channel)

    def remove_bot(self, channel: str) -> None:
        """Remove the bot from a channel."""
        self.workspace.remove_member(channel, self.workspace.bot_user)

    def add_person(
        self, id: str, name: str, tz: str = "Etc/UTC", channels: Iterable[str] = ("C0GENERAL",), admin: bool = False
    ) -> Person:
        """Add a user to the workspace and to channels."""
        person = Person(id, name, tz, admin=admin)
        self.workspace.add_person(person, channels)
        return person

    def do_not_disturb(self, user: str, seconds: float = 3600) -> None:
        """Let a person be in do-not-disturb from now on, for no time to end it."""
        now = self.workspace.clock()
        self.workspace.change_person(user, do_not_disturb=(now, now + seconds))

    def huddle(self, user: str, joined: bool = True) -> None:
        """Let a person join or leave a huddle."""
        self.workspace.change_person(user, huddle=joined)

    def deactivate(self, user: str) -> None:
        """Deactivate a person's account."""
        self.workspace.change_person(user, deleted=True)

    def add_channel(self, id: str, name: str, members: Iterable[str], private: bool = False) -> Channel:
        """Add a channel with the given members; the bot is a member only if listed."""
        channel = Channel(id, name, set(members), private)
        self.workspace.add_channel(channel)
        return channel
