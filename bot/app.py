"""Puts the parts together: acknowledge, lend, explain, and the features behind them."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, fields
from random import Random
from time import perf_counter
from typing import Any

from aiohttp import ClientError, ClientSession
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.answer import Answer
from bot.breaks import Breaks
from bot.cards import Cards
from bot.clock import Now
from bot.domain.errors import Sorry
from bot.domain.exercises import Library
from bot.domain.phrases import understand
from bot.features import breaks, guide, home, stretch, timetable, timetable_form
from bot.forms import Forms
from bot.guide import Guide
from bot.home import Home
from bot.log import logger
from bot.pictures.gallery import Gallery
from bot.schedule import Schedule
from bot.store import Store
from bot.store.database import AWAY
from bot.timetables import Timetables
from bot.views.guide import still_there, try_again
from bot.views.parts import Message, words
from bot.windows import TOO_LATE
from bot.work import Began, Ended, Work
from bot.zones import Zones

FEATURES = (stretch, guide, home, timetable, timetable_form, breaks)
ID = re.compile(r"[A-Z][A-Z0-9]{1,39}")
ACT = re.compile(r"[a-z_]+(\.[a-z_]+)*")
ANSWERED_AT_ONCE = ("view_submission", "block_suggestion")
"""What a window should show next, and what a menu offers, goes with the acknowledgement itself."""
Next = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Parts:
    """All that listeners may ask for by name."""

    slack: AsyncWebClient
    http: ClientSession
    store: Store
    library: Library
    gallery: Gallery
    schedule: Schedule
    now: Now
    dice: Random
    zones: Zones
    cards: Cards
    guide: Guide
    timetables: Timetables
    forms: Forms
    home: Home
    breaks: Breaks


LENT = frozenset({field.name for field in fields(Parts)} | {"team", "user", "trigger", "answer", "meaning"})
"""The names that listeners may use besides Bolt's own."""


class Unaddressed(Exception):
    """The request does not say in which workspace, or from whom; nothing is done for it."""


def build(parts: Parts, work: Work) -> AsyncApp:
    """Return the app with all its listeners."""
    app = AsyncApp(client=parts.slack, raise_error_for_unhandled_request=True)
    app.use(acknowledge)
    app.use(lender(parts))
    app.error(explain)
    app.listener_runner.listener_start_handler = Began(work)
    app.listener_runner.listener_completion_handler = Ended(work)
    for feature in FEATURES:
        feature.register(app)
    return app


async def acknowledge(body: dict[str, Any], ack: AsyncAck, next: Next) -> None:
    """Answer Slack's three seconds before anything else; what is asked for with the answer waits for it."""
    if body.get("type") not in ANSWERED_AT_ONCE:
        await ack()
    await next()


def lender(parts: Parts) -> Callable[..., Awaitable[None]]:
    """Return the middleware that hands the parts to listeners, with who asks and what they meant."""
    lent = {field.name: getattr(parts, field.name) for field in fields(parts)}

    async def lend(context: AsyncBoltContext, body: dict[str, Any], next: Next) -> None:
        began = perf_counter()
        team = context["team"] = _id(context.team_id)
        context["user"] = _id(context.user_id) if body.get("type") != "event_callback" else _id(context.user_id, "")
        context["trigger"] = str(body.get("trigger_id"))
        context["answer"] = Answer(body, parts.slack, parts.http)
        if "command" in body:
            context["meaning"] = understand(str(body.get("text") or ""), parts.library)
        context.update(lent)
        logger.info(_act(body), extra={"team": team, "ms": round((perf_counter() - began) * 1000)})
        await next()

    return lend


async def explain(
    error: Exception, body: dict[str, Any], context: AsyncBoltContext, ack: AsyncAck
) -> BoltResponse | None:
    """Say to the person what went wrong, in one sentence each:

    1. what a person did: the sentence that was raised with it;
    2. a database that is away: nothing is lost, try again;
    3. Slack refusing a call, or out of reach: so, with its reason;
    4. anything else: a number under which the log tells more.
    What no listener is for is acknowledged and forgotten.
    """
    if isinstance(error, BoltUnhandledRequestError | Unaddressed):
        return BoltResponse(status=200) if ack.response is None else None
    sentence = _sentence(error)
    if body.get("type") == "view_submission" and ack.response is None:
        return _keep_window(sentence, body)
    answer = context.get("answer")
    if isinstance(answer, Answer):
        await answer(Message(sentence.replace("`", ""), [words(sentence)]))
    return None


def _sentence(error: Exception) -> str:
    match error:
        case Sorry():
            return str(error)
        case SlackApiError() if error.response["error"] in TOO_LATE:
            return "That took too long for Slack, which allows three seconds. Please do it again."
        case SlackApiError():
            logger.warning("Slack refused a call", extra={"error": error.response["error"]})
            return f"Slack did not let me do that ({error.response['error']}). Please try again in a minute."
        case ClientError():
            return "I could not reach Slack just now. Please try again in a minute."
        case _ if isinstance(error, AWAY):
            logger.error("the database is away", extra={"error": type(error).__name__})
            return "I cannot reach my memory just now. Nothing is lost; please try again in a minute."
        case _:
            number = f"{id(error) % 0xFFFF:04x}"
            logger.error(f"unexpected error {number}", exc_info=error)
            return f"Something went wrong on my side. Please try again; if it stays, tell your admin “{number}”."


def _keep_window(sentence: str, body: Mapping[str, Any]) -> BoltResponse:
    """Say it above a form, which keeps what was entered; a window without fields is shown anew."""
    view = body.get("view")
    window = view if isinstance(view, Mapping) else {}
    blocks = window.get("blocks")
    shown = blocks if isinstance(blocks, list) else []
    if any(isinstance(block, Mapping) and block.get("type") == "input" for block in shown):
        payload = {"response_action": "push", "view": still_there(sentence).to_dict()}
    else:
        metadata = str(window.get("private_metadata") or "")
        payload = {"response_action": "update", "view": try_again(sentence, metadata).to_dict()}
    headers = {"content-type": ["application/json"]}
    return BoltResponse(status=200, body=json.dumps(payload), headers=headers)  # type: ignore[arg-type]


def _id(given: object, default: str | None = None) -> str:
    if isinstance(given, str) and ID.fullmatch(given):
        return given
    if default is None:
        raise Unaddressed
    return default


def _act(body: Mapping[str, Any]) -> str:
    """Name what happened, without anything that a person typed."""
    kind = "command" if "command" in body else str(body.get("type"))
    actions = body.get("actions")
    first = actions[0] if isinstance(actions, list) and actions and isinstance(actions[0], Mapping) else {}
    event = body.get("event")
    act = first.get("action_id") or (event.get("type") if isinstance(event, Mapping) else None) or kind
    return act if isinstance(act, str) and ACT.fullmatch(act) else "unknown act"
