"""The switches of what apps may see of a person, and files to be saved."""

import pytest
from playwright.async_api import expect

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]


async def test_notifications_are_paused_and_resumed(visit, play):
    page = await visit()
    await page.locator(".picker summary").click()
    switch = page.get_by_role("switch", name="Notifications paused")
    await expect(switch).to_have_attribute("aria-checked", "false")
    await switch.click()
    await expect(switch).to_have_attribute("aria-checked", "true")
    assert play.workspace.people["U0ANA"].is_quiet(play.workspace.clock())
    await switch.click()
    await expect(switch).to_have_attribute("aria-checked", "false")
    await page.get_by_role("switch", name="In a huddle").click()
    await expect(page.get_by_role("switch", name="In a huddle")).to_contain_text("on")
    assert play.workspace.people["U0ANA"].huddle


async def test_a_file_is_saved(visit, app):
    page = await visit(place="#messages")
    direct = (await app.web.chat_postMessage(channel="U0ANA", text="Here you are."))["channel"]
    await app.web.files_upload_v2(content="{}", filename="data.json", title="Your data", channel=direct)
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Your data 2 bytes").click()
    assert (await download.value).suggested_filename == "data.json"
