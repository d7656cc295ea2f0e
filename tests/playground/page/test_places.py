"""Finding one's way: the hint for newcomers, the app's own tabs, what cannot be typed, the clock; in a real browser."""

import pytest
from page_steps import CARD, say
from playwright.async_api import expect
from slack_pieces import home, modal, section

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]


async def how_this_works(page):
    await page.get_by_role("button", name="More about this place").click()
    await page.get_by_role("menuitem", name="How this works").click()


@pytest.mark.parametrize("place", ["#C0GENERAL", "#home", "#messages"])
async def test_how_this_works_leads_to_the_hint_from_every_place(app, visit, place):
    page = await visit(place=place)
    for number in range(30):
        await app.web.chat_postMessage(channel="C0GENERAL", text=f"Message {number}")
    await page.reload()
    await page.wait_for_selector("body[data-ready]")
    await how_this_works(page)
    await expect(page.locator(".welcome")).to_be_in_viewport(ratio=0.9)
    await expect(page.locator("#welcome-title")).to_be_focused()
    await page.get_by_role("button", name="Newest message").click()
    await expect(page.locator(".message").last).to_be_in_viewport()
    await page.get_by_role("button", name="Close this hint").click()
    await how_this_works(page)
    await expect(page.locator(".welcome")).to_be_in_viewport(ratio=0.9)


async def test_a_read_only_messages_tab_says_so_where_one_would_type(play, app, visit):
    play.workspace.features["app_home"]["messages_tab_read_only_enabled"] = True
    page = await visit(place="#messages")
    await expect(page.locator("#content")).to_contain_text("Hi Ana! Limber sends you private messages here.")
    await expect(page.locator("#content")).to_contain_text("You can't write here. Type /stretch in any channel")
    await expect(page.locator("#composer")).to_be_hidden()
    await app.web.chat_postMessage(channel="U0ANA", text="Time for a stretch")
    await expect(page.locator(".message")).to_contain_text("Time for a stretch")


async def test_a_messages_tab_that_may_be_answered_has_its_composer(visit):
    page = await visit(place="#messages")
    await expect(page.get_by_placeholder("Message Limber")).to_be_focused()


async def test_an_unknown_command_is_answered_privately_and_a_space_makes_it_a_message(app, visit):
    ana, ben = await visit("U0ANA"), await visit("U0BEN")
    await say(ana, "/foo bar")
    answer = ana.locator(".message-ephemeral")
    await expect(answer).to_contain_text("/foo is not a valid command.")
    await expect(answer.locator("header strong")).to_have_text("Slackbot")
    await say(ana, " /foo bar")
    await expect(ben.locator(".message")).to_have_count(1)
    await expect(ben.locator(".message")).to_contain_text("/foo bar")
    assert app.requests == []


async def test_a_jump_moves_the_clock_of_every_window_and_opens_home_anew(play, app, visit):
    ana, ben = await visit("U0ANA", place="#home"), await visit("U0BEN")
    await app.next_payload(type="event_callback")
    await app.web.chat_postMessage(channel="C0GENERAL", text="Now")
    await expect(ben.locator(".day")).to_have_text("Today")
    at = play.workspace.clock()
    play.workspace.clock = lambda: at + 86400
    await ana.get_by_role("button", name="Jump to the next break").click()
    await expect(ben.locator(".day")).to_have_text("Yesterday")
    opened = await app.next_payload(type="event_callback")
    assert opened["event"]["user"] == "U0ANA"
    token = f"Next: <!date^{int(at) + 86400}^{{date_pretty}}|then>"
    await app.web.views_publish(user_id="U0ANA", view=home(section(token)))
    await expect(ana.locator(".home-blocks")).to_have_text("Next: today")


async def jumped(page):
    await page.get_by_role("button", name="Jump to the next break").click()
    status = page.locator("#notices").get_by_role("status")
    await expect(status).to_have_text("It is now Monday 15:00.")
    return status


async def test_what_a_jump_says_stays_out_of_windows_and_goes_with_the_next_action(app, visit):
    page = await visit()
    await jumped(page)
    await app.web.chat_postMessage(channel="C0GENERAL", text="x", blocks=CARD)
    await page.get_by_role("button", name="Guide me").click()
    clicked = await app.next_payload(type="block_actions")
    await expect(page.locator(".notice-status")).to_have_count(0)
    await app.web.views_open(trigger_id=clicked["trigger_id"], view=modal())
    await expect(page.locator("#modal")).to_be_visible()
    await page.evaluate("async () => (await import('/page/notices.js')).sayStatus('It is now Tuesday.')")
    await expect(page.locator("#modal [aria-live]")).to_have_text("It is now Tuesday.")
    await expect(page.locator("#modal .notice")).to_have_count(0)


async def test_what_a_jump_says_goes_after_a_while_but_not_under_the_pointer(visit):
    page = await visit()
    await page.clock.install()
    status = await jumped(page)
    await status.hover()
    await page.clock.run_for(16_000)
    await expect(status).to_be_visible()
    await page.mouse.move(0, 0)
    await page.clock.run_for(16_000)
    await expect(status).to_have_count(0)


async def test_the_hint_offers_an_example_that_sets_something_up(play, visit):
    play.workspace.features["slash_commands"][0]["usage_hint"] = "[lower | upper | daily 15:00 | help]"
    page = await visit()
    commands = ["/stretch lower", "/stretch daily 15:00", "/stretch help", "/stretch"]
    await expect(page.locator(".welcome .chip")).to_have_text(commands)
    await page.get_by_role("button", name="/stretch daily 15:00").click()
    await expect(page.locator("#composer-text")).to_have_value("/stretch daily 15:00")


async def test_an_unknown_person_becomes_the_first_one_and_is_told_so(play, visit):
    page = await visit("U0NOBODY")
    await expect(page.locator(".picker-me strong")).to_have_text("Ana")
    await expect(page.locator("#notices")).to_have_text("There's nobody called U0NOBODY here, so you're Ana.")
    play.workspace.post("C0GENERAL", "U0BEN", text="Hi")
    await expect(page.locator(".message")).to_contain_text("Hi")
