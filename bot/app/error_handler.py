"""The one funnel for errors: what went wrong becomes one sentence for the person."""

import json
import logging
from collections.abc import Mapping
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncBoltContext
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View

from bot.core.logging import logger
from bot.domain.errors import UserError
from bot.services.guide_modal import TOO_LATE
from bot.slack.blocks import Message, words
from bot.slack.errors import in_words, reason
from bot.slack.responder import Responder
from bot.store.database import is_away
from bot.views.guide import gone, still_there, try_again


class UnidentifiedRequest(Exception):
    """The request does not say in which workspace, or from whom; nothing is done for it."""


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
    if isinstance(error, BoltUnhandledRequestError | UnidentifiedRequest):
        return BoltResponse(status=200) if ack.response is None else None
    sentence = _sentence(error, context.get("team"))
    if body.get("type") == "view_submission" and ack.response is None:
        return _in_window(sentence, body, lasting=isinstance(error, UserError))
    responder = context.get("responder")
    if isinstance(responder, Responder):
        await responder(Message(sentence.replace("`", ""), [words(sentence)]))
    return None


def _sentence(error: Exception, team: object) -> str:
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, SlackApiError):
        _log("Slack refused a call", team, reason(error), logging.WARNING)
        if reason(error) in TOO_LATE:
            return "That took too long for Slack, which allows three seconds. Please do it again."
        return in_words(error)
    if isinstance(error, ClientError):
        _log("Slack was out of reach", team, reason(error), logging.WARNING)
        return "I could not reach Slack just now. Please try again in a minute."
    if is_away(error):
        _log("the database is away", team, reason(error), logging.ERROR, error)
        return "I cannot reach my memory just now. Nothing is lost; please try again in a minute."
    number = f"{id(error) % 0xFFFF:04x}"
    _log(f"unexpected error {number}", team, reason(error), logging.ERROR, error)
    return f"Something went wrong on my side. Please try again; if it stays, tell your admin “{number}”."


def _log(what: str, team: object, why: str, level: int, error: Exception | None = None) -> None:
    logger.log(level, what, extra={"team": team, "error": why}, exc_info=error)


def _in_window(sentence: str, body: Mapping[str, Any], lasting: bool) -> BoltResponse:
    """Say it above a form, which keeps what was entered; a window without fields is shown anew, with Done again."""
    view = body.get("view")
    window = view if isinstance(view, Mapping) else {}
    if _has_fields(window):
        return _answered("push", still_there(sentence))
    if lasting:
        return _answered("update", gone(sentence))
    return _answered("update", try_again(sentence, str(window.get("private_metadata") or "")))


def _has_fields(window: Mapping[str, Any]) -> bool:
    blocks = window.get("blocks")
    shown = blocks if isinstance(blocks, list) else []
    return any(isinstance(block, Mapping) and block.get("type") == "input" for block in shown)


def _answered(action: str, view: View) -> BoltResponse:
    body = json.dumps({"response_action": action, "view": view.to_dict()})
    return BoltResponse(status=200, body=body, headers={"content-type": "application/json"})
