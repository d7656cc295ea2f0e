"""Every call of Slack is counted, by its method and what came of it, whoever made it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress

import pytest
from aiohttp import ClientSession, ClientTimeout, web
from lean_slack import BOT, LeanSlack, lean_slack, slow_down
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.metrics import Metrics
from bot.slack.blocks import Message
from bot.slack.call_metrics import _code, counting_calls
from bot.slack.errors import SLACK_CALL_ERRORS
from bot.slack.responder import respond


def calls(metrics: Metrics) -> dict[tuple[str, str], float]:
    [family] = [each for each in metrics.registry.collect() if each.name == "limber_slack_calls"]
    return {
        (each.labels["method"], each.labels["code"]): each.value
        for each in family.samples
        if each.name.endswith("_total")
    }


@pytest.fixture
async def lean() -> AsyncIterator[LeanSlack]:
    async with lean_slack() as opened:
        yield opened


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
async def slack(lean: LeanSlack, metrics: Metrics) -> AsyncIterator[AsyncWebClient]:
    api_url = f"{lean.url}/api/"
    traces, patience = [counting_calls(metrics, api_url)], ClientTimeout(total=0.2)
    async with ClientSession(trace_configs=traces, timeout=patience) as session:
        yield AsyncWebClient(token=BOT, base_url=api_url, session=session, retry_handlers=[])


async def test_what_slack_took_is_ok(slack: AsyncWebClient, metrics: Metrics) -> None:
    await slack.auth_test()
    for _ in range(2):
        await slack.chat_postMessage(channel="C1", text="hello")
    assert calls(metrics) == {("auth.test", "ok"): 1, ("chat.postMessage", "ok"): 2}


@pytest.mark.parametrize(
    ("refusal", "code"),
    [
        (lambda: web.json_response({"ok": False, "error": "is_archived"}), "is_archived"),
        (lambda: slow_down(7), "ratelimited"),
        (lambda: web.Response(status=429, text="slow down"), "ratelimited"),
        (lambda: web.Response(status=503, text="<html>"), "http_503"),
        (lambda: web.Response(text="<html>", content_type="text/html"), "http_200"),
        (lambda: web.json_response({"ok": False, "error": "no C012ABC here"}), "other"),
    ],
)
async def test_what_slack_refuses_has_its_code(
    slack: AsyncWebClient, lean: LeanSlack, metrics: Metrics, refusal: Callable[[], web.Response], code: str
) -> None:
    lean.refuse = lambda _: refusal()
    with suppress(*SLACK_CALL_ERRORS):
        await slack.chat_postMessage(channel="C1", text="hello")
    assert calls(metrics) == {("chat.postMessage", code): 1}


async def test_a_call_that_is_not_answered_in_time_is_counted(
    slack: AsyncWebClient, lean: LeanSlack, metrics: Metrics
) -> None:
    lean.before_answer = asyncio.Event().wait
    with pytest.raises(TimeoutError):
        await slack.chat_postMessage(channel="C1", text="hello")
    assert calls(metrics) == {("chat.postMessage", "timeout"): 1}


async def test_a_connection_that_breaks_is_counted(slack: AsyncWebClient, lean: LeanSlack, metrics: Metrics) -> None:
    lean.break_off = True
    with pytest.raises(SLACK_CALL_ERRORS):
        await slack.chat_postMessage(channel="C1", text="hello")
    assert calls(metrics) == {("chat.postMessage", "no_connection"): 1}


async def test_a_call_that_its_caller_gives_up_is_counted(
    slack: AsyncWebClient, lean: LeanSlack, metrics: Metrics
) -> None:
    lean.before_answer = asyncio.Event().wait
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(slack.chat_postMessage(channel="C1", text="hello"), 0.05)
    assert calls(metrics) == {("chat.postMessage", "given_up"): 1}


async def test_answers_to_response_urls_have_no_path_for_it_names_a_workspace(
    slack: AsyncWebClient, lean: LeanSlack, metrics: Metrics
) -> None:
    url = f"{lean.url}/commands/T0SECRET/1/x"
    assert not await respond(url, Message("hello", []), False, slack.session, pauses=())
    assert calls(metrics) == {("response_url", "http_404"): 1}


@pytest.mark.parametrize(
    ("status", "body", "is_method", "code"),
    [
        (200, b"ok", False, "ok"),
        (200, b"", False, "ok"),
        (200, b"[1]", False, "ok"),
        (200, b"[1]", True, "http_200"),
        (200, b"", True, "http_200"),
        (200, b'{"ok": false}', True, "http_200"),
        (404, b'{"ok": false, "error": "used_url"}', False, "used_url"),
        (500, b'{"ok": true}', True, "http_500"),
    ],
)
def test_only_a_response_url_may_answer_without_json(status: int, body: bytes, is_method: bool, code: str) -> None:
    assert _code(status, body, is_method) == code
