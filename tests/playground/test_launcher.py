"""The lightning menu: global shortcuts, and workflow steps of the app."""

import pytest
from slack_api import error
from slack_pieces import actions, button, modal, section
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.errors import NotAvailableError

STEP = {
    "title": "Post a break",
    "description": "Posts a break",
    "input_parameters": {
        "channel": {"type": "slack#/types/channel_id", "title": "Channel", "is_required": True},
        "what": {"type": "string", "title": "What"},
    },
    "output_parameters": {
        "posted": {"type": "string", "title": "Posted", "is_required": True},
        "count": {"type": "integer", "title": "How many"},
    },
}
INPUTS = {"channel": "C0DESIGN"}


@pytest.fixture
def manifest(manifest):
    shortcut = {"name": "Go", "type": "global", "callback_id": "go.now", "description": "Goes"}
    on_message = {"name": "Save", "type": "message", "callback_id": "save", "description": "Saves"}
    manifest["features"]["shortcuts"] = [shortcut, on_message]
    manifest["functions"] = {"post": STEP}
    manifest["settings"] |= {"function_runtime": "remote", "org_deploy_enabled": True}
    manifest["settings"]["event_subscriptions"]["bot_events"].append("function_executed")
    return manifest


@pytest.fixture
async def running(play, app):
    """A step that runs, and a client with its token."""
    execution = await play.run_step("U0ANA", "C0GENERAL", "post", INPUTS)
    return execution, AsyncWebClient(token=app.last["event"]["bot_access_token"], base_url=play.api_url)


async def test_a_shortcut_tells_who_used_it_and_lets_a_window_open(play, app):
    await play.shortcut("U0ANA", "go.now")
    assert app.requests[-1].type == "interactive"
    told = {"type", "token", "callback_id", "trigger_id", "action_ts", "user", "team", "enterprise"}
    assert app.last.keys() == told | {"is_enterprise_install"}
    assert app.last["user"] == {"id": "U0ANA", "username": "ana", "team_id": "T0PLAY"}
    await app.web.views_open(trigger_id=app.last["trigger_id"], view=modal(section("Hi")))
    assert play.view("U0ANA").words.endswith("Hi")
    assert play.problems == []


async def test_a_shortcuts_trigger_pushes_nothing(play, app):
    await play.shortcut("U0ANA", "go.now")
    trigger = app.last["trigger_id"]
    assert await error(app.web.views_push(trigger_id=trigger, view=modal(section("Hi")))) == "invalid_trigger_id"


@pytest.mark.parametrize("callback_id", ["save", "stop"])
async def test_only_a_global_shortcut_of_the_app_can_be_used(play, app, callback_id):
    with pytest.raises(NotAvailableError):
        await play.shortcut("U0ANA", callback_id)


async def test_without_its_scope_there_is_no_shortcut(play, app):
    await play.uninstall()
    play.install(["chat:write"])
    with pytest.raises(NotAvailableError):
        await play.shortcut("U0ANA", "go.now")


async def test_opening_a_window_from_within_a_window_is_reported(play, app):
    await play.shortcut("U0ANA", "go.now")
    view = modal(actions(button("more")))
    await app.web.views_open(trigger_id=app.last["trigger_id"], view=view)
    await play.click("U0ANA", play.view("U0ANA"), "more")
    await app.web.views_open(trigger_id=app.last["trigger_id"], view=view)
    assert "use views.push or views.update" in play.problems[-1].text


async def test_a_step_that_runs_is_an_event_with_a_token_of_its_own(play, app, running):
    execution, web = running
    event = app.last["event"]
    assert (event["type"], event["inputs"]) == ("function_executed", INPUTS)
    assert (event["function"]["callback_id"], event["function"]["type"]) == ("post", "app")
    assert event["function"]["input_parameters"][0]["name"] == "channel"
    assert event["function_execution_id"] == execution.id
    assert "user" not in event
    assert (await web.auth_test())["user_id"] == "U0LIMBER"


async def test_a_step_is_completed_once_and_its_token_ends(app, running):
    execution, web = running
    await web.functions_completeSuccess(function_execution_id=execution.id, outputs={"posted": "yes", "count": 1})
    assert (execution.state, execution.outputs) == ("completed", {"posted": "yes", "count": 1})
    again = web.functions_completeError(function_execution_id=execution.id, error="No")
    assert await error(again) == "execution_not_in_running_state"
    assert await error(web.auth_test()) == "token_revoked"


async def test_a_step_that_fails_is_told_to_who_ran_it(play, app, running):
    execution, web = running
    await web.functions_completeError(function_execution_id=execution.id, error="Type /invite first.")
    assert (execution.state, execution.error) == ("failed", "Type /invite first.")
    assert play.ephemerals("U0ANA")[-1].text == "The workflow stopped at “Post a break”: Type /invite first."
    assert play.ephemerals("U0ANA")[-1].user == "USLACKBOT"


@pytest.mark.parametrize(
    ("outputs", "refused"),
    [
        ({}, "posted is missing"),
        ({"posted": "yes", "more": "x"}, "more is unknown"),
        ({"posted": 1}, "posted has the wrong type"),
        ({"posted": "yes", "count": "one"}, "count has the wrong type"),
    ],
)
async def test_outputs_that_the_manifest_does_not_promise_are_refused(play, running, outputs, refused):
    execution, web = running
    call = web.functions_completeSuccess(function_execution_id=execution.id, outputs=outputs)
    assert await error(call) == "parameter_validation_failed"
    assert refused in play.problems[-1].text
    assert execution.state == "running"


async def test_only_the_token_of_its_event_ends_a_step(play, app, running):
    execution, web = running
    mine = app.web.functions_completeSuccess(function_execution_id=execution.id, outputs={"posted": "yes"})
    assert await error(mine) == "access_denied"
    unknown = web.functions_completeSuccess(function_execution_id="Fx0", outputs={"posted": "yes"})
    assert await error(unknown) == "function_execution_not_found"
    bare = {"function_execution_id": execution.id}
    assert await error(web.api_call("functions.completeSuccess", params=bare)) == "invalid_arguments"
    assert await error(web.api_call("functions.completeError", params=bare)) == "invalid_arguments"


async def test_an_uninstalled_app_ends_no_step(play, running):
    execution, web = running
    await play.uninstall()
    call = web.functions_completeError(function_execution_id=execution.id, error="No")
    assert await error(call) == "token_revoked"


@pytest.mark.parametrize(
    ("callback_id", "inputs", "sentence"),
    [
        ("post", {}, "channel is missing"),
        ("post", {"channel": "C0DESIGN", "who": "me"}, "who is unknown"),
        ("post", {"channel": 7}, "channel has the wrong type"),
        ("stop", INPUTS, "no workflow step stop"),
    ],
)
async def test_a_step_takes_only_what_workflow_builder_lets_through(play, app, callback_id, inputs, sentence):
    with pytest.raises(NotAvailableError, match=sentence):
        await play.run_step("U0ANA", "C0GENERAL", callback_id, inputs)


async def test_steps_need_the_remote_runtime_and_their_event(play, app):
    for name in ("function_runtime", "org_deploy_enabled"):
        kept = play.workspace.manifest["settings"].pop(name)
        with pytest.raises(NotAvailableError):
            await play.run_step("U0ANA", "C0GENERAL", "post", INPUTS)
        play.workspace.manifest["settings"][name] = kept
    play.workspace.manifest["settings"]["event_subscriptions"]["bot_events"].remove("function_executed")
    with pytest.raises(NotAvailableError):
        await play.run_step("U0ANA", "C0GENERAL", "post", INPUTS)
