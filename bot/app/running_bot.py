"""The bot that runs: its parts, and what it tidies up."""

from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.app.dependencies import Dependencies
from bot.core.in_flight import InFlight
from bot.core.metrics import Metrics
from bot.services.clock_check import ClockCheck
from bot.slack.socket_mode import SocketModeConnection
from bot.web.http_server import HttpServer


@dataclass(frozen=True)
class RunningBot:
    """What runs while the bot runs."""

    dependencies: Dependencies
    in_flight: InFlight
    clock_check: ClockCheck
    slack: AsyncWebClient
    """The client with the token of its only workspace, or without one."""
    socket: SocketModeConnection | None
    server: HttpServer | None
    metrics: Metrics

    async def is_reachable(self) -> bool:
        """Return whether Slack reaches it: over its socket, or else over its server."""
        if self.socket:
            return await self.socket.connected()
        return self.server is not None and self.server.is_open

    async def delete_expired(self) -> None:
        """Delete sessions and breaks that are too old to be of use."""
        store, now = self.dependencies.store, self.dependencies.now()
        for stored in (store.sessions, store.breaks, store.oauth_states):
            await stored.delete_expired(now)
        await self.dependencies.uninstalling.delete_leftovers()

    async def tidy_up(self) -> None:
        """Set next breaks anew, and delete what people did and what channels had too long ago."""
        await self.dependencies.break_engine.reschedule()
        store, now = self.dependencies.store, self.dependencies.now()
        for stored in (store.deletion, store.timetables):
            await stored.delete_expired(now)
