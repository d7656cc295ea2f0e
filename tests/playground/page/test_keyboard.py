"""The page by keys alone, in a real browser."""

import pytest
from page_steps import CARD, focused, opened, press_until_focused
from playwright.async_api import expect
from slack_pieces import actions, button, field, modal, option, section

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

MESSAGE_BOX = "Message #general or type /"


async def test_tab_walks_through_the_whole_page_and_back(app, visit):
    page = await visit()
    await expect(page.locator("#composer-text")).to_be_focused()
    await app.web.chat_postMessage(channel="C0GENERAL", text="x", blocks=CARD)
    await expect(page.locator(".message")).to_be_visible()
    await page.keyboard.press("Tab")
    there = await press_until_focused(page, MESSAGE_BOX)
    places = ["Skip to the message box", "More about this place", "Guide me", "Another"]
    assert [place for place in there if place in places] == places
    assert {"design, channel", "leads, private channel", "Limber, app"} <= set(there)
    assert any("You are Ana" in place for place in there)
    await page.keyboard.press("Shift+Tab")
    back = await press_until_focused(page, MESSAGE_BOX, key="Shift+Tab")
    assert set(filter(None, back)) == set(filter(None, there))


async def test_a_place_is_opened_by_enter_and_one_types_there_at_once(visit):
    page = await visit()
    await page.locator(".place", has_text="design").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_placeholder("Message #design")).to_be_focused()


async def test_the_skip_button_leads_to_where_one_types_or_to_home(visit):
    for place, target in (("", "#composer-text"), ("#home", "#column")):
        page = await visit(place=place)
        await page.locator("#skip").focus()
        await page.keyboard.press("Enter")
        await expect(page.locator(target)).to_be_focused()


async def test_the_list_of_people_opens_by_enter_and_closes_by_esc(visit):
    page = await visit()
    summary = page.locator(".picker summary")
    await summary.focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    assert await focused(page) == "Ana in a new window"
    await page.keyboard.press("Escape")
    await expect(summary).to_be_focused()
    await expect(page.locator(".picker-list")).to_be_hidden()
    await page.keyboard.press("Space")
    await press_until_focused(page, "Ben in a new window")
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator(".picker-me strong")).to_have_text("Ben")


async def test_esc_closes_the_narrow_drawer_and_its_list_first(visit):
    page = await visit(width=375)
    opener = page.get_by_label("Channels and people")
    await opener.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(".place").first).to_be_focused()
    await page.locator(".picker summary").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Escape")
    await expect(page.locator(".picker-list")).to_be_hidden()
    await expect(page.locator("#sidebar")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("#sidebar")).to_be_hidden()
    await expect(opener).to_be_focused()


async def test_a_menu_is_walked_by_arrows_and_esc_leads_back_to_its_button(app, visit):
    page = await visit()
    more = {"type": "overflow", "action_id": "more", "options": [option("later"), option("never")]}
    await app.web.chat_postMessage(channel="C0GENERAL", text="x", blocks=[actions(button("in", "I'm in"), more)])
    await press_until_focused(page, "More choices", key="Shift+Tab")
    await page.keyboard.press("Enter")
    assert await focused(page) == "later"
    await page.keyboard.press("ArrowDown")
    assert await focused(page) == "never"
    await page.keyboard.press("Escape")
    assert await focused(page) == "More choices"
    await page.keyboard.press("Space")
    await page.keyboard.press("Enter")
    chosen = await app.next_payload(type="block_actions")
    assert chosen["actions"][0]["selected_option"]["value"] == "later"
    assert await focused(page) == "More choices"


async def test_a_window_keeps_the_focus_inside_and_gives_it_back(app, visit):
    page = await visit()
    await app.web.chat_postMessage(channel="C0GENERAL", text="x", blocks=CARD)
    await press_until_focused(page, "Guide me", key="Shift+Tab")
    await page.keyboard.press("Enter")
    clicked = await app.next_payload(type="block_actions")
    view = modal(section("Ready?"), actions(button("back", "Back")), field("name", "name"))
    await app.web.views_open(trigger_id=clicked["trigger_id"], view=view)
    await expect(page.locator("#modal [data-action=name]")).to_be_focused()
    for key in ("Tab", "Shift+Tab"):
        passed = set()
        for _ in range(10):
            await page.keyboard.press(key)
            passed.add(await focused(page))
        assert {"Back", "Close", "Done"} <= passed
        assert not passed & {"Guide me", "Another", MESSAGE_BOX}
    await page.keyboard.press("Escape")
    await expect(page.locator("#modal")).to_be_hidden()
    assert await focused(page) == "Guide me"


async def test_a_message_that_changes_under_the_focus_keeps_it(app, visit):
    page = await visit()
    posted = await app.web.chat_postMessage(channel="C0GENERAL", text="x", blocks=CARD)
    await press_until_focused(page, "Guide me", key="Shift+Tab")
    for blocks, heir in (
        ([section("Thanks"), actions(button("again", "Another stretch"))], "Another stretch"),
        ([section("Over")], MESSAGE_BOX),
    ):
        await app.web.chat_update(channel="C0GENERAL", ts=posted["ts"], text="x", blocks=blocks)
        await expect(page.locator(".message")).to_contain_text(blocks[0]["text"]["text"])
        assert await focused(page) == heir


async def test_a_window_that_is_replaced_after_its_button_keeps_the_focus_on_it(app, visit):
    page = await visit()
    await opened(app, page, modal(section("One")))
    app.answer = {"response_action": "update", "view": modal(section("Two"))}
    await press_until_focused(page, "Done")
    await page.keyboard.press("Enter")
    await expect(page.locator("#modal .blocks")).to_have_text("Two")
    assert await focused(page) == "Done"
