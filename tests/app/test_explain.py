"""Four kinds of errors, four sentences; said where the person is looking."""

import asyncio
import json
import logging
from typing import Any

import pytest
from aiohttp import ClientConnectionError
from quick_app import ADDRESS, QuickApp
from slack_bolt.async_app import AsyncAck, AsyncBoltContext
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_client import Http, SlackClient, refused

from bot.app.error_handler import UnidentifiedRequest, explain
from bot.core.in_flight import InFlight
from bot.domain.actor import Actor
from bot.domain.errors import ParseError, UserError
from bot.slack.blocks import Message
from bot.slack.responder import Responder
from bot.store.errors import DatabaseUnavailable, InvalidText

FORM = {"type": "modal", "blocks": [{"type": "section"}, {"type": "input"}]}
PLAIN = {"type": "modal", "blocks": [{"type": "section"}], "private_metadata": "s1 4"}


async def explained(error: Exception, acknowledged: bool = False, **body: Any) -> tuple[Http, BoltResponse | None]:
    """What went to the response URL, and what the request is acknowledged with."""
    http, ack = Http(), AsyncAck()
    body = {"response_url": ADDRESS, **body}
    context = AsyncBoltContext({"actor": Actor("T1", "U1"), "responder": Responder(body, SlackClient(), http)})
    if acknowledged:
        await ack()
    in_flight = InFlight()
    response = explain(error, body, context, ack, in_flight)
    assert await in_flight.drain(5)
    return http, response


@pytest.mark.parametrize(
    ("error", "sentence", "level"),
    [
        (UserError("Please choose `neck`."), "Please choose `neck`.", None),
        (InvalidText(), "characters I can't store", None),
        (DatabaseUnavailable("out of reach"), "Nothing is lost", logging.ERROR),
        (refused("is_archived"), "is_archived", logging.WARNING),
        (refused("expired_trigger_id"), "took too long", logging.WARNING),
        (ClientConnectionError(), "couldn't reach Slack", logging.WARNING),
        (TimeoutError(), "couldn't reach Slack", logging.WARNING),
        (ConnectionResetError(), "couldn't reach Slack", logging.WARNING),
        (KeyError("a bug"), "Something went wrong on my side", logging.ERROR),
    ],
)
async def test_each_kind_of_error_has_its_sentence_and_its_level(
    error: Exception, sentence: str, level: int | None, caplog: pytest.LogCaptureFixture
) -> None:
    http, response = await explained(error)
    assert (len(http.posted), response) == (1, None)
    assert sentence in http.posted[0].encode().decode("unicode_escape")
    assert [record.levelno for record in caplog.records] == ([level] if level else [])


async def test_a_bug_has_a_reference_under_which_the_log_tells_more(caplog: pytest.LogCaptureFixture) -> None:
    http, _ = await explained(KeyError("a bug"))
    [record] = caplog.records
    reference = record.message.rpartition(" ")[2]
    assert len(reference) == 8
    assert (reference in http.posted[0], record.exc_info is not None) == (True, True)
    assert (record.team, record.error) == ("T1", "KeyError")


async def test_the_text_for_screen_readers_has_no_marks(caplog: pytest.LogCaptureFixture) -> None:
    http, _ = await explained(UserError("Type `/stretch`."))
    assert '"text": "Type /stretch."' in http.posted[0]


async def test_what_somebody_typed_is_escaped_and_what_the_bot_writes_is_not() -> None:
    typed, _ = await explained(ParseError("I didn't understand “<!channel> & co”."))
    assert "“&lt;!channel&gt; &amp; co”" in json.loads(typed.posted[0])["text"]
    written, _ = await explained(UserError("Only <@U1> can."))
    assert "<@U1>" in json.loads(written.posted[0])["text"]


@pytest.mark.parametrize("error", [UnidentifiedRequest(), None])
@pytest.mark.parametrize("acknowledged", [False, True])
async def test_what_nobody_is_for_is_acknowledged_once_and_ignored(error: Exception | None, acknowledged: bool) -> None:
    unhandled = BoltUnhandledRequestError(request=AsyncBoltRequest(body="", mode="socket_mode"), current_response=None)
    http, response = await explained(error or unhandled, acknowledged)
    assert http.posted == []
    assert (response is None) == acknowledged
    assert response is None or (response.status, response.body) == (200, "")


@pytest.mark.parametrize(
    ("view", "error", "action", "words"),
    [
        (FORM, UserError("no"), "push", "Your entries are still there"),
        (FORM, KeyError("bug"), "push", "Your entries are still there"),
        (PLAIN, UserError("no"), "update", "no"),
        (PLAIN, DatabaseUnavailable(), "update", "Nothing is lost"),
        (None, UserError("no"), "update", "no"),
        ({"blocks": "none"}, UserError("no"), "update", "no"),
    ],
)
async def test_an_error_of_a_window_is_said_in_it(view: Any, error: Exception, action: str, words: str) -> None:
    http, response = await explained(error, type="view_submission", view=view)
    assert http.posted == []
    assert response.status == 200
    assert response.headers["content-type"] == ["application/json"]
    assert (f'"response_action": "{action}"' in response.body, words in response.body) == (True, True)


@pytest.mark.parametrize(("error", "again"), [(UserError("no"), False), (DatabaseUnavailable(), True)])
async def test_done_can_be_pressed_again_unless_that_cannot_help(error: Exception, again: bool) -> None:
    _, response = await explained(error, type="view_submission", view=PLAIN)
    assert ('"s1 4"' in response.body, '"submit"' in response.body) == (again, again)


async def test_a_window_that_was_acknowledged_is_answered_by_its_response_url() -> None:
    http, response = await explained(UserError("no"), acknowledged=True, type="view_submission", view=FORM)
    assert (len(http.posted), response) == (1, None)


async def test_an_error_before_anybody_is_known_is_only_logged(caplog: pytest.LogCaptureFixture) -> None:
    assert explain(KeyError("bug"), {}, AsyncBoltContext(), AsyncAck(), InFlight()) is None
    assert caplog.records[0].team is None


async def test_the_acknowledgement_does_not_wait_for_the_answer() -> None:
    told, may_tell, in_flight = [], asyncio.Event(), InFlight()

    class Slow(Responder):
        async def __call__(self, message: Message, replace: bool = False) -> None:
            await may_tell.wait()
            told.append(message.text)

    context = AsyncBoltContext({"responder": Slow({}, SlackClient(), Http())})
    explain(UserError("Please choose."), {}, context, AsyncAck(), in_flight)
    assert not await in_flight.drain(0)
    may_tell.set()
    assert await in_flight.drain(5)
    assert told == ["Please choose."]


async def test_a_listeners_error_reaches_whoever_pressed(app: QuickApp) -> None:
    async def away(*_given: object) -> None:
        raise DatabaseUnavailable("away")

    app.store.dones.finish = away
    assert "Nothing is lost" in (await app.clicks("card.done", "chin-tuck neck r1"))["text"]
