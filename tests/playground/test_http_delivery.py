"""Delivery over HTTP: what is sent, signed and repeated, and what becomes of the app's answer."""

import asyncio
import hmac
import json
from hashlib import sha256
from time import time

import pytest
from http_app import HttpApp
from slack_app import App
from slack_pieces import actions, button, field, modal, section
from slack_sdk.signature import SignatureVerifier

from bot.playground import MissedAck, Playground
from bot.playground.http_delivery import RETRY_SECONDS, DeliveryError

JSON = {"content_type": "application/json"}


@pytest.fixture
def ack_timeout_seconds():
    return 5


@pytest.fixture
async def play(manifest, ack_timeout_seconds):
    async with Playground(manifest, ack_timeout_seconds=ack_timeout_seconds) as playground:
        playground.http.retry_seconds = (0, 0, 0)
        yield playground


@pytest.fixture
async def site(play):
    site = HttpApp()
    async with site.server:
        await play.use_request_url(site.url)
        yield site


# What is sent


async def test_a_request_url_is_used_once_it_answers_the_challenge(play, site):
    site.answers_challenges = False
    with pytest.raises(ValueError, match="did not answer Slack's challenge"):
        await play.use_request_url(site.url)
    challenge = json.loads(site.heard[0][1])
    assert (challenge["type"], len(challenge["challenge"])) == ("url_verification", 32)
    await play.command("U0ANA", "C0GENERAL", "/stretch")
    assert site.forms()[-1]["command"] == "/stretch"


@pytest.mark.parametrize("answer", [{"text": ""}, {"text": "wrong"}, {"status": 404}])
async def test_a_url_that_answers_something_else_is_not_used(play, answer):
    site = HttpApp()
    site.answers_challenges, site.answer = False, answer
    async with site.server:
        with pytest.raises(ValueError, match="can't be used"):
            await play.use_request_url(site.url)
    assert play.http.request_url is None


async def test_the_challenge_may_be_answered_in_plain_text(play):
    site = HttpApp()
    site.answers_challenges, site.answer = False, lambda body: {"text": json.loads(body)["challenge"]}
    async with site.server:
        await play.use_request_url(site.url)
        assert play.http.request_url == site.url


async def test_a_command_is_a_signed_form(play, site):
    await play.command("U0ANA", "C0GENERAL", "/stretch lower & upper")
    headers, body = site.heard[0]
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert SignatureVerifier(play.signing_secret).is_valid_request(body, headers)
    timestamp = headers["X-Slack-Request-Timestamp"]
    base = f"v0:{timestamp}:".encode() + body
    expected = hmac.new(play.signing_secret.encode(), base, sha256).hexdigest()
    assert headers["X-Slack-Signature"] == f"v0={expected}"
    assert abs(int(timestamp) - time()) < 5
    form = site.forms()[0]
    assert (form["text"], form["team_id"], form["user_id"]) == ("lower &amp; upper", "T0PLAY", "U0ANA")
    assert form["is_enterprise_install"] == "false"


async def test_a_click_is_a_form_with_a_payload(play, site, card):
    await play.click("U0ANA", card, "go")
    payload = json.loads(site.forms()[0]["payload"])
    assert (payload["type"], payload["actions"][0]["value"], payload["team"]["id"]) == ("block_actions", "1", "T0PLAY")


async def test_an_event_is_json(play, site):
    await play.open_home("U0ANA")
    headers, body = site.heard[0]
    assert headers["Content-Type"].startswith("application/json")
    assert "X-Slack-Retry-Num" not in headers
    assert json.loads(body)["event"]["type"] == "app_home_opened"


async def test_both_ways_carry_the_same_payloads(play, card):
    socket_app = App(play)
    await socket_app.socket.connect()
    await play.connected()
    await play.command("U0ANA", "C0GENERAL", "/stretch lower")
    await play.click("U0ANA", card, "go")
    await play.open_home("U0ANA")
    over_socket = [request.payload for request in socket_app.requests]
    site = HttpApp()
    async with site.server:
        await play.use_request_url(site.url)
        await play.command("U0ANA", "C0GENERAL", "/stretch lower")
        await play.click("U0ANA", card, "go")
        await play.open_home("U0ANA")
    await socket_app.socket.close()
    forms = site.forms()
    over_http = [forms[0], json.loads(forms[1]["payload"]), json.loads(site.heard[2][1])]
    fresh = {"trigger_id", "response_url", "event_id", "event_time", "event", "actions"}
    for one, other in zip(over_socket, over_http, strict=True):
        assert one.keys() == other.keys()
        assert {key: one[key] for key in one.keys() - fresh} == {key: other[key] for key in other.keys() - fresh}


# What becomes of the answer


async def test_plain_text_in_the_answer_is_for_who_typed_the_command(play, site):
    site.answer = {"text": "Stretch!"}
    ack = await play.command("U0ANA", "C0GENERAL", "/stretch")
    assert ack.payload == "Stretch!"
    assert [message.text for message in play.ephemerals("U0ANA")] == ["Stretch!"]


async def test_a_message_in_the_answer_may_be_for_all(play, site):
    body = json.dumps({"response_type": "in_channel", "text": "Hi", "blocks": [section("Hi all")]})
    site.answer = {"text": body, **JSON}
    await play.command("U0ANA", "C0GENERAL", "/stretch")
    assert [message.words for message in play.messages("C0GENERAL")] == ["/stretch", "Hi all"]


async def test_an_answer_that_is_no_json_is_a_text(play, site):
    site.answer = {"text": "{", **JSON}
    assert (await play.command("U0ANA", "C0GENERAL", "/stretch")).payload == "{"


async def test_the_same_strictness_holds_as_over_the_socket(play, site):
    site.answer = {"text": json.dumps({"blocks": [{"type": "unknown"}]}), **JSON}
    await play.command("U0ANA", "C0GENERAL", "/stretch")
    assert "invalid_blocks" in play.problems[-1].text


async def test_a_form_is_answered_with_errors_a_new_view_or_nothing(play, site, web):
    await play.command("U0ANA", "C0GENERAL", "/stretch")
    await web.views_open(trigger_id=site.forms()[0]["trigger_id"], view=modal(field()))
    wanted = {"name": {"name": "x"}}
    site.answer = {"text": json.dumps({"response_action": "errors", "errors": {"name": "Taken"}}), **JSON}
    assert (await play.submit("U0ANA", play.view("U0ANA"), wanted)).errors == {"name": "Taken"}
    site.answer = {"text": json.dumps({"response_action": "update", "view": modal(section("Thanks"))}), **JSON}
    await play.submit("U0ANA", play.view("U0ANA"), wanted)
    assert play.view("U0ANA").words == "Title\nThanks"
    site.answer = {}
    await play.submit("U0ANA", play.view("U0ANA"))
    assert play.view("U0ANA") is None
    assert play.problems == []


# What fails


@pytest.mark.parametrize("status", [201, 302, 404, 500])
async def test_a_command_that_is_not_answered_with_200_fails_and_is_not_sent_again(play, site, status):
    site.answer = {"status": status}
    with pytest.raises(MissedAck):
        await play.command("U0ANA", "C0GENERAL", "/stretch")
    await asyncio.sleep(0.05)
    assert len(site.heard) == 1
    assert play.problems[-1].text == f"The bot answered the command /stretch with status {status} instead of 200."


@pytest.mark.parametrize("ack_timeout_seconds", [0.1])
async def test_a_command_that_is_answered_late_fails(play, site, ack_timeout_seconds):
    site.delay = 0.3
    with pytest.raises(MissedAck):
        await play.command("U0ANA", "C0GENERAL", "/stretch")
    assert play.problems[-1].text == "The bot did not acknowledge the command /stretch within 0.1 s."
    assert len(site.heard) == 1


async def test_an_app_that_is_gone_is_not_connected_until_it_is_back(play, site):
    assert play.http.connected
    port = site.server.port
    await site.server.close()
    with pytest.raises(MissedAck):
        await play.command("U0ANA", "C0GENERAL", "/stretch")
    assert not play.http.connected
    assert "Nobody was there to tell of the command /stretch" in play.problems[-1].text
    again = HttpApp()
    again.server.port = port
    async with again.server:
        await play.command("U0ANA", "C0GENERAL", "/stretch")
        assert play.http.connected


def test_slack_tries_again_at_once_after_a_minute_and_after_five():
    assert RETRY_SECONDS == (0, 60, 300)


async def retries(site, count):
    await site.hears(count)
    return [(headers.get("X-Slack-Retry-Num"), headers.get("X-Slack-Retry-Reason")) for headers, _ in site.heard]


async def test_an_event_is_sent_again_until_it_is_taken(play, site):
    site.answer = [{"status": 500}, {"status": 503}, {"status": 200}]
    assert await play.event({"type": "app_uninstalled"}) is None
    assert await retries(site, 3) == [(None, None), ("1", "http_error"), ("2", "http_error")]
    bodies = {body for _, body in site.heard}
    assert len(bodies) == 1
    assert [problem.text for problem in play.problems] == [
        "The bot answered the event app_uninstalled with status 500 instead of 200.",
        "The bot answered the event app_uninstalled with status 503 instead of 200. (retry 1)",
    ]


@pytest.mark.parametrize("ack_timeout_seconds", [0.1])
async def test_an_event_is_sent_four_times_at_most(play, site, ack_timeout_seconds):
    site.delay = 0.15
    await play.event({"type": "app_uninstalled"})
    told = await retries(site, 4)
    assert told == [(None, None), ("1", "http_timeout"), ("2", "http_timeout"), ("3", "http_timeout")]
    await play.until(lambda: len(play.problems) == 4)


@pytest.mark.parametrize("failed", [0, 1])
async def test_an_app_may_forbid_retries(play, site, failed):
    forbidden = {"status": 500, "headers": {"X-Slack-No-Retry": "1"}}
    site.answer = [*[{"status": 500}] * failed, forbidden]
    await play.event({"type": "app_uninstalled"})
    await play.until(lambda: len(play.problems) == 1 + failed)
    await asyncio.sleep(0.05)
    assert len(site.heard) == 1 + failed


async def test_retries_end_with_the_playground(manifest):
    site = HttpApp()
    site.answer = {"status": 500}
    async with site.server:
        async with Playground(manifest) as play:
            await play.use_request_url(site.url)
            play.http.retry_seconds = (0, 60)
            await play.event({"type": "app_uninstalled"})
            await play.until(lambda: len(play.problems) == 2)
        assert len(site.heard) == 2


# Forged and repeated requests


async def test_a_request_can_be_sent_again_as_it_was(play, site):
    await play.command("U0ANA", "C0GENERAL", "/stretch")
    await play.http.post(play.http.sent[-1])
    assert site.heard[0][1] == site.heard[1][1]
    assert site.heard[0][0]["X-Slack-Signature"] == site.heard[1][0]["X-Slack-Signature"]


async def test_requests_can_be_forged(play, site):
    verifier = SignatureVerifier(play.signing_secret)
    payload = {"command": "/stretch", "text": ""}
    for changed in ({"secret": "guess"}, {"timestamp": time() - 301}):
        await play.http.post(play.http.request("slash_commands", payload, **changed))
        headers, body = site.heard[-1]
        assert not verifier.is_valid_request(body, headers)
    site.answer = {"status": 401}
    with pytest.raises(DeliveryError, match="with status 401"):
        await play.http.post(play.http.request("slash_commands", payload, secret="guess"))


async def test_a_card_of_another_way_still_works(play, site, web):
    await web.chat_postMessage(channel="C0GENERAL", text="Card", blocks=[actions(button("go"))])
    site.answer = {"text": "ignored"}
    await play.click("U0ANA", play.messages("C0GENERAL")[-1], "go")
    assert "Slack ignores what is said with the acknowledgement" in play.problems[-1].text
