"""The page's actions over HTTP, and its WebSocket."""

import pytest
from aiohttp import ClientSession
from slack_pieces import actions, button, field, home, modal, section

from bot.playground import Playground


@pytest.fixture
async def page(play):
    """Sends requests as the page does."""
    async with ClientSession(play.url) as session:

        async def ask(verb, **body):
            answer = await session.post(f"/page/{verb}", json=body)
            return await answer.json()

        async def state(user="U0ANA"):
            return await (await session.get("/page/state", params={"user": user})).json()

        ask.state, ask.session = state, session
        yield ask


async def test_the_state_shows_what_this_person_may_see(play, page, private_card):
    state = await page.state()
    assert state["me"] == "U0ANA"
    assert {channel["id"] for channel in state["channels"]} == {"C0GENERAL", "C0DESIGN", "C0LEADS", "D0ANA"}
    assert [message["ephemeral"] for message in state["messages"]["C0GENERAL"]] == [True]
    assert state["app"]["commands"] == [{"command": "/stretch", "description": "Stretch", "usage_hint": "[lower]"}]
    assert (state["connected"], state["can_jump"], state["views"], state["home"]) == (False, False, [], None)
    others = await page.state("U0DEV")
    assert "C0LEADS" not in others["messages"]
    assert others["messages"]["C0GENERAL"] == []


async def test_the_page_is_served(play, page):
    assert (await page.session.get("/")).content_type == "text/html"
    assert (await page.session.get("/page/index.html")).status == 200


async def test_a_command_is_typed_on_the_page(play, page, app):
    assert await page("command", user="U0ANA", channel="C0GENERAL", text="/stretch lower") == {"ok": True}
    assert app.last["text"] == "lower"


async def test_ordinary_words_are_posted_and_the_app_is_not_told(play, page, app):
    await page("command", user="U0ANA", channel="C0GENERAL", text="Hello all")
    assert play.messages("C0GENERAL")[-1].text == "Hello all"
    assert app.requests == []


async def test_a_slash_command_behind_a_space_is_an_ordinary_message(play, page, app):
    await page("command", user="U0ANA", channel="C0GENERAL", text=" /stretch lower")
    assert play.messages("C0GENERAL")[-1].text == "/stretch lower"
    assert app.requests == []


async def test_a_click_on_the_page_reaches_messages_windows_and_home(play, page, app, card):
    where = {"channel": card.channel, "ts": card.ts}
    assert (await page("click", user="U0ANA", block_id="row", action_id="go", value="1", **where))["ok"]
    await app.web.views_open(trigger_id=app.last["trigger_id"], view=modal(actions(button("in_modal"), block_id="m")))
    assert (await page("click", user="U0ANA", view_id=play.view("U0ANA").id, block_id="m", action_id="in_modal"))["ok"]
    await app.web.views_publish(user_id="U0ANA", view=home(actions(button("in_home"), block_id="h")))
    assert (await page("click", user="U0ANA", home=True, block_id="h", action_id="in_home"))["ok"]
    assert [request.payload["actions"][0]["action_id"] for request in app.requests] == ["go", "in_modal", "in_home"]


async def test_a_form_on_the_page_shows_its_errors(play, page, app, card):
    await play.click("U0ANA", card, "go")
    await app.web.views_open(trigger_id=app.last["trigger_id"], view=modal(field()))
    form = {"user": "U0ANA", "view_id": play.view("U0ANA").id}
    assert await page("submit", **form) == {"ok": True, "errors": {"name": "Please complete this required field."}}
    app.answer = {"response_action": "errors", "errors": {"name": "Taken"}}
    assert await page("submit", **form, values={"name": {"name": "x"}}) == {"ok": True, "errors": {"name": "Taken"}}
    assert await page("close", **form) == {"ok": True}
    assert play.view("U0ANA") is None


@pytest.mark.parametrize(
    ("verb", "body", "sentence"),
    [
        ("command", {"user": "U0NOBODY", "channel": "C0X", "text": "/fly"}, "U0NOBODY is not in a channel C0X."),
        ("command", {"user": "U0ANA"}, "The request lacks channel, text."),
        ("close", {"user": "U0ANA", "view_id": 7}, "The request lacks view_id."),
        ("click", {"user": "U0ANA", "view_id": "V0", "action_id": "x"}, "This window isn't open any more."),
        ("invite", {"channel": "C0NOWHERE"}, "There is no channel C0NOWHERE here."),
        ("jump", {}, "This clock can't be moved."),
        ("home", {"user": "U0ANA"}, "The bot did not acknowledge the event app_home_opened in time."),
    ],
)
async def test_what_cannot_be_done_is_said_in_a_sentence(page, verb, body, sentence):
    assert await page(verb, **body) == {"ok": False, "error": sentence}


async def test_somebody_unknown_is_the_first_person_and_told_so(play, page):
    state = await page.state("U0NOBODY")
    assert state["me"] == "U0ANA"
    assert state["note"] == "There's nobody called U0NOBODY here, so you're Ana."
    assert (await page.state("U0LIMBER"))["me"] == "U0ANA"
    assert [(await page.state(user))["note"] for user in ("", "U0BEN")] == ["", ""]
    async with page.session.ws_connect("/page/live?user=U0NOBODY") as live:
        play.workspace.post("D0ANA", "U0ANA", text="For Ana")
        assert (await live.receive_json())["message"]["text"] == "For Ana"


async def test_a_person_says_on_the_page_that_they_want_quiet(play, page):
    async with page.session.ws_connect("/page/live?user=U0BEN") as live:
        assert await page("presence", user="U0ANA", do_not_disturb=True) == {"ok": True}
        [ana] = [person for person in (await live.receive_json())["people"] if person["id"] == "U0ANA"]
    assert (ana["quiet"], ana["huddle"]) == (True, False)
    assert await page("presence", user="U0ANA", do_not_disturb=False, huddle=True) == {"ok": True}
    [ana] = [person for person in (await page.state())["people"] if person["id"] == "U0ANA"]
    assert (ana["quiet"], ana["huddle"]) == (False, True)


async def test_the_bot_is_invited_and_a_channel_archived(play, page, web):
    await page("invite", channel="C0LEADS")
    assert (await web.chat_postMessage(channel="C0LEADS", text="hi"))["ok"]
    assert await page("archive", channel="C0LEADS") == {"ok": True}
    assert play.workspace.channels["C0LEADS"].archived


async def test_the_jump_is_asked_of_whoever_runs_the_bot(manifest):
    async def jump():
        return "It is now Monday 15:00"

    async with Playground(manifest, on_jump=jump) as play, ClientSession(play.url) as session:
        assert await (await session.post("/page/jump", json={})).json() == {
            "ok": True,
            "text": "It is now Monday 15:00",
        }
        assert (await (await session.get("/page/state")).json())["can_jump"] is True


async def test_the_live_socket_tells_what_this_person_sees(play, page, app):
    async with page.session.ws_connect("/page/live?user=U0ANA") as live:
        await app.web.chat_postEphemeral(channel="C0GENERAL", user="U0BEN", text="Not for Ana")
        posted = await app.web.chat_postMessage(channel="C0GENERAL", text="One")
        place = {"channel": "C0GENERAL", "ts": posted["ts"]}
        await app.web.chat_update(text="Two", **place)
        await app.web.chat_delete(**place)
        news = [await live.receive_json() for _ in range(3)]
    assert [piece["type"] for piece in news] == ["message", "message_changed", "message_deleted"]
    assert [piece["message"]["text"] for piece in news[:2]] == ["One", "Two"]
    assert news[2] == {"type": "message_deleted", **place}


async def test_the_live_socket_tells_of_windows_home_channels_and_problems(play, page, app):
    async with page.session.ws_connect("/page/live?user=U0ANA") as live:
        await play.command("U0ANA", "C0GENERAL", "/stretch")
        await app.web.views_open(trigger_id=app.last["trigger_id"], view=modal(section("Hi")))
        await app.web.views_publish(user_id="U0ANA", view=home())
        play.archive("C0DESIGN")
        play.workspace.report_problem("Oh")
        news = [await live.receive_json() for _ in range(4)]
    assert [piece["type"] for piece in news] == ["views", "home", "channels", "problem"]
    assert news[0]["views"][0]["state"] == {"values": {}}
    assert news[3]["problem"]["text"] == "Oh"


async def test_the_live_socket_tells_whether_the_bot_is_there(play, page, app):
    async with page.session.ws_connect("/page/live?user=U0ANA") as live:
        await app.socket.close()
        assert await live.receive_json() == {"type": "connected", "connected": False}


async def test_the_app_is_uninstalled_on_the_page_once(play, page):
    play.distribute("http://127.0.0.1/slack/install")
    assert await page("uninstall", user="U0ANA") == {"ok": True}
    assert await page("uninstall", user="U0ANA") == {"ok": False, "error": "The app isn't installed in Playground."}
    assert (await page("invite", channel="C0DESIGN"))["error"] == "limber isn't installed here."
    state = await page.state()
    assert (state["app"]["installed"], state["app"]["commands"]) == (False, [])
    assert state["install_url"] == "http://127.0.0.1/slack/install"


async def test_the_live_socket_tells_that_the_app_was_added(play, page):
    async with page.session.ws_connect("/page/live?user=U0ANA") as live:
        play.install()
        news = [await live.receive_json() for _ in range(2)]
    assert news[1] == {"type": "installed", "installed": True}
