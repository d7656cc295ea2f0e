"""Messages, notices and layout of the page, in a real browser."""

import pytest
from browser import LOW_CONTRAST_TEXTS, OVERFLOW_PX
from page_steps import CARD, opened, say
from playwright.async_api import expect
from slack_pieces import field, modal, plain, section

from bot.playground import Playground

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]


async def test_a_command_is_completed_and_its_answer_is_for_my_eyes_only(app, visit):
    page = await visit()
    await page.focus("#composer-text")
    await page.keyboard.type("/st")
    await expect(page.locator("#suggestions")).to_contain_text("/stretch [lower | help]")
    await page.keyboard.press("Tab")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    assert (await app.next_payload(command="/stretch"))["text"] == "lower"
    await app.respond(text="Cat and cow", blocks=CARD)
    message = page.locator(".message-ephemeral")
    await expect(message).to_contain_text("Only visible to you")
    await expect(message.locator("strong", has_text="tall")).to_be_visible()
    await expect(page.locator("#said")).to_have_text("Limber, only to you: Cat and cow")
    await app.respond(text="Seated rotation\n2½ minutes\nJoining is optional")
    await expect(page.locator("#said")).to_have_text(
        "Limber, only to you: Seated rotation. 2½ minutes. Joining is optional"
    )


async def test_what_looks_like_markup_is_shown_as_text(app, visit):
    page = await visit()
    evil = "<img src=x onerror=document.title=1> <javascript:document.title=1|press> <script>document.title=1</script>"
    await app.web.chat_postMessage(
        channel="C0GENERAL", text="x", blocks=[section(evil), {"type": "header", "text": plain(evil)}]
    )
    await expect(page.locator(".message h3")).to_have_text(evil)
    assert await page.locator(".message :is(img, script, a)").count() == 0
    assert await page.title() == "#general · Playground"


@pytest.mark.parametrize("ack_timeout_seconds", [0.1])
async def test_a_missed_acknowledgement_is_a_red_line_that_can_be_dismissed(app, visit):
    page = await visit()
    app.silent = True
    await say(page, "/stretch lower")
    notice = page.get_by_role("alert")
    await expect(notice).to_contain_text("The bot did not acknowledge the command /stretch lower")
    await page.get_by_label("Dismiss").click()
    await expect(notice).to_have_count(0)


async def test_two_windows_are_two_people_each_in_their_own_zone(app, visit):
    ana, chiyo = await visit("U0ANA"), await visit("U0CHIYO")
    await say(ana, "Good morning, <@U0CHIYO>")
    await expect(chiyo.locator(".message .mention-me")).to_have_text("@Chiyo")
    noon = "At <!date^1800010800^{date_short} {time}|noon UTC>"
    await app.web.chat_postMessage(channel="C0GENERAL", text=noon)
    await expect(ana.locator(".messages")).to_contain_text("At Jan 15, 2027 12:00")
    await expect(chiyo.locator(".messages")).to_contain_text("At Jan 15, 2027 20:00")


async def test_date_tokens_are_filled_for_the_reader(visit):
    page = await visit()
    tokens = "{date_num} {date} {date_short} {date_long} {date_pretty} {date_short_pretty} {time} {time_secs} {ago}"
    fill = "async ([tokens, now]) => (await import('/page/dates.js')).fillTokens(1800010800, tokens, 'Asia/Tokyo', now)"
    assert await page.evaluate(fill, [tokens, 1800010800 + 7200]) == (
        "2027-01-15 January 15th Jan 15, 2027 Friday, January 15th, 2027 today today 20:00 20:00:00 2 hours ago"
    )
    assert await page.evaluate(fill, ["{date_pretty}, {date}", 1800010800 + 86400]) == "yesterday, January 15th"
    assert await page.evaluate(fill, ["{date}", 1700000000]) == "January 15th, 2027"


async def test_at_375_pixels_nothing_is_wider_than_the_window(app, visit):
    page = await visit(width=375, place="#home")
    assert await page.evaluate(OVERFLOW_PX) <= 0
    await page.get_by_label("Channels and people").click()
    await page.locator(".picker summary").click()
    assert await page.evaluate(OVERFLOW_PX) <= 0
    await page.locator(".place", has_text="general").click()
    await app.web.chat_postMessage(channel="C0GENERAL", text="x" * 200, blocks=[section("x" * 200), *CARD])
    await expect(page.locator(".message")).to_be_visible()
    assert await page.evaluate(OVERFLOW_PX) <= 0
    await opened(app, page, modal(section("y" * 200), *CARD, field("name", "name")))
    assert await page.evaluate(OVERFLOW_PX) <= 0
    assert await page.locator("#modal").evaluate("(dialog) => dialog.getBoundingClientRect().width") == 375


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_stand_out_by_day_and_by_night(play, app, visit, scheme):
    page = await visit(color_scheme=scheme, reduced_motion="reduce")
    await app.web.chat_postMessage(
        channel="C0GENERAL", text="x", blocks=[section("<@U0ANA> `code` <#C0GENERAL>"), *CARD]
    )
    play.workspace.report_problem("Slack refused a message.")
    await expect(page.get_by_role("alert")).to_be_visible()
    assert await page.evaluate(LOW_CONTRAST_TEXTS) == []
    await opened(
        app,
        page,
        modal(*CARD, field("name", "name", hint=plain("Any name"), optional=True), field("time", "time")),
    )
    await page.get_by_role("button", name="Done").click()
    await expect(page.locator("#modal .error")).to_be_visible()
    assert await page.evaluate(LOW_CONTRAST_TEXTS) == []


async def test_the_bot_is_invited_and_the_clock_jumps(play, visit):
    page = await visit(place="#C0DESIGN")
    await page.get_by_role("button", name="Invite Limber").click()
    await expect(page.locator(".invite")).to_have_count(0)
    assert "U0LIMBER" in play.workspace.channels["C0DESIGN"].members
    await page.get_by_role("button", name="Jump to the next break").click()
    await expect(page.locator("#notices").get_by_role("status")).to_contain_text("It is now Monday 15:00.")


async def test_the_page_finds_back_to_a_playground_that_was_away(manifest, play, visit):
    page = await visit()
    port = int(play.url.rsplit(":", 1)[1])
    await play.stop()
    await expect(page.locator("#notices")).to_contain_text("can't be reached")
    async with Playground(manifest, port=port) as again:
        again.workspace.post("C0GENERAL", "U0BEN", text="Back again")
        await expect(page.locator(".messages")).to_contain_text("Back again")
