"""The page in a real browser: what one sees, types, presses and hears."""

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from browser import FLAGS, PALE_WORDS, TOO_WIDE, found_browser
from PIL import Image
from playwright.async_api import async_playwright, expect
from slack_app import App
from slack_pieces import actions, button, field, image, modal, option, plain, section, select

from bot.playground import Playground

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

CARD = [
    {"type": "header", "text": plain("Cat and cow")},
    section("Sit *tall* and round your back. :cat:"),
    actions(button("guide", "Guide me", style="primary"), button("another", "Another")),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser():
    path = found_browser() or pytest.skip("The page was not tried: no chromium found (CHROMIUM may name one).")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        await opened.close()


@pytest_asyncio.fixture(loop_scope="module")
async def play(manifest):
    async def jump():
        return "It is now Monday 15:00."

    manifest["features"]["slash_commands"][0]["usage_hint"] = "[lower | help]"
    async with Playground(manifest, ack_timeout_seconds=0.3, on_jump=jump) as playground:
        yield playground


@pytest_asyncio.fixture(loop_scope="module")
async def app(play):
    app = App(play)
    await app.socket.connect()
    await play.connected()
    yield app
    await app.socket.close()


@pytest_asyncio.fixture(loop_scope="module")
async def visit(browser, play, app):
    """Opens the page as somebody: `await visit("U0BEN")`; what goes wrong in its scripts fails the test."""
    contexts, wrong = [], []

    async def visit(who="U0ANA", place="", width=1280, **more):
        contexts.append(await browser.new_context(viewport={"width": width, "height": 800}, locale="en-GB", **more))
        page = await contexts[-1].new_page()
        page.set_default_timeout(5000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        await page.goto(f"{play.url}/?as={who}{place}")
        await page.wait_for_selector("body[data-ready]")
        return page

    yield visit
    for context in contexts:
        await context.close()
    assert wrong == []


@pytest_asyncio.fixture(loop_scope="module")
async def pictures(tmp_path):
    """Serves one picture at every address, and remembers what the browser asked for."""
    Image.new("RGB", (60, 40), "#2f5d50").save(tmp_path / "picture.gif")
    asked = []

    async def serve(request):
        if "Mozilla" in request.headers["User-Agent"]:
            asked.append(request.path_qs)
        return web.FileResponse(tmp_path / "picture.gif")

    site = web.Application()
    site.router.add_get("/{name}", serve)
    async with TestServer(site) as server:
        server.asked, server.address = asked, f"http://127.0.0.1:{server.port}"
        yield server


async def say(page, text):
    await page.fill("#composer-text", text)
    await page.press("#composer-text", "Enter")


async def opened(app, page, view):
    """A window that the app opens upon a command."""
    await say(page, "/stretch lower")
    typed = await app.hears(command="/stretch")
    await app.web.views_open(trigger_id=typed["trigger_id"], view=view)
    await expect(page.locator("#modal")).to_be_visible()


async def test_a_command_is_completed_and_its_answer_is_for_my_eyes_only(app, visit):
    page = await visit()
    await page.focus("#composer-text")
    await page.keyboard.type("/st")
    await expect(page.locator("#suggestions")).to_contain_text("/stretch [lower | help]")
    await page.keyboard.press("Tab")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    assert (await app.hears(command="/stretch"))["text"] == "lower"
    await app.respond(text="Cat and cow", blocks=CARD)
    message = page.locator(".message-ephemeral")
    await expect(message).to_contain_text("Only visible to you")
    await expect(message.locator("strong", has_text="tall")).to_be_visible()
    await expect(page.locator("#said")).to_have_text("Limber, only to you: Cat and cow")


async def test_a_window_is_used_by_keyboard_alone_and_keeps_the_focus_on_next(app, visit):
    def screen(words, *buttons):
        return modal(section(words), actions(*buttons), notify_on_close=True)

    page = await visit()
    back, forward = button("back", "Back"), button("next", "Next", style="primary")
    await opened(app, page, screen("One", back, forward))
    for number in ("Two", "Three"):
        await page.keyboard.press("Enter")
        clicked = await app.hears(type="block_actions")
        assert clicked["actions"][0]["action_id"] == "next"
        await app.web.views_update(view_id=clicked["view"]["id"], view=screen(number, back, forward))
        await expect(page.locator("#modal .blocks")).to_contain_text(number)
    await app.web.views_update(
        view_id=clicked["view"]["id"], view=screen("End", button("again", "Again", style="primary"))
    )
    await expect(page.locator("#modal").get_by_role("button", name="Again")).to_be_focused()
    await expect(page.locator("#modal [aria-live]")).to_have_text("Title. End")
    await page.keyboard.press("Escape")
    await expect(page.locator("#modal")).to_be_hidden()
    assert (await app.hears(type="view_closed"))["view"]["title"]["text"] == "Title"


async def test_what_was_typed_stays_when_the_app_changes_the_window(app, visit):
    page = await visit()
    area = field("area", "area", select("area", "lower", "upper"), dispatch_action=True)
    await opened(app, page, modal(area, field("note", "note")))
    await page.fill("#modal [data-action=note]", "Not before ten")
    await page.select_option("#modal [data-action=area]", "upper")
    clicked = await app.hears(type="block_actions")
    assert clicked["view"]["state"]["values"]["note"]["note"]["value"] == "Not before ten"
    await app.web.views_update(
        view_id=clicked["view"]["id"], view=modal(section("Upper it is"), area, field("note", "note"))
    )
    await expect(page.locator("#modal")).to_contain_text("Upper it is")
    assert await page.input_value("#modal [data-action=note]") == "Not before ten"
    assert await page.input_value("#modal [data-action=area]") == "upper"


async def test_a_refused_form_says_why_at_the_field(app, visit):
    page = await visit()
    await opened(app, page, modal(field("name", "name"), field("time", "time")))
    await page.fill("#modal [data-action=name]", "Cat")
    await page.keyboard.press("Enter")
    time = page.locator("#modal [data-action=time]")
    await expect(time).to_be_focused()
    await expect(time).to_have_accessible_description("Please fill this in.")
    await time.fill("25:00")
    app.answer = {"response_action": "errors", "errors": {"time": "There is no such hour."}}
    await page.keyboard.press("Enter")
    await expect(time).to_have_accessible_description("There is no such hour.")
    await expect(time).to_be_focused()
    assert await page.input_value("#modal [data-action=name]") == "Cat"


async def test_a_picture_is_loaded_once_until_its_address_changes(play, app, visit, pictures):
    page = await visit()
    await opened(app, page, modal(section("One"), image(f"{pictures.address}/a.gif?1")))
    await expect(page.get_by_alt_text("A stretch")).to_have_js_property("naturalWidth", 60)
    node = await page.query_selector("#modal img")
    view = play.view("U0ANA").id
    await app.web.views_update(view_id=view, view=modal(section("Two"), image(f"{pictures.address}/a.gif?1")))
    await expect(page.locator("#modal")).to_contain_text("Two")
    assert await node.evaluate("(node) => node.isConnected")
    await app.web.views_update(view_id=view, view=modal(section("Three"), image(f"{pictures.address}/a.gif?2")))
    await expect(page.locator("#modal img[data-waiting]")).to_have_count(0)
    assert not await node.evaluate("(node) => node.isConnected")
    assert pictures.asked == ["/a.gif?1", "/a.gif?2"]


async def test_what_looks_like_markup_is_shown_as_text(app, visit):
    page = await visit()
    evil = "<img src=x onerror=document.title=1> <javascript:document.title=1|press> <script>document.title=1</script>"
    await app.web.chat_postMessage(
        channel="C0GENERAL", text="x", blocks=[section(evil), {"type": "header", "text": plain(evil)}]
    )
    await expect(page.locator(".message h3")).to_have_text(evil)
    assert await page.locator(".message :is(img, script, a)").count() == 0
    assert await page.title() == "#general · Playground"


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


async def test_every_kind_of_element_tells_the_app_what_was_chosen(app, visit):
    page = await visit()
    elements = [
        select("pick", "one", "two"),
        {"type": "datepicker", "action_id": "day"},
        {"type": "datetimepicker", "action_id": "moment"},
        {"type": "checkboxes", "action_id": "boxes", "options": [option("neck"), option("hips")]},
        {"type": "overflow", "action_id": "more", "options": [option("later"), option("never")]},
        button(
            "gone",
            "Delete",
            confirm={
                "title": plain("Sure?"),
                "text": plain("All of it."),
                "confirm": plain("Yes"),
                "deny": plain("No"),
            },
        ),
    ]
    await app.web.chat_postMessage(channel="C0GENERAL", text="x", blocks=[actions(*elements)])

    async def chosen(key):
        return (await app.hears(type="block_actions"))["actions"][0][key]

    await page.select_option("[data-action=pick]", "two")
    assert (await chosen("selected_option"))["value"] == "two"
    await page.fill("[data-action=day]", "2027-01-15")
    assert await chosen("selected_date") == "2027-01-15"
    await page.fill("[data-action=moment]", "2027-01-15T12:00")
    assert await chosen("selected_date_time") == 1800010800
    await page.get_by_label("hips").check()
    assert [each["value"] for each in await chosen("selected_options")] == ["hips"]
    await page.get_by_role("button", name="More choices").press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    assert (await chosen("selected_option"))["value"] == "never"
    await page.get_by_role("button", name="Delete").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Yes").click()
    assert await chosen("action_id") == "gone"


async def test_a_menu_asks_the_app_for_its_options_as_one_types(app, visit):
    page = await visit()
    zone = {"type": "external_select", "action_id": "zone", "min_query_length": 2}
    await opened(app, page, modal(field("zone", "zone", zone)))
    app.answer = {"options": [option("Berlin"), option("Bern")]}
    await page.keyboard.type("be")
    await expect(page.get_by_role("option")).to_have_text(["Berlin", "Bern"])
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    app.answer = None
    await page.get_by_role("button", name="Done").click()
    values = (await app.hears(type="view_submission"))["view"]["state"]["values"]
    assert values["zone"]["zone"]["selected_option"]["value"] == "Bern"


async def test_at_375_pixels_nothing_is_wider_than_the_window(app, visit):
    page = await visit(width=375, place="#home")
    assert await page.evaluate(TOO_WIDE) <= 0
    await page.get_by_label("Channels and people").click()
    await page.locator(".picker summary").click()
    assert await page.evaluate(TOO_WIDE) <= 0
    await page.locator(".place", has_text="general").click()
    await app.web.chat_postMessage(channel="C0GENERAL", text="x" * 200, blocks=[section("x" * 200), *CARD])
    await expect(page.locator(".message")).to_be_visible()
    assert await page.evaluate(TOO_WIDE) <= 0
    await opened(app, page, modal(section("y" * 200), *CARD, field("name", "name")))
    assert await page.evaluate(TOO_WIDE) <= 0
    assert await page.locator("#modal").evaluate("(dialog) => dialog.getBoundingClientRect().width") == 375


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_stand_out_by_day_and_by_night(app, visit, scheme):
    page = await visit(color_scheme=scheme, reduced_motion="reduce")
    await app.web.chat_postMessage(
        channel="C0GENERAL", text="x", blocks=[section("<@U0ANA> `code` <#C0GENERAL>"), *CARD]
    )
    await say(page, "/nothing")
    await expect(page.get_by_role("alert")).to_be_visible()
    assert await page.evaluate(PALE_WORDS) == []
    await opened(
        app,
        page,
        modal(*CARD, field("name", "name", hint=plain("Any name"), optional=True), field("time", "time")),
    )
    await page.get_by_role("button", name="Done").click()
    await expect(page.locator("#modal .error")).to_be_visible()
    assert await page.evaluate(PALE_WORDS) == []


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
    await expect(page.locator("#notices")).to_contain_text("not reachable")
    async with Playground(manifest, port=port) as again:
        await again.workspace_says("Back") if hasattr(again, "workspace_says") else again.workspace.post(
            "C0GENERAL", "U0BEN", text="Back again"
        )
        await expect(page.locator(".messages")).to_contain_text("Back again")
