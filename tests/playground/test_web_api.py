"""Tokens, scopes, fault injection, and the methods for users, conversations and views."""

import pytest
from aiohttp import ClientSession
from slack_api import error, refused
from slack_pieces import home, section
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground


async def test_the_bot_token_belongs_to_the_bot_and_names_its_scopes(web):
    answer = await web.auth_test()
    assert (answer["user_id"], answer["team_id"]) == ("U0LIMBER", "T0PLAY")
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


WRONG = {None: "not_authed", "xoxb-no": "invalid_auth", "xapp-playground": "not_allowed_token_type"}


@pytest.mark.parametrize(("token", "expected"), WRONG.items())
async def test_a_wrong_token_is_refused(play, token, expected):
    assert await error(AsyncWebClient(token=token, base_url=play.api_url).auth_test()) == expected


async def test_sockets_are_opened_with_the_app_token_only(play, web):
    assert (await web.apps_connections_open(app_token=play.app_token))["url"].startswith("ws://127.0.0.1:")
    assert await error(web.apps_connections_open(app_token=play.bot_token)) == "not_allowed_token_type"


async def test_an_unknown_method_is_refused(web):
    assert await error(web.api_call("chat.shout")) == "unknown_method"


async def test_a_scope_that_the_manifest_lacks_is_named(web):
    answer = await refused(web.team_info())
    assert (answer["error"], answer["needed"]) == ("missing_scope", "team:read")
    assert "chat:write" in answer["provided"]


async def test_a_refused_call_is_a_problem_with_a_sentence(play, web):
    await error(web.chat_postMessage(channel="C0NOWHERE", text="hi"))
    problem = play.problems[-1]
    assert problem.method == "chat.postMessage"
    assert "channel_not_found" in problem.text


async def test_a_channel_that_the_bot_is_not_in_is_everyday_and_only_recorded(play, web):
    assert await error(web.chat_postMessage(channel="C0LEADS", text="hi")) == "channel_not_found"
    assert play.problems == []
    assert play.calls("chat.postMessage")[-1].error == "channel_not_found"


async def test_forms_work_like_json(play):
    form = {"channel": "C0GENERAL", "text": "hi", "blocks": '[{"type": "divider"}]', "token": play.bot_token}
    async with ClientSession() as session, session.post(f"{play.api_url}chat.postMessage", data=form) as answer:
        assert (await answer.json())["ok"]
    assert play.messages("C0GENERAL")[-1].blocks[0]["type"] == "divider"


@pytest.mark.parametrize(("body", "expected"), [("{", "invalid_json"), ("[]", "json_not_object")])
async def test_a_body_that_is_no_object_is_refused(play, body, expected):
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {play.bot_token}"}
    async with ClientSession(headers=headers) as session:
        answer = await session.post(f"{play.api_url}auth.test", data=body)
        assert (await answer.json())["error"] == expected


async def test_a_persons_zone_is_told(web):
    user = (await web.users_info(user="U0DEV", include_locale=True))["user"]
    assert (user["tz"], user["tz_offset"], user["tz_label"], user["locale"]) == ("Asia/Kolkata", 19800, "IST", "en-GB")
    assert "locale" not in (await web.users_info(user="U0DEV"))["user"]
    assert await error(web.users_info(user="U0NOBODY")) == "user_not_found"


async def test_a_channels_members_come_in_pages(web):
    first = await web.conversations_members(channel="C0GENERAL", limit=3)
    rest = await web.conversations_members(channel="C0GENERAL", cursor=first["response_metadata"]["next_cursor"])
    assert {*first["members"], *rest["members"]} == {"U0ANA", "U0BEN", "U0CHIYO", "U0DEV", "U0LIMBER"}
    assert rest["response_metadata"]["next_cursor"] == ""


async def test_a_channel_is_described_as_far_as_the_bot_may_know(play, web):
    channel = (await web.conversations_info(channel="C0DESIGN"))["channel"]
    assert (channel["name"], channel["is_member"], channel["is_private"]) == ("design", False, False)
    assert await error(web.conversations_info(channel="C0LEADS")) == "channel_not_found"
    play.add_bot("C0LEADS")
    assert (await refused(web.conversations_info(channel="C0LEADS")))["needed"] == "groups:read"


async def test_a_direct_conversation_is_opened(web):
    assert (await web.conversations_open(users="U0BEN"))["channel"]["id"] == "D0BEN"
    assert await error(web.conversations_open(users="U0LIMBER")) == "cannot_dm_bot"


async def test_home_is_published_and_guarded_by_its_hash(play, web):
    first = await web.views_publish(user_id="U0ANA", view=home())
    await web.views_publish(user_id="U0ANA", view=home(section("New")), hash=first["view"]["hash"])
    assert play.home("U0ANA").words == "New"
    assert await error(web.views_publish(user_id="U0ANA", view=home(), hash=first["view"]["hash"])) == "hash_conflict"


async def test_a_home_tab_that_is_off_cannot_be_published(manifest):
    async with Playground(manifest | {"features": {}}) as play:
        web = AsyncWebClient(token=play.bot_token, base_url=play.api_url)
        assert await error(web.views_publish(user_id="U0ANA", view=home())) == "not_enabled"
        assert await error(web.chat_postMessage(channel="U0ANA", text="hi")) == "messages_tab_disabled"


async def test_a_call_can_be_told_to_fail(play, web):
    play.fail("chat.postMessage", "fatal_error", channel="C0GENERAL")
    assert (await web.chat_postMessage(channel="C0DESIGN", text="hi"))["ok"]
    assert await error(web.chat_postMessage(channel="C0GENERAL", text="hi")) == "fatal_error"
    assert (await web.chat_postMessage(channel="C0GENERAL", text="hi"))["ok"]
    assert [call.error for call in play.calls("chat.postMessage")] == [None, "fatal_error", None]


async def test_a_rate_limit_answers_429_with_the_time_to_wait(play, web):
    play.rate_limit("chat.postMessage", retry_after=7)
    answer = await refused(web.chat_postMessage(channel="C0GENERAL", text="hi"))
    assert (answer.status_code, answer["error"], answer.headers["Retry-After"]) == (429, "ratelimited", "7")


async def test_the_sdks_own_retry_gets_through_a_rate_limit(play, web):
    web.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
    play.rate_limit("users.info", retry_after=0)
    assert (await web.users_info(user="U0ANA"))["ok"]
    assert [call.ok for call in play.calls("users.info")] == [False, True]
