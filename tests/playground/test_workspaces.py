"""Two workspaces in one pretend Slack: each has its own people, channels, tokens, windows and Home tabs."""

import pytest
from aiohttp import ClientSession
from slack_api import error, refused
from slack_pieces import actions, button, home, modal
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.playground import BAKERY, MissedAck, small_seed
from bot.playground.errors import NotAvailableError


@pytest.fixture
def bakery(play):
    """A second workspace, with the app installed."""
    added = play.add_workspace(BAKERY)
    added.install()
    added.add_bot("C0HALL")
    return added


@pytest.fixture
def bakers_web(play, bakery):
    return AsyncWebClient(token=bakery.workspace.grant.token, base_url=play.api_url)


async def test_a_token_belongs_to_its_workspace(web, bakers_web):
    first, second = await web.auth_test(), await bakers_web.auth_test()
    assert (first["team_id"], first["team"], first["user_id"]) == ("T0PLAY", "Playground", "U0LIMBER")
    assert (second["team_id"], second["team"], second["user_id"]) == ("T0BAKERY", "Bakery", "U0LIMBERB")
    assert second["bot_id"] != first["bot_id"]


async def test_ids_of_one_workspace_mean_nothing_in_the_other(web, bakers_web):
    for client, person, channel in ((web, "U0EVA", "C0HALL"), (bakers_web, "U0ANA", "C0GENERAL")):
        assert await error(client.users_info(user=person)) == "user_not_found"
        assert await error(client.conversations_open(users=person)) == "user_not_found"
        for call in (client.conversations_info, client.conversations_members):
            assert await error(call(channel=channel)) == "channel_not_found"
        for target in (person, channel, f"D{person[1:]}"):
            assert await error(client.chat_postMessage(channel=target, text="hi")) == "channel_not_found"
        assert await error(client.chat_postEphemeral(channel=channel, user=person, text="hi")) == "channel_not_found"
        assert await error(client.views_publish(user_id=person, view=home())) == "invalid_arguments"


async def test_messages_stay_in_their_workspace_and_carry_its_ids(play, bakery, web, bakers_web):
    posted = await bakers_web.chat_postMessage(channel="C0HALL", text="Warm bread")
    assert (posted["message"]["team"], posted["message"]["user"]) == ("T0BAKERY", "U0LIMBERB")
    assert [message.text for message in bakery.messages("C0HALL")] == ["Warm bread"]
    assert await error(web.chat_update(channel="C0HALL", ts=posted["ts"], text="Cold")) == "channel_not_found"
    assert [len(each.calls("chat.postMessage")) for each in (play, bakery)] == [0, 1]


async def test_payloads_carry_the_ids_of_their_workspace(bakery, app):
    await bakery.command("U0EVA", "C0HALL", "/stretch")
    assert (app.last["team_id"], app.last["team_domain"]) == ("T0BAKERY", "bakery")
    await bakery.open_home("U0EVA")
    assert app.last["team_id"] == "T0BAKERY"
    assert app.last["authorizations"][0]["user_id"] == "U0LIMBERB"


async def test_events_and_views_of_two_workspaces_never_share_an_id(play, bakery, app, web, bakers_web):
    await play.open_home("U0ANA")
    first = app.last["event_id"]
    await bakery.open_home("U0EVA")
    assert app.last["event_id"] != first
    ours = (await web.views_publish(user_id="U0ANA", view=home()))["view"]
    theirs = (await bakers_web.views_publish(user_id="U0EVA", view=home()))["view"]
    assert ours["id"] != theirs["id"]
    assert (theirs["team_id"], theirs["app_installed_team_id"]) == ("T0BAKERY", "T0BAKERY")
    assert await error(web.views_update(view_id=theirs["id"], view=home())) == "not_found"


async def test_a_trigger_opens_a_window_in_its_own_workspace_only(play, bakery, app, web, bakers_web):
    await bakery.command("U0EVA", "C0HALL", "/stretch")
    assert await error(web.views_open(trigger_id=app.last["trigger_id"], view=modal())) == "invalid_trigger_id"
    assert (await bakers_web.views_open(trigger_id=app.last["trigger_id"], view=modal()))["ok"]
    assert bakery.view("U0EVA")
    assert play.view("U0EVA") is None


async def test_a_response_url_leads_back_to_its_workspace(bakery, app, bakers_web):
    await bakers_web.chat_postMessage(channel="C0HALL", text="Card", blocks=[actions(button("go"))])
    await bakery.click("U0FEMI", bakery.messages("C0HALL")[-1], "go")
    assert app.last["team"]["id"] == "T0BAKERY"
    assert (await app.respond(text="For you", replace_original=False)).status_code == 200
    assert [message.text for message in bakery.ephemerals("U0FEMI")] == ["For you"]


async def test_limits_and_faults_hit_one_workspace(play, bakery, web, bakers_web):
    bakery.rate_limit("chat.postMessage", retry_after=3)
    assert (await web.chat_postMessage(channel="C0GENERAL", text="hi"))["ok"]
    assert await error(bakers_web.chat_postMessage(channel="C0HALL", text="hi")) == "ratelimited"
    assert [len(each.problems) for each in (play, bakery)] == [0, 1]


async def test_scopes_are_those_that_the_workspace_granted(bakery, web, bakers_web):
    await bakery.uninstall()
    bakers_web.token = bakery.install(["commands", "chat:write"]).token
    answer = await refused(bakers_web.users_info(user="U0EVA"))
    assert (answer["error"], answer["needed"], answer["provided"]) == (
        "missing_scope",
        "users:read",
        "chat:write,commands",
    )
    assert (await bakers_web.auth_test()).headers["x-oauth-scopes"] == "chat:write,commands"
    assert (await web.users_info(user="U0ANA"))["ok"]


async def test_scopes_add_up_and_a_reinstall_ends_the_token_before(bakery, bakers_web):
    old = bakery.workspace.grant.scopes
    bakery.install(["team:read"])
    assert await error(bakers_web.auth_test()) == "token_revoked"
    bakers_web.token = bakery.workspace.grant.token
    assert (await bakers_web.team_info())["team"] == {"id": "T0BAKERY", "name": "Bakery", "domain": "bakery"}
    assert bakery.workspace.scopes == old | {"team:read"}


@pytest.mark.parametrize("code", ["account_inactive", "token_revoked"])
async def test_after_an_uninstall_the_token_is_dead_and_the_bot_gone(bakery, web, bakers_web, code):
    await bakers_web.views_publish(user_id="U0EVA", view=home())
    await bakery.uninstall(error=code)
    assert await error(bakers_web.chat_postMessage(channel="C0HALL", text="hi")) == code
    assert bakery.home("U0EVA") is None
    assert all("U0LIMBERB" not in channel.members for channel in bakery.workspace.channels.values())
    assert (await web.auth_test())["ok"]
    with pytest.raises(ValueError, match="isn't installed in Bakery"):
        await bakery.uninstall()


async def test_an_uninstalled_app_hears_nothing_from_people(bakery, app, bakers_web):
    await bakers_web.chat_postMessage(channel="C0HALL", text="Card", blocks=[actions(button("go"))])
    await bakery.command("U0EVA", "C0HALL", "/stretch")
    url, card = app.last["response_url"], bakery.messages("C0HALL")[-1]
    await bakery.uninstall()
    heard = len(app.requests)
    assert await bakery.command("U0EVA", "C0HALL", "/stretch") is None
    for action in (bakery.open_home("U0EVA"), bakery.click("U0EVA", card, "go")):
        with pytest.raises(NotAvailableError, match="isn't installed here"):
            await action
    with pytest.raises(ValueError, match="isn't installed here"):
        bakery.add_bot("C0HALL")
    assert len(app.requests) == heard
    assert (await AsyncWebhookClient(url).send(text="late")).status_code == 404


@pytest.mark.parametrize("order", [("app_uninstalled", "tokens_revoked"), ("tokens_revoked", "app_uninstalled")])
async def test_an_uninstall_is_told_in_either_order(manifest, bakery, app, order):
    bakery.workspace.manifest["settings"]["event_subscriptions"]["bot_events"] += order
    await bakery.uninstall(order)
    told = [request.payload for request in app.requests]
    assert [payload["event"]["type"] for payload in told] == list(order)
    assert {payload["team_id"] for payload in told} == {"T0BAKERY"}
    revoked = told[order.index("tokens_revoked")]["event"]
    assert revoked["tokens"] == {"oauth": [], "bot": ["U0LIMBERB"]}


async def test_events_that_the_app_did_not_subscribe_to_are_not_sent(bakery, app):
    assert await bakery.uninstall() == []
    assert app.requests == []


@pytest.mark.parametrize("ack_timeout_seconds", [0.05])
async def test_what_is_missed_is_a_problem_of_its_workspace(play, bakery, app):
    app.silent = True
    with pytest.raises(MissedAck):
        await bakery.command("U0EVA", "C0HALL", "/stretch")
    assert [len(each.problems) for each in (play, bakery)] == [0, 1]


async def test_a_workspace_is_added_once(play, bakery):
    with pytest.raises(ValueError, match="T0BAKERY already"):
        play.add_workspace(BAKERY)
    assert play.workspaces["T0BAKERY"] is bakery
    assert play.workspaces["T0PLAY"] is play


async def test_there_may_be_any_number_of_workspaces(play):
    for number in range(100):
        play.add_workspace(small_seed(number)).install()
    clients = [AsyncWebClient(each.workspace.grant.token, play.api_url) for each in play.workspaces.values()]
    teams = {(await client.auth_test())["team_id"] for client in clients}
    assert len(teams) == 101


async def test_the_page_shows_the_workspace_of_its_person(play, bakery, app):
    async with ClientSession(play.url) as session:
        state = await (await session.get("/page/state", params={"user": "U0FEMI"})).json()
        assert (state["team"]["name"], state["me"], state["app"]["user"]) == ("Bakery", "U0FEMI", "U0LIMBERB")
        assert {person["name"] for person in state["people"] if not person["bot"]} == {"Eva", "Femi", "Grace"}
        lines = [(each["name"], each["person"]) for each in state["workspaces"]]
        assert lines == [("Playground", "U0ANA"), ("Bakery", "U0EVA")]
        async with session.ws_connect("/page/live?user=U0EVA") as live:
            body = {"user": "U0EVA", "channel": "C0HALL", "text": "/stretch now"}
            assert (await (await session.post("/page/command", json=body)).json())["ok"]
            await play.say("U0ANA", "C0GENERAL", "Not for bakers")
            await bakery.say("U0EVA", "C0HALL", "For bakers")
            assert (await live.receive_json())["message"]["text"] == "For bakers"
    assert app.last["team_id"] == "T0BAKERY"


async def test_an_unknown_token_opens_nothing(play, bakery):
    with pytest.raises(SlackApiError, match="invalid_auth"):
        await AsyncWebClient("xoxb-T0BAKERY-guess", play.api_url).auth_test()
