"""The playground itself: one server on 127.0.0.1 for the Web API, the sockets, the response URLs and the page."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Self, TypeVar

from aiohttp import web

from bot.playground import payloads
from bot.playground.inspection import Inspector
from bot.playground.live import Live
from bot.playground.page_api import PageApi
from bot.playground.people import People
from bot.playground.socket_mode import Ack, SocketMode
from bot.playground.things import (
    APP_ID,
    APP_TOKEN,
    BOT_TOKEN,
    BOT_USER,
    Call,
    Channel,
    Json,
    Message,
    Person,
    Trouble,
    View,
)
from bot.playground.web_api import Hitch, WebApi
from bot.playground.workspace import Workspace

Found = TypeVar("Found")
Jump = Callable[[], Awaitable[str]]


class Playground(People):
    """A pretend Slack with one app in it; `clock` gives unix seconds, `patience` is the time for an acknowledgement."""

    bot_token, app_token = BOT_TOKEN, APP_TOKEN

    def __init__(
        self,
        manifest: Json,
        port: int = 0,
        clock: Callable[[], float] = time.time,
        on_jump: Jump | None = None,
        patience: float = 3.0,
    ) -> None:
        self.workspace = Workspace(manifest, clock)
        self._port = port
        self._changed = asyncio.Event()
        self._inspector = Inspector()
        super().__init__(self.workspace, SocketMode(self.workspace, patience), self._inspector)
        self._api = WebApi(self.workspace, self._inspector, self._socket_url)
        self._live = Live(self.workspace)
        self._page = PageApi(self.workspace, self, self._socket, on_jump)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Open for business; OSError if the port is taken."""
        self._runner = web.AppRunner(self._routes(), access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        self._port = self._runner.addresses[0][1]
        self.workspace.url = self.url
        self.workspace.hearers.add(self._hear)

    async def stop(self) -> None:
        """Close everything."""
        self.workspace.hearers.discard(self._hear)
        await self._socket.drop()
        await self._live.close()
        await self._runner.cleanup()
        await self._inspector.close()

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def api_url(self) -> str:
        """The base_url for slack_sdk."""
        return f"{self.url}/api/"

    async def until(self, predicate: Callable[[], Found], seconds: float = 5) -> Found:
        """Wait for a change after which this is true, and give what it gave; TimeoutError tells the last troubles."""
        try:
            async with asyncio.timeout(seconds):
                while not (found := predicate()):
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            troubles = "; ".join(trouble.text for trouble in self.troubles[-3:]) or "none"
            raise TimeoutError(f"It did not happen within {seconds:g} s. The last troubles: {troubles}") from None
        return found

    @property
    def connections(self) -> int:
        """How many Socket Mode connections are open."""
        return len(self._socket.connections)

    async def connected(self, seconds: float = 5) -> None:
        """Wait until the bot has a Socket Mode connection."""
        await self.until(lambda: self.connections, seconds)

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

    def add_person(self, id: str, name: str, tz: str = "Etc/UTC", channels: Iterable[str] = ("C0GENERAL",)) -> Person:
        """Take somebody in."""
        person = Person(id, name, tz)
        self.workspace.add_person(person, channels)
        return person

    def add_channel(self, id: str, name: str, members: Iterable[str], private: bool = False) -> Channel:
        """Make a channel; name the bot among the members to have it there."""
        channel = Channel(id, name, set(members), private)
        self.workspace.add_channel(channel)
        return channel

    def _routes(self) -> web.Application:
        app = web.Application(client_max_size=4 * 1024**2)
        app.router.add_route("*", "/api/{method}", self._api.serve)
        app.router.add_get("/socket", self._socket.serve)
        app.router.add_post("/response/{name}", self._replies.to_url)
        app.router.add_get("/page/live", self._live.serve)
        self._page.add_routes(app)
        return app

    def _socket_url(self) -> str:
        return f"ws://127.0.0.1:{self._port}/socket?ticket={self._socket.ticket()}&app_id={APP_ID}"

    def _hear(self, kind: str, thing: Any) -> None:
        self._changed.set()
