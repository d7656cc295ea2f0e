"""The one listener of `/stretch`: calls what is registered for what was typed."""

from collections.abc import Awaitable, Callable
from inspect import signature
from logging import Logger
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.kwargs_injection.async_utils import build_async_required_kwargs
from slack_bolt.response import BoltResponse

from bot.domain.library import Library
from bot.domain.parsing.command import ParsedCommand, Subcommand, parse_command
from bot.domain.parsing.subcommands import SubcommandName
from bot.slack.typed_text import decode_text
from bot.views.timetable_payloads import CHANNEL_ID

CHANNEL_ONLY: frozenset[SubcommandName] = frozenset({"daily", "breaks", "pause", "resume", "off", "now"})
"""What concerns the breaks of a channel."""

Listener = Callable[..., Awaitable[None]]
Route = SubcommandName | type
"""A subcommand's name, or the type of anything else that was understood."""


class OutsideChannel(Subcommand):
    """A subcommand about a channel's breaks, typed outside a channel: in a DM or group DM."""


class CommandRouter:
    """Routes each command by what was parsed, whatever the order in which listeners were registered."""

    def __init__(self) -> None:
        self.listeners: dict[Route, Listener] = {}
        self._argument_names: dict[Route, list[str]] = {}

    def add_route(self, route: Route, listener: Listener) -> None:
        """Register the listener of a route; raise ValueError if it has one."""
        if route in self.listeners:
            raise ValueError(f"two listeners for /stretch {route}")
        self.listeners[route] = listener
        self._argument_names[route] = list(signature(listener).parameters)

    def register(self, app: AsyncApp) -> None:
        """Register this as the listener of the command."""
        app.command("/stretch")(self.dispatch)

    async def dispatch(self, parsed: ParsedCommand, req: AsyncBoltRequest, resp: BoltResponse, logger: Logger) -> None:
        """Call the listener for what was parsed, with the arguments that it names, as Bolt does."""
        route = route_of(parsed)
        listener = self.listeners[route]
        arguments = build_async_required_kwargs(
            logger=logger,
            required_arg_names=self._argument_names[route],
            request=req,
            response=resp,
            this_func=listener,
        )
        await listener(**arguments)


def route_of(parsed: ParsedCommand) -> Route:
    """Return the route of what was understood."""
    return parsed.name if type(parsed) is Subcommand else type(parsed)


def parse_payload(body: dict[str, Any], library: Library) -> ParsedCommand:
    """Return what somebody meant by the command in this payload."""
    parsed = parse_command(decode_text(str(body.get("text") or "")), library)
    if isinstance(parsed, Subcommand) and parsed.name in CHANNEL_ONLY and not _in_channel(body):
        return OutsideChannel(parsed.name, parsed.rest)
    return parsed


def _in_channel(body: dict[str, Any]) -> bool:
    """Return whether the command was typed in a channel, and not in a DM or group DM."""
    is_group = str(body.get("channel_name")).startswith("mpdm-")
    return not is_group and CHANNEL_ID.fullmatch(str(body.get("channel_id"))) is not None
