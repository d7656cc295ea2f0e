"""The Bolt app: acknowledges first, hands listeners what they ask for by name, and registers them."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import fields
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_bolt.response import BoltResponse

from bot.app.authorization import Access
from bot.app.command_router import CommandRouter, parse_payload
from bot.app.dependencies import Dependencies
from bot.app.error_handler import UnidentifiedRequest, explainer, request_key
from bot.app.listeners import (
    breaks,
    feelings,
    guide,
    home,
    my_data,
    nudges,
    personal_reminders,
    routines,
    set_up,
    small_talk,
    stretch,
    stretch_now,
    symptoms,
    timetable_forms,
    timetable_previews,
    timetables,
    workflow_step,
)
from bot.app.payloads import first_action
from bot.app.request_times import AnswerTimed, TimedApp
from bot.core.in_flight import InFlight, ListenerStarted
from bot.core.logging import logger
from bot.core.metrics import Metrics
from bot.core.recent import Recent
from bot.domain.actor import Actor
from bot.slack.responder import Responder
from bot.views.feelings import ACTION_PREFIX

FEATURES = (
    stretch,
    routines,
    small_talk,
    symptoms,
    guide,
    feelings,
    stretch_now,
    home,
    set_up,
    my_data,
    timetables,
    timetable_previews,
    timetable_forms,
    breaks,
    workflow_step,
    personal_reminders,
    nudges,
)
SLACK_ID = re.compile(r"[A-Z][A-Z0-9]{1,39}")
LOGGABLE = re.compile(r"[a-z_-]+(\.[a-z_-]+)*")
FELT = "felt"
"""How somebody feels is not logged, only that they said so."""
NAME = "limber.bolt"
"""Bolt sets the level of the logger of this name; without one it reads the source of all that is on the stack."""
ACKNOWLEDGED_BY_LISTENER = ("view_submission", "block_suggestion")
"""What a modal should show next, and what a menu offers, goes with the acknowledgement itself."""
Next = Callable[[], Awaitable[None]]


LISTENER_ARGUMENTS = frozenset(
    {field.name for field in fields(Dependencies)} | {"actor", "trigger_id", "responder", "parsed"}
)
"""The names that listeners may ask for besides Bolt's own."""


def build_app(dependencies: Dependencies, in_flight: InFlight, access: Access, metrics: Metrics) -> AsyncApp:
    """Return the app with all its listeners."""
    app = TimedApp(
        metrics,
        name=NAME,
        client=access.slack,
        authorize=access.authorize,
        signing_secret=access.signing_secret,
        raise_error_for_unhandled_request=True,
    )
    seen = Recent()
    app.use(once(seen))
    app.use(acknowledge)
    app.use(provide(dependencies))
    app.error(explainer(in_flight, seen))
    app.listener_runner.listener_start_handler = ListenerStarted(in_flight)
    app.listener_runner.listener_completion_handler = AnswerTimed(in_flight, metrics)
    register_listeners(app)
    return app


def register_listeners(app: AsyncApp) -> CommandRouter:
    """Register the listeners of all features; return the one of `/stretch`."""
    command = CommandRouter()
    command.register(app)  # first, for Bolt asks one listener after the other whether a request is for it
    for feature in FEATURES:
        feature.register(app, command)
    return command


def once(seen: Recent) -> Callable[..., Awaitable[BoltResponse | None]]:
    """Return the middleware that lets no request be acted on twice: Slack sends one again that was not acknowledged."""

    async def act_once(body: dict[str, Any], next: Next) -> BoltResponse | None:
        if (key := request_key(body)) and not seen.is_new(key):
            return BoltResponse(status=200)
        await next()
        return None

    return act_once


async def acknowledge(body: dict[str, Any], ack: AsyncAck, next: Next) -> None:
    """Acknowledge within Slack's three seconds, before anything else."""
    if body.get("type") not in ACKNOWLEDGED_BY_LISTENER:
        await ack()
    await next()


def provide(dependencies: Dependencies) -> Callable[..., Awaitable[None]]:
    """Return the middleware that hands the dependencies to listeners, with who acts and what they typed."""
    shared = {field.name: getattr(dependencies, field.name) for field in fields(dependencies)}

    async def provide_them(context: AsyncBoltContext, body: dict[str, Any], next: Next) -> None:
        actor = context["actor"] = _actor(context, body)
        context["trigger_id"] = str(body.get("trigger_id"))
        context["responder"] = Responder(body, context.client, dependencies.http)
        if "command" in body:
            context["parsed"] = parse_payload(body, dependencies.library)
        context.update(shared)
        logger.info(_act(body), extra={"team": actor.team})
        await next()

    return provide_them


def _actor(context: AsyncBoltContext, body: Mapping[str, Any]) -> Actor:
    """Return who acts; raise UnidentifiedRequest if the request names no workspace, or no person where one acts."""
    is_event = body.get("type") == "event_callback"
    # An event may concern an organisation that has the bot, and no workspace of it.
    team = context.team_id or (context.enterprise_id if is_event else None)
    if not _is_id(team) or not (is_event or _is_id(context.user_id)):
        raise UnidentifiedRequest
    return Actor(str(team), str(context.user_id) if _is_id(context.user_id) else "")


def _is_id(given: object) -> bool:
    return isinstance(given, str) and SLACK_ID.fullmatch(given) is not None


def _act(body: Mapping[str, Any]) -> str:
    """Name what happened, without anything that a person typed."""
    kind = "command" if "command" in body else str(body.get("type"))
    event = body.get("event")
    act = first_action(body).get("action_id") or (event.get("type") if isinstance(event, Mapping) else None) or kind
    if not isinstance(act, str) or not LOGGABLE.fullmatch(act):
        return "unknown act"
    return FELT if act.startswith(ACTION_PREFIX) else act
