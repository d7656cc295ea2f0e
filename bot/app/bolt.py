"""Puts the parts together: acknowledge, lend, and the features behind them."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, fields
from random import Random
from typing import Any

from aiohttp import ClientSession
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.app.error_handler import UnidentifiedRequest, explain
from bot.app.listeners import breaks, guide, home, stretch, timetable_forms, timetables
from bot.core.clock import Now
from bot.core.in_flight import InFlight, ListenerCompleted, ListenerStarted
from bot.core.logging import logger
from bot.core.scheduler import Scheduler
from bot.domain.exercises import Library
from bot.domain.parsing.command import parse_command
from bot.pictures.picture_store import PictureStore
from bot.services.breaks import Breaks
from bot.services.cards import Cards
from bot.services.guide import Guide
from bot.services.home import Home
from bot.services.time_zones import TimeZones
from bot.services.timetable_forms import TimetableForms
from bot.services.timetables import Timetables
from bot.slack.responder import Responder
from bot.store import Store

FEATURES = (stretch, guide, home, timetables, timetable_forms, breaks)
ID = re.compile(r"[A-Z][A-Z0-9]{1,39}")
ACT = re.compile(r"[a-z_]+(\.[a-z_]+)*")
ANSWERED_AT_ONCE = ("view_submission", "block_suggestion")
"""What a window should show next, and what a menu offers, goes with the acknowledgement itself."""
Next = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Dependencies:
    """All that listeners may ask for by name."""

    slack: AsyncWebClient
    http: ClientSession
    store: Store
    library: Library
    picture_store: PictureStore
    scheduler: Scheduler
    now: Now
    rng: Random
    time_zones: TimeZones
    cards: Cards
    guide: Guide
    timetables: Timetables
    forms: TimetableForms
    home: Home
    breaks: Breaks


LISTENER_ARGUMENTS = frozenset(
    {field.name for field in fields(Dependencies)} | {"team", "user", "trigger", "responder", "parsed"}
)
"""The names that listeners may use besides Bolt's own."""


def build(parts: Dependencies, in_flight: InFlight) -> AsyncApp:
    """Return the app with all its listeners."""
    app = AsyncApp(client=parts.slack, raise_error_for_unhandled_request=True)
    app.use(acknowledge)
    app.use(provide_dependencies(parts))
    app.error(explain)
    app.listener_runner.listener_start_handler = ListenerStarted(in_flight)
    app.listener_runner.listener_completion_handler = ListenerCompleted(in_flight)
    for feature in FEATURES:
        feature.register(app)
    return app


async def acknowledge(body: dict[str, Any], ack: AsyncAck, next: Next) -> None:
    """Answer Slack's three seconds before anything else; what is asked for with the answer waits for it."""
    if body.get("type") not in ANSWERED_AT_ONCE:
        await ack()
    await next()


def provide_dependencies(parts: Dependencies) -> Callable[..., Awaitable[None]]:
    """Return the middleware that hands the parts to listeners, with who asks and what they meant."""
    lent = {field.name: getattr(parts, field.name) for field in fields(parts)}

    async def lend(context: AsyncBoltContext, body: dict[str, Any], next: Next) -> None:
        team = context["team"] = _id(context.team_id)
        context["user"] = _id(context.user_id) if body.get("type") != "event_callback" else _id(context.user_id, "")
        context["trigger"] = str(body.get("trigger_id"))
        context["responder"] = Responder(body, parts.slack, parts.http)
        if "command" in body:
            context["parsed"] = parse_command(str(body.get("text") or ""), parts.library)
        context.update(lent)
        logger.info(_act(body), extra={"team": team})
        await next()

    return lend


def _id(given: object, default: str | None = None) -> str:
    if isinstance(given, str) and ID.fullmatch(given):
        return given
    if default is None:
        raise UnidentifiedRequest
    return default


def _act(body: Mapping[str, Any]) -> str:
    """Name what happened, without anything that a person typed."""
    kind = "command" if "command" in body else str(body.get("type"))
    actions = body.get("actions")
    first = actions[0] if isinstance(actions, list) and actions and isinstance(actions[0], Mapping) else {}
    event = body.get("event")
    act = first.get("action_id") or (event.get("type") if isinstance(event, Mapping) else None) or kind
    return act if isinstance(act, str) and ACT.fullmatch(act) else "unknown act"
