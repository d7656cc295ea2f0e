"""The lightning menu of the page: shortcuts and workflow steps."""

import pytest
from page_steps import press_until_focused
from playwright.async_api import expect
from slack_pieces import modal, section

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]
LIGHTNING = "Shortcuts and workflows"
STEP = {
    "title": "Post a break",
    "description": "Posts a break",
    "input_parameters": {
        "channel": {"type": "slack#/types/channel_id", "title": "Channel", "is_required": True},
        "person": {"type": "slack#/types/user_id", "title": "Who"},
        "what": {"type": "string", "title": "What", "description": "An area"},
    },
    "output_parameters": {},
}


@pytest.fixture
def manifest(manifest):
    shortcut = {"name": "Go now", "type": "global", "callback_id": "go.now", "description": "Goes"}
    manifest["features"]["shortcuts"] = [shortcut]
    manifest["functions"] = {"post": STEP}
    manifest["settings"] |= {"function_runtime": "remote", "org_deploy_enabled": True}
    manifest["settings"]["event_subscriptions"]["bot_events"].append("function_executed")
    return manifest


async def test_a_shortcut_is_used_by_keys_alone(app, visit):
    page = await visit()
    await press_until_focused(page, LIGHTNING)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menuitem", name="Go now")).to_be_focused()
    await page.keyboard.press("Enter")
    used = await app.next_payload(type="shortcut")
    assert used["callback_id"] == "go.now"
    await app.web.views_open(trigger_id=used["trigger_id"], view=modal(section("Where?")))
    await expect(page.locator("#modal")).to_be_visible()


async def test_a_workflow_is_run_with_what_was_entered_and_its_end_is_told(app, visit):
    page = await visit(place="#C0DESIGN")
    await page.get_by_role("button", name=LIGHTNING).click()
    await page.get_by_role("menuitem", name="Post a break").click()
    await page.get_by_role("textbox", name="What").fill("neck")
    await page.get_by_role("button", name="Run the workflow").click()
    event = (await app.next_payload(type="event_callback"))["event"]
    assert event["inputs"] == {"channel": "C0DESIGN", "person": "U0ANA", "what": "neck"}
    ended = {"function_execution_id": event["function_execution_id"], "token": event["bot_access_token"]}
    await app.web.functions_completeError(error="Nobody is here.", **ended)
    await expect(page.locator(".message-ephemeral")).to_contain_text("The workflow stopped at “Post a break”")


async def test_a_workflow_that_was_cancelled_does_not_run(app, visit):
    page = await visit()
    await page.get_by_role("button", name=LIGHTNING).click()
    await page.get_by_role("menuitem", name="Post a break").click()
    await page.get_by_role("button", name="Cancel").click()
    await expect(page.locator(".ask")).to_have_count(0)
    assert app.requests == []
