"""What is in sight without scrolling, on a laptop and on a phone, in a real browser."""

import pytest
from browser import BOX, OVERFLOW_PX
from page_steps import opened
from playwright.async_api import expect
from slack_pieces import actions, button, context, header, image, modal, option, section

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

STILL = {"reduced_motion": "reduce"}
LAPTOP, PHONE = {"width": 1280, "height": 820, **STILL}, {"width": 375, "height": 740, **STILL}
MORE = {"type": "overflow", "action_id": "more", "options": [option("steps"), option("sources")]}
ROW = actions(button("begin", "Start", style="primary"), button("another", "Another"), button("done", "Done"), MORE)

STEPS = section(
    "• Sit tall at the back of the seat, both feet flat on the floor.\n• Cross your left leg over your right leg.\n"
    "• Rest your right elbow against the outside of your left knee.\n• Put your left hand on the seat beside you.\n"
    "• Breathe out and slowly turn your chest to the left.\n• Let your head follow."
)


def card(pictures):
    """A card with as much above its buttons as a card may have."""
    return [
        header("Seated lower back rotation"),
        context("Lower back · in a chair, one without wheels or arms · about 1½ minutes"),
        image(f"{pictures.address}/large.gif"),
        context("Skip it after recent back surgery, and with osteoporosis turn only a little. Stop if anything hurts."),
        ROW,
    ]


async def in_sight(locator, above):
    """Whether all of an element is in the window, and above the top of another one."""
    box, limit = await locator.evaluate(BOX), await above.evaluate(BOX)
    return box["top"] >= 0 and box["left"] >= 0 and box["bottom"] <= limit["top"] and box["right"] <= limit["right"]


@pytest.mark.parametrize(("size", "tallest"), [(LAPTOP, 280), (PHONE, 220)])
async def test_a_card_with_a_picture_is_in_sight_with_all_of_its_buttons(app, visit, pictures, size, tallest):
    page = await visit(**size)
    await app.web.chat_postEphemeral(channel="C0GENERAL", user="U0ANA", text="x", blocks=card(pictures))
    message, composer = page.locator(".message"), page.locator("#composer")
    picture = message.get_by_role("img", name="A stretch")
    await expect(picture).to_have_js_property("naturalWidth", 800)
    box = await picture.evaluate(BOX)
    assert box["height"] <= tallest
    assert abs(box["width"] * 3 - box["height"] * 4) < 4
    assert box["width"] <= 360
    assert await in_sight(message.get_by_role("heading"), composer)
    tops = set()
    for name in ("Start", "Another", "Done", "More choices"):
        found = message.get_by_role("button", name=name)
        assert await in_sight(found, composer)
        tops.add((await found.evaluate(BOX))["top"])
    assert len(tops) == 1


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
async def test_a_window_shows_title_picture_buttons_and_footer_at_once(app, visit, pictures, size):
    page = await visit(**size)
    row = actions(button("back", "Back"), button("pause", "Pause"), button("hurts", "This hurts"))
    lines = section("*Turn to the left*\n18 seconds to get ready, then hold for *2 slow breaths* (10 seconds)")
    holds = modal(context("Hold 1 of 6"), image(f"{pictures.address}/large.gif"), lines, row, STEPS)
    await opened(app, page, holds)
    window = page.locator("#modal")
    await expect(window.get_by_role("img", name="A stretch")).to_have_js_property("naturalWidth", 800)
    foot = window.locator(".modal-foot")
    assert await in_sight(window.get_by_role("heading", name="Title"), foot)
    assert await in_sight(window.get_by_role("img", name="A stretch"), foot)
    assert await in_sight(window.get_by_role("button", name="This hurts"), foot)
    assert await in_sight(window.get_by_role("listitem").nth(5 if size == LAPTOP else 1), foot)
    assert (await foot.evaluate(BOX))["bottom"] <= size["height"]


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
async def test_the_footer_of_a_long_window_is_always_in_sight(app, visit, size):
    page = await visit(**size)
    await opened(app, page, modal(*[section(f"Line {number}") for number in range(60)]))
    for name in ("Close", "Done"):
        box = await page.locator(".modal-foot").get_by_role("button", name=name).evaluate(BOX)
        assert 0 < box["top"] < box["bottom"] <= size["height"]


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
async def test_a_picture_beside_a_text_is_a_small_square_at_its_right(app, visit, pictures, size):
    page = await visit(**size)
    beside = section("Two minutes for your *lower back*.\nSit or stand. Joining is optional.")
    blocks = [beside | {"accessory": image(f"{pictures.address}/large.gif")}, ROW]
    await app.web.chat_postMessage(channel="C0GENERAL", text="x", blocks=blocks)
    picture = page.locator(".message").get_by_role("img", name="A stretch")
    await expect(picture).to_have_js_property("naturalWidth", 800)
    box, words = await picture.evaluate(BOX), await page.locator(".message .section-words").evaluate(BOX)
    assert 88 <= box["width"] == box["height"] <= 100
    assert (box["left"] > words["right"], abs(box["top"] - words["top"]) < 4) == (True, True)


async def test_the_tabs_of_the_app_fit_a_phone(visit):
    page = await visit(**PHONE, place="#home")
    assert await page.evaluate(OVERFLOW_PX) <= 0
    for name in ("Home", "Messages"):
        tab = await page.get_by_role("link", name=name, exact=True).evaluate(BOX)
        assert (tab["height"] < 44, tab["right"] <= 375) == (True, True)
