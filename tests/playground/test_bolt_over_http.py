"""A bare Bolt app over HTTP with OAuth in two workspaces: the pretend Slack speaks as Bolt expects."""

from time import time

import pytest
from bolt_app import BoltApp, redirect_uri, served, unused_port
from slack_pieces import actions, button, field, home, modal, section

from bot.playground import BAKERY, MissedAck, Playground, payloads
from bot.playground.http_delivery import DeliveryError

SCOPES = ["commands", "chat:write", "users:read"]
UNINSTALL = ["app_uninstalled", "tokens_revoked"]


@pytest.fixture
def port():
    return unused_port()


@pytest.fixture
async def play(manifest, port):
    scopes = {"bot": SCOPES, "bot_optional": ["users:read"]}
    manifest["oauth_config"] = {"scopes": scopes, "redirect_urls": [redirect_uri(port)]}
    manifest["settings"]["event_subscriptions"]["bot_events"] += UNINSTALL
    async with Playground(manifest) as playground:
        yield playground


@pytest.fixture
async def app(play, port, tmp_path):
    """A Bolt app with a command, a button, a form and a Home tab, reached over HTTP."""
    app = BoltApp(play, port, tmp_path, SCOPES)
    app.bolt.enable_token_revocation_listeners()
    app.commands = []

    @app.bolt.command("/stretch")
    async def stretch(ack, body, client, context):
        app.commands.append(body["trigger_id"])
        if body["text"] == "form":
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=modal(field(), callback_id="form"))
        elif body["text"] == "fail":
            raise RuntimeError("this command fails")
        else:
            await ack(text="Card", blocks=[section(f"For {context.team_id}"), actions(button("go"))])

    @app.bolt.action("go")
    async def go(ack, respond):
        await ack()
        await respond(text="Went", replace_original=True)

    @app.bolt.view("form")
    async def form(ack, view):
        value = view["state"]["values"]["name"]["name"]["value"]
        if value == "taken":
            await ack(response_action="errors", errors={"name": "Taken"})
        else:
            await ack(response_action="update", view=modal(section(f"Thanks, {value}")))

    @app.bolt.event("app_home_opened")
    async def opened(event, client):
        await client.views_publish(user_id=event["user"], view=home(section(f"Hi {event['user']}")))

    async with served(app, port):
        await play.use_request_url(app.request_url)
        yield app


@pytest.fixture
async def both(play, app):
    """The controls of two workspaces, each of which has added the app."""
    added = [play, play.add_workspace(BAKERY)]
    for each in added:
        await each.add_to_slack(app.install_url)
    return added


async def test_the_app_answers_in_each_workspace_in_its_own_name(both):
    places = [("U0ANA", "C0GENERAL"), ("U0EVA", "C0HALL")]
    for workspace, (user, channel) in zip(both, places, strict=True):
        await workspace.command(user, channel, "/stretch")
        card = workspace.ephemerals(user)[-1]
        assert card.words == f"For {workspace.workspace.team.id}\nGo"
        assert card.user == workspace.workspace.bot_user


async def test_a_form_and_the_home_tab_work_over_http(both):
    play, bakery = both
    await bakery.command("U0EVA", "C0HALL", "/stretch form")
    await play.until(lambda: bakery.view("U0EVA"))
    refused = await bakery.submit("U0EVA", bakery.view("U0EVA"), {"name": {"name": "taken"}})
    assert refused.errors == {"name": "Taken"}
    await bakery.submit("U0EVA", bakery.view("U0EVA"), {"name": {"name": "Eva"}})
    assert bakery.view("U0EVA").words == "Title\nThanks, Eva"
    await bakery.open_home("U0EVA")
    assert (await play.until(lambda: bakery.home("U0EVA"))).words == "Hi U0EVA"
    assert play.home("U0ANA") is None


async def test_a_click_answers_in_its_own_workspace(both):
    play, bakery = both
    await bakery.command("U0EVA", "C0HALL", "/stretch")
    await bakery.click("U0EVA", bakery.ephemerals("U0EVA")[-1], "go")
    await play.until(lambda: bakery.ephemerals("U0EVA")[-1].text == "Went")
    assert play.problems == bakery.problems == []


async def test_a_listener_that_fails_is_an_answer_with_500(both):
    play, _ = both
    with pytest.raises(MissedAck):
        await play.command("U0ANA", "C0GENERAL", "/stretch fail")
    assert "with status 500" in play.problems[-1].text


@pytest.mark.parametrize("changed", [{"secret": "guess"}, {"timestamp": time() - 301}], ids=["signature", "replay"])
async def test_bolt_refuses_a_bad_signature_and_an_old_timestamp(both, app, changed):
    play, _ = both
    payload = payloads.command(play.workspace, "U0ANA", play.workspace.channels["C0GENERAL"], "/stretch", "")
    with pytest.raises(DeliveryError, match="with status 401"):
        await play.http.post(play.http.request("slash_commands", payload, **changed))
    assert app.commands == []


async def test_a_command_sent_twice_carries_the_same_trigger(both, app):
    play, _ = both
    await play.command("U0ANA", "C0GENERAL", "/stretch")
    await play.http.post(play.http.sent[-1])
    assert len(app.commands) == 2
    assert len({*app.commands}) == 1


async def test_a_team_that_never_added_the_app_is_told_to(both, app):
    play, _ = both
    payload = payloads.command(play.workspace, "U0ANA", play.workspace.channels["C0GENERAL"], "/stretch", "")
    await play.send("slash_commands", payload | {"team_id": "T0ELSEWHERE"})
    assert app.commands == []
    assert "install" in play.ephemerals("U0ANA")[-1].text


@pytest.mark.parametrize("order", [UNINSTALL, UNINSTALL[::-1]])
@pytest.mark.parametrize("code", ["account_inactive", "token_revoked"])
async def test_an_uninstall_reaches_the_app_in_either_order_and_it_can_come_back(both, app, order, code):
    play, bakery = both
    acks = await bakery.uninstall(order, code)
    assert None not in acks
    assert await app.bot("T0BAKERY") is None
    assert (await app.bot("T0PLAY")).bot_token == play.workspace.grant.token
    await bakery.add_to_slack(app.install_url)
    assert (await app.bot("T0BAKERY")).bot_token == bakery.workspace.grant.token
    await bakery.command("U0EVA", "C0HALL", "/stretch")
    assert bakery.problems == []
