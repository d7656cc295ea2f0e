"""Answers: by the response URL, else in a window; without a picture if Slack minds it; never raised."""

import json
from typing import Any

import pytest
from aiohttp import ClientConnectionError
from slack_client import Http, SlackClient, refused
from slack_sdk.errors import SlackApiError

from bot.slack.blocks import Message, image, modal, section
from bot.slack.responder import Responder

URL = "https://slack.example/response"
WORDS = Message("Hello", [section("Hello")])
PICTURED = Message("Hello", [section("Hello"), *image("https://example.com/a.png", "A picture")])


class Asked:
    """A responder with what it talks to."""

    def __init__(self, **body: Any) -> None:
        self.slack, self.http = SlackClient(), Http()
        self.respond = Responder({"trigger_id": "1.2", **body}, self.slack, self.http, pauses=(0.0, 0.0))

    @property
    def posted(self) -> list[dict[str, Any]]:
        return [json.loads(each) for each in self.http.posted]


@pytest.mark.parametrize("replace", [False, True])
async def test_an_answer_is_for_one_person_and_replaces_only_if_asked_to(replace: bool) -> None:
    asked = Asked(response_url=URL)
    await asked.respond(WORDS, replace)
    [answer] = asked.posted
    assert (answer["text"], answer["response_type"], answer["replace_original"]) == ("Hello", "ephemeral", replace)
    assert [block["type"] for block in answer["blocks"]] == ["section"]
    assert asked.slack.calls == {}


REFUSED, BUSY = (400, "invalid_blocks"), (500, "no")


@pytest.mark.parametrize(
    ("message", "answers", "pictures"),
    [
        (PICTURED, [], [True]),
        (PICTURED, [REFUSED], [True, False]),
        (PICTURED, [BUSY], [True, True]),
        (PICTURED, [(429, "slow down"), ClientConnectionError()], [True, True, True]),
        (PICTURED, [TimeoutError(), REFUSED, BUSY], [True, True, False, False]),
        (WORDS, [BUSY, BUSY], [False, False, False]),
    ],
)
async def test_an_answer_survives_failures_that_pass_and_a_refused_picture(
    message: Message, answers: list[Any], pictures: list[bool], caplog: pytest.LogCaptureFixture
) -> None:
    asked = Asked(response_url=URL, channel_id="C1", user_id="U1")
    asked.http.will = list(answers)
    await asked.respond(message)
    assert ["image" in str(answer["blocks"]) for answer in asked.posted] == pictures
    assert (asked.slack.calls, caplog.messages) == ({}, [])


@pytest.mark.parametrize(
    "body",
    [{"channel_id": "C1", "user_id": "U1"}, {"channel": {"id": "C1"}, "user": {"id": "U1"}}],
    ids=["command", "click"],
)
@pytest.mark.parametrize("answers", [[BUSY] * 3, [REFUSED] * 2])
async def test_an_answer_that_its_url_does_not_take_is_said_in_the_channel(
    body: dict[str, Any], answers: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    asked = Asked(response_url=URL, **body)
    asked.http.will = list(answers)
    await asked.respond(PICTURED)
    [said] = asked.slack.calls["chat_postEphemeral"]
    assert (said["channel"], said["user"], said["text"]) == ("C1", "U1", "Hello")
    assert len(caplog.messages) == 1


@pytest.mark.parametrize("body", [{}, {"channel": {"id": "C1"}}, {"user_id": "U1"}, {"channel": {}, "user": {}}])
async def test_where_there_is_no_channel_a_lost_answer_is_logged(
    body: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    asked = Asked(response_url=URL, **body)
    asked.http.will = [BUSY] * 3
    await asked.respond(WORDS)
    assert (asked.slack.calls, len(caplog.messages)) == ({}, 1)


async def test_an_answer_that_nothing_takes_is_logged_and_not_raised(caplog: pytest.LogCaptureFixture) -> None:
    asked = Asked(response_url=URL, channel_id="C1", user_id="U1")
    asked.http.will = [BUSY] * 3
    asked.slack.will("chat_postEphemeral", refused("not_in_channel"))
    await asked.respond(WORDS)
    assert caplog.messages == ["an answer was refused", "an answer was lost"]


async def test_without_a_response_url_an_answer_is_a_window() -> None:
    for view, call in ((None, "views_open"), ({"type": "home"}, "views_open"), ({"type": "modal"}, "views_push")):
        asked = Asked(view=view)
        await asked.respond(WORDS)
        [opened] = asked.slack.calls[call]
        assert opened["trigger_id"] == "1.2"
        assert opened["view"].to_dict()["title"]["text"] == "Limber"
        assert asked.posted == []


async def test_a_fourth_window_takes_the_place_of_the_third() -> None:
    asked, view = Asked(view={"type": "modal", "id": "V3"}), modal("Title", [section("Hello")])
    asked.slack.will("views_push", refused("push_limit_reached"), refused("fatal_error"))
    await asked.respond.open(view)
    assert asked.slack.calls["views_update"] == [{"view_id": "V3", "view": view}]
    with pytest.raises(SlackApiError):
        await asked.respond.open(view)


async def test_what_opens_too_late_is_offered_in_words_and_other_errors_are_raised() -> None:
    asked, view = Asked(response_url=URL), modal("Title", [section("Hello")])
    assert await asked.respond.open_or_say(view, WORDS)
    asked.slack.will("views_open", refused("expired_trigger_id"), refused("fatal_error"))
    assert not await asked.respond.open_or_say(view, WORDS)
    assert [each["text"] for each in asked.posted] == ["Hello"]
    with pytest.raises(SlackApiError):
        await asked.respond.open_or_say(view, WORDS)


async def test_where_nothing_leads_back_nothing_is_said() -> None:
    asked = Asked(trigger_id=None)
    await asked.respond(WORDS)
    assert (asked.posted, asked.slack.calls) == ([], {})


@pytest.mark.parametrize("error", [refused("expired_trigger_id"), ClientConnectionError(), TimeoutError()])
async def test_a_window_that_does_not_open_is_logged_and_only_raised_to_who_opens_one(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    asked = Asked()
    asked.slack.will("views_open", error, error)
    await asked.respond(WORDS)
    assert len(caplog.records) == 1
    with pytest.raises(type(error)):
        await asked.respond.open(modal("Title", [section("Hello")]))


@pytest.mark.parametrize(
    ("body", "is_home", "is_ephemeral"),
    [
        ({}, False, False),
        ({"view": {"type": "home"}}, True, False),
        ({"view": {"type": "modal"}}, False, False),
        ({"view": "home"}, False, False),
        ({"container": {"is_ephemeral": True}}, False, True),
        ({"container": {"is_ephemeral": False}}, False, False),
        ({"container": {"is_ephemeral": "yes"}}, False, False),
        ({"container": None}, False, False),
    ],
)
def test_it_knows_where_the_click_was(body: dict[str, Any], is_home: bool, is_ephemeral: bool) -> None:
    respond = Asked(**body).respond
    assert (respond.is_home, respond.is_ephemeral) == (is_home, is_ephemeral)


@pytest.mark.parametrize(
    ("body", "is_public"),
    [
        ({"channel_id": "C1", "channel_name": "general"}, True),
        ({"channel_id": "C1", "channel_name": "privategroup"}, False),
        ({"channel_id": "C2", "channel_name": "general"}, None),
        ({"channel": {"id": "C1", "name": "general"}}, True),
        ({"channel": {"id": "C1", "name": "privategroup"}}, False),
        ({"channel": {"id": "D1", "name": "directmessage"}}, None),
        ({"channel": {"id": "C1"}}, None),
        ({"view": {"type": "home"}}, None),
    ],
)
def test_it_knows_whether_the_channel_that_it_came_from_is_public(body: dict[str, Any], is_public: bool | None) -> None:
    assert Asked(**body).respond.is_public("C1") is is_public
    assert Asked(**body).respond.is_public(None) is None
