"""Turns every error that a listener raises into one sentence for the person."""

import json
import logging
from collections.abc import Mapping
from secrets import token_hex
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncBoltContext
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View

from bot.core.logging import logger
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.services.guide_modal import EXPIRED_TRIGGER
from bot.slack.blocks import Message, section
from bot.slack.errors import error_code, refused_sentence
from bot.slack.responder import Responder
from bot.store.errors import DatabaseUnavailable
from bot.views.guide import done_failed, error_above_form, session_over

REFERENCE_BYTES = 4


class UnidentifiedRequest(Exception):
    """The request names no workspace or no person; it is ignored."""


async def explain(
    error: Exception, body: dict[str, Any], context: AsyncBoltContext, ack: AsyncAck
) -> BoltResponse | None:
    """Answer the person with one sentence, by the kind of error:

    1. UserError: the sentence that it carries;
    2. DatabaseUnavailable: nothing is lost, try again;
    3. a refused call of Slack, or Slack unreachable: try again, with Slack's error code if there is one;
    4. anything else: a random reference, which the log has, too.
    Requests that no listener handles are acknowledged and ignored.
    """
    if isinstance(error, BoltUnhandledRequestError | UnidentifiedRequest):
        return BoltResponse(status=200) if ack.response is None else None
    actor = context.get("actor")
    sentence = _sentence(error, actor.team if isinstance(actor, Actor) else None)
    if body.get("type") == "view_submission" and ack.response is None:
        return _in_modal(sentence, body, lasting=isinstance(error, UserError))
    responder = context.get("responder")
    if isinstance(responder, Responder):
        await responder(Message(sentence.replace("`", ""), [section(sentence)]))
    return None


def _sentence(error: Exception, team: str | None) -> str:
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, SlackApiError):
        _log("Slack refused a call", team, error_code(error), logging.WARNING)
        if error_code(error) in EXPIRED_TRIGGER:
            return "That took too long for Slack, which allows three seconds. Please do it again."
        return refused_sentence(error)
    if isinstance(error, ClientError | OSError):  # TimeoutError, too
        _log("Slack was out of reach", team, error_code(error), logging.WARNING)
        return "I could not reach Slack just now. Please try again in a minute."
    if isinstance(error, DatabaseUnavailable):
        _log("the database is away", team, str(error) or error_code(error), logging.ERROR)
        return "I cannot reach my memory just now. Nothing is lost; please try again in a minute."
    reference = token_hex(REFERENCE_BYTES)
    _log(f"unexpected error {reference}", team, error_code(error), logging.ERROR, error)
    return f"Something went wrong on my side. Please try again; if it stays, tell your admin “{reference}”."


def _log(what: str, team: str | None, why: str, level: int, error: Exception | None = None) -> None:
    logger.log(level, what, extra={"team": team, "error": why}, exc_info=error)


def _in_modal(sentence: str, body: Mapping[str, Any], lasting: bool) -> BoltResponse:
    """Push the sentence on top of a form, which keeps its input; or show it in any other modal, with Done again."""
    view = body.get("view")
    submitted = view if isinstance(view, Mapping) else {}
    if _has_fields(submitted):
        return _response("push", error_above_form(sentence))
    if lasting:
        return _response("update", session_over(sentence))
    return _response("update", done_failed(sentence, str(submitted.get("private_metadata") or "")))


def _has_fields(view: Mapping[str, Any]) -> bool:
    blocks = view.get("blocks")
    listed = blocks if isinstance(blocks, list) else []
    return any(isinstance(block, Mapping) and block.get("type") == "input" for block in listed)


def _response(action: str, view: View) -> BoltResponse:
    body = json.dumps({"response_action": action, "view": view.to_dict()})
    return BoltResponse(status=200, body=body, headers={"content-type": "application/json"})
