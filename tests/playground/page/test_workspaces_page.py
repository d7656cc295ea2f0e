"""Two workspaces on the page: switching by keyboard, adding the app in the second one, and taking it away."""

import pytest
import pytest_asyncio
from bolt_app import BoltApp, redirect_uri, served, unused_port
from browser import LOW_CONTRAST_TEXTS, OVERFLOW_PX
from page_steps import focused, press_until_focused, say
from playwright.async_api import expect
from slack_pieces import home, section

from bot.playground import BAKERY

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]
LAPTOP, PHONE = {"width": 1280, "height": 820}, {"width": 375, "height": 740}


@pytest_asyncio.fixture(loop_scope="module")
async def bakery(play):
    return play.add_workspace(BAKERY)


@pytest_asyncio.fixture(loop_scope="module")
async def bolt(play, bakery, tmp_path):
    """A distributed app over HTTP that is in the first workspace only."""
    port = unused_port()
    oauth = play.workspace.manifest["oauth_config"]
    oauth["redirect_urls"] = [redirect_uri(port)]
    app = BoltApp(play, port, tmp_path, oauth["scopes"]["bot"])

    @app.bolt.command("/stretch")
    async def stretch(ack, context):
        await ack(f"A stretch for {context.team_id}")

    @app.bolt.event("app_home_opened")
    async def opened(event, client):
        await client.views_publish(user_id=event["user"], view=home(section("At home")))

    async with served(app, port):
        await play.use_request_url(app.request_url)
        await play.add_to_slack(app.install_url)
        play.distribute(app.install_url)
        yield app


async def add(page):
    """Press Add to Slack, allow, and wait until the page knows."""
    async with page.context.expect_page() as opening:
        await page.locator("#content").get_by_role("link", name="Add to Slack").click()
    window = await opening.value
    await window.get_by_role("link").first.click()
    await expect(window.get_by_role("radio", name="Bakery as Eva")).to_be_checked()
    await window.get_by_role("button", name="Allow").click()
    await expect(page.locator(".notice-status")).to_contain_text("Limber was added to Bakery.")
    await window.close()


async def test_a_single_workspace_has_no_menu_and_no_way_to_uninstall(visit):
    page = await visit()
    await expect(page.locator("#sidebar")).to_contain_text("Playground")
    await expect(page.locator(".workspaces")).to_have_count(0)
    await page.goto(f"{page.url.partition('#')[0]}#home")
    await page.get_by_role("button", name="More about this place").click()
    await expect(page.get_by_role("menuitem")).to_have_text(["How this works"])


async def test_one_gets_to_the_other_workspace_by_keys_and_is_told_where_one_is(bakery, visit):
    page = await visit()
    assert await page.title() == "#general · Playground"
    await page.locator(".workspaces summary").focus()
    assert "Workspace: Playground" in await focused(page)
    await page.keyboard.press("Enter")
    await press_until_focused(page, "BBakeryLimber is not here")
    await page.keyboard.press("Enter")
    await expect(page).to_have_title("#general · Bakery")
    await expect(page.locator(".workspaces summary")).to_contain_text("Workspace: Bakery")
    await page.locator(".workspaces summary").click()
    current = page.locator(".workspaces a[aria-current=true]")
    await expect(current).to_contain_text("Bakery")
    await page.keyboard.press("Escape")
    await expect(page.locator(".workspaces summary")).to_be_focused()
    await expect(current).to_be_hidden()


async def test_where_the_app_is_not_nothing_of_it_can_be_used(bakery, visit):
    page = await visit("U0EVA")
    await expect(page.locator("#content")).to_contain_text("Limber isn't in Bakery")
    await expect(page.get_by_role("link", name="Add to Slack")).to_have_count(0)
    await expect(page.locator(".connection")).to_have_text("Limber isn't in Bakery")
    await say(page, "/stretch")
    await expect(page.locator(".message-ephemeral")).to_contain_text("/stretch is not a valid command.")
    for place in ("#home", "#messages"):
        other = await visit("U0EVA", place)
        await expect(other.locator("#content")).to_contain_text("Limber isn't in Bakery")
        await expect(other.locator("#composer")).to_be_hidden()
        await expect(other.locator(".notice")).to_have_count(0)


async def test_the_app_is_added_used_and_taken_away_in_the_second_workspace(play, bolt, bakery, visit):
    page = await visit("U0EVA")
    await add(page)
    await say(page, "/stretch")
    await expect(page.locator(".message-ephemeral")).to_contain_text("A stretch for T0BAKERY")
    await page.locator(".place", has_text="Limber").click()
    await expect(page.locator("#content")).to_have_text("At home")
    await page.get_by_role("button", name="More about this place").click()
    await page.get_by_role("menuitem", name="Uninstall Limber…").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Uninstall").click()
    await expect(page.locator(".notice-status")).to_contain_text("Limber was removed from Bakery.")
    await expect(page.locator("#content")).to_contain_text("Limber isn't in Bakery")
    assert bakery.workspace.grant is None
    assert play.workspace.grant
    await add(page)
    await expect(page.locator("#content")).to_have_text("At home")


async def test_an_app_over_http_is_shown_as_connected(bolt, visit):
    page = await visit()
    await expect(page.locator(".connection")).to_have_text("Limber is connected")


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
async def test_all_of_it_fits_and_can_be_read(play, bolt, visit, size):
    page = await visit("U0EVA", **size)
    if size is PHONE:
        await page.get_by_role("button", name="Channels and people").click()
    await page.locator(".workspaces summary").click()
    await expect(page.locator(".workspaces ul")).to_be_in_viewport(ratio=1)
    await expect(page.locator("#sidebar").get_by_role("link", name="Add to Slack")).to_be_in_viewport(ratio=1)
    assert await page.evaluate(OVERFLOW_PX) == 0
    assert await page.evaluate(LOW_CONTRAST_TEXTS) == []
    query = f"client_id={play.client_id}&scope=commands,chat:write,users:read"
    await page.goto(f"{play.authorize_url}?{query}")
    await expect(page.get_by_role("button", name="Allow")).to_be_in_viewport(ratio=1)
    assert await page.evaluate(OVERFLOW_PX) == 0
    assert await page.evaluate(LOW_CONTRAST_TEXTS) == []
