"""Turns every error that a listener raises into one sentence for the person."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncBoltContext
from slack_bolt.context.fail.async_fail import AsyncFail
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.models.views import View

from bot.core.in_flight import InFlight
from bot.core.logging import logger
from bot.core.recent import Recent
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.services.error_sentences import error_sentence
from bot.services.ways_out import ErrorWithWayOut
from bot.slack.blocks import Message, section
from bot.slack.errors import SLACK_CALL_ERRORS, error_code
from bot.slack.responder import Responder
from bot.views.error_modals import error_modal_above_form
from bot.views.guide import session_over
from bot.views.guide_window import submit_failed


class UnidentifiedRequest(Exception):
    """The request names no workspace or no person; it is ignored."""


def request_key(body: Mapping[str, Any]) -> str | None:
    """Return what is the same where Slack sends a request again, None where nothing tells."""
    key = body.get("trigger_id") or body.get("event_id")
    return key if isinstance(key, str) else None


def explainer(in_flight: InFlight, seen: Recent) -> Callable[..., Awaitable[BoltResponse | None]]:
    """Return the error handler; the acknowledgement does not wait for what it says to the person."""

    async def handle(
        error: Exception, body: dict[str, Any], context: AsyncBoltContext, ack: AsyncAck
    ) -> BoltResponse | None:
        if (key := request_key(body)) and not isinstance(error, BoltUnhandledRequestError | UserError):
            seen.forget(key)  # what failed may be tried again
        return explain(error, body, context, ack, in_flight)

    return handle


def explain(
    error: Exception, body: dict[str, Any], context: AsyncBoltContext, ack: AsyncAck, in_flight: InFlight
) -> BoltResponse | None:
    """Answer the person with one sentence; requests that no listener handles are acknowledged and ignored."""
    if isinstance(error, BoltUnhandledRequestError | UnidentifiedRequest):
        return BoltResponse(status=200) if ack.response is None else None
    actor = context.get("actor")
    sentence = error_sentence(error, actor.team if isinstance(actor, Actor) else None)
    if context.function_execution_id and body.get("type") == "event_callback":
        in_flight.start(_fail_step(context.fail, sentence.replace("`", "")))
        return None
    if body.get("type") == "view_submission" and ack.response is None:
        return _in_modal(sentence, body, lasting=isinstance(error, UserError))
    responder = context.get("responder")
    if isinstance(responder, Responder):
        in_flight.start(responder(_with_way_out(error, responder) or _in_words(sentence)))
        return None
    return _without_token(error, sentence, body, context, in_flight)


async def _fail_step(fail: AsyncFail, sentence: str) -> None:
    """Stop the workflow that waits for a step, with the sentence; it is told to whoever can help."""
    try:
        await fail(sentence)
    except SLACK_CALL_ERRORS as error:
        logger.warning("a workflow was not told that its step failed", extra={"error": error_code(error)})


def _with_way_out(error: Exception, responder: Responder) -> Message | None:
    if not isinstance(error, ErrorWithWayOut):
        return None
    return error.message if responder.url else error.in_window


def _without_token(
    error: Exception, sentence: str, body: dict[str, Any], context: AsyncBoltContext, in_flight: InFlight
) -> BoltResponse | None:
    """Answer where it is not known whose token would: with the acknowledgement, or by the response URL."""
    if "command" in body:
        return BoltResponse(status=200, body=sentence.replace("`", ""))
    if body.get("response_url") and context.client.session:
        in_flight.start(Responder(body, context.client, context.client.session)(_in_words(sentence)))
        return BoltResponse(status=200)
    return BoltResponse(status=200) if isinstance(error, UserError) else None


def _in_words(sentence: str) -> Message:
    return Message(sentence.replace("`", ""), [section(sentence)])


def _in_modal(sentence: str, body: Mapping[str, Any], lasting: bool) -> BoltResponse:
    """Push the sentence on top of a form, which keeps its input; or show it in any other modal, to try again."""
    view = body.get("view")
    submitted = view if isinstance(view, Mapping) else {}
    if _has_fields(submitted):
        return _response("push", error_modal_above_form(sentence))
    if lasting:
        return _response("update", session_over(sentence))
    return _response("update", submit_failed(sentence, str(submitted.get("private_metadata") or "")))


def _has_fields(view: Mapping[str, Any]) -> bool:
    blocks = view.get("blocks")
    listed = blocks if isinstance(blocks, list) else []
    return any(isinstance(block, Mapping) and block.get("type") == "input" for block in listed)


def _response(action: str, view: View) -> BoltResponse:
    body = json.dumps({"response_action": action, "view": view.to_dict()})
    return BoltResponse(status=200, body=body, headers={"content-type": "application/json"})
