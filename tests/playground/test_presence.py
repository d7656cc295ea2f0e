"""Do-not-disturb, huddles and deactivated accounts, as the Web API tells of them."""

import pytest
from slack_api import error, refused
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground

NEVER = {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}


async def test_do_not_disturb_is_told_with_its_times(play, web, clock):
    assert (await web.dnd_info(user="U0ANA")).data == {"ok": True} | NEVER
    play.do_not_disturb("U0ANA", 600)
    answer = await web.dnd_info(user="U0ANA")
    start, end = answer["next_dnd_start_ts"], answer["next_dnd_end_ts"]
    assert (answer["dnd_enabled"], start, end) == (True, int(clock.now), int(clock.now) + 600)
    assert "snooze_enabled" not in answer


async def test_do_not_disturb_ends(play, clock):
    play.do_not_disturb("U0ANA", 600)
    assert play.workspace.people["U0ANA"].is_quiet(clock.now)
    assert not play.workspace.people["U0ANA"].is_quiet(clock.now + 600)
    play.do_not_disturb("U0ANA", 0)
    assert not play.workspace.people["U0ANA"].is_quiet(clock.now)


async def test_do_not_disturb_is_told_of_fifty_at_once(play, web):
    play.do_not_disturb("U0BEN")
    users = (await web.dnd_teamInfo(users=["U0ANA", "U0BEN", "U0NOBODY"]))["users"]
    assert users["U0ANA"] == NEVER
    assert users["U0BEN"]["dnd_enabled"]
    assert "U0NOBODY" not in users
    assert await error(web.dnd_teamInfo(users=["U0ANA"] * 51)) == "too_many_users"
    assert await error(web.api_call("dnd.teamInfo")) == "invalid_arguments"
    assert await error(web.dnd_info(user="U0NOBODY")) == "user_not_found"


async def test_do_not_disturb_needs_its_scope(manifest):
    manifest["oauth_config"]["scopes"]["bot"].remove("dnd:read")
    async with Playground(manifest) as play:
        web = AsyncWebClient(token=play.bot_token, base_url=play.api_url)
        assert (await refused(web.dnd_info(user="U0ANA")))["needed"] == "dnd:read"
        assert await error(web.dnd_teamInfo(users="U0ANA")) == "missing_scope"


async def test_a_profile_tells_of_a_huddle(play, web):
    assert (await web.users_info(user="U0ANA"))["user"]["profile"]["huddle_state"] == "default_unset"
    play.huddle("U0ANA")
    assert (await web.users_info(user="U0ANA"))["user"]["profile"]["huddle_state"] == "in_a_huddle"
    play.huddle("U0ANA", joined=False)
    assert (await web.users_info(user="U0ANA"))["user"]["profile"]["huddle_state"] == "default_unset"


async def test_a_deactivated_person_takes_messages_but_no_new_conversation(play, web):
    play.deactivate("U0BEN")
    assert (await web.users_info(user="U0BEN"))["user"]["deleted"]
    assert (await web.chat_postMessage(channel="U0BEN", text="hi"))["channel"] == "D0BEN"
    assert await error(web.conversations_open(users="U0BEN")) == "user_disabled"


async def test_nobody_can_be_changed_who_is_not_there(play):
    with pytest.raises(ValueError, match="nobody called U0NOBODY"):
        play.huddle("U0NOBODY")
