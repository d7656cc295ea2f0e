"""Modals and interactive elements on the page, in a real browser."""

import pytest
from browser import BOX
from page_steps import opened, say
from playwright.async_api import expect
from slack_pieces import actions, button, context, field, image, modal, option, plain, section, select

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]


async def test_a_window_is_used_by_keyboard_alone_and_keeps_the_focus_on_next(app, visit):
    def screen(words, *buttons):
        return modal(section(words), actions(*buttons), notify_on_close=True)

    page = await visit()
    back, forward = button("back", "Back"), button("next", "Next", style="primary")
    await opened(app, page, screen("One", back, forward))
    for number in ("Two", "Three"):
        await page.keyboard.press("Enter")
        clicked = await app.next_payload(type="block_actions")
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
    assert (await app.next_payload(type="view_closed"))["view"]["title"]["text"] == "Title"


async def test_what_was_typed_stays_when_the_app_changes_the_window(app, visit):
    page = await visit()
    area = field("area", "area", select("area", "lower", "upper"), dispatch_action=True)
    await opened(app, page, modal(area, field("note", "note")))
    await page.fill("#modal [data-action=note]", "Not before ten")
    await page.select_option("#modal [data-action=area]", "upper")
    clicked = await app.next_payload(type="block_actions")
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
    await expect(page.locator("#modal")).to_contain_text("Three")
    await expect(page.locator("#modal img[data-waiting]")).to_have_count(0)
    assert not await node.evaluate("(node) => node.isConnected")
    assert pictures.asked == ["/a.gif?1", "/a.gif?2"]


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
        return (await app.next_payload(type="block_actions"))["actions"][0][key]

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


async def test_a_menu_of_several_shows_what_is_chosen_until_it_is_opened(app, visit):
    page, (first, second) = await visit(), (option("a"), option("b"))
    menu = {"type": "multi_static_select", "action_id": "pick", "placeholder": plain("Choose any")}
    await opened(app, page, modal(field(element=menu | {"options": [first, second], "initial_options": [second]})))
    group = page.locator("#modal [data-action=pick]")
    await expect(group.get_by_role("checkbox")).to_have_count(1)
    await group.get_by_role("button", name="Choose any").press("Enter")
    await expect(group.get_by_role("checkbox")).to_have_count(2)
    await group.get_by_role("checkbox").first.check()
    await group.get_by_role("checkbox").last.uncheck()
    await group.get_by_role("button", name="Choose any").press("Enter")
    await expect(group.get_by_role("checkbox")).to_have_count(1)
    await group.get_by_role("checkbox").press("Space")
    await expect(group.get_by_role("checkbox")).to_be_focused()


async def test_an_update_is_announced_line_by_line_with_the_picture_and_without_the_buttons(app, visit, pictures):
    page = await visit()
    await opened(app, page, modal(section("Ready?")))
    lines = section("*Let your belly sink*\n8 seconds to get ready")
    steps = section("• Drop your belly.\n• Lift your chin.")
    hold = modal(
        context("Cat · ▰▰▱▱"), image(f"{pictures.address}/a.gif"), lines, actions(button("back", "Back")), steps
    )
    app.answer = {"response_action": "update", "view": hold}
    await page.keyboard.press("Enter")
    await expect(page.locator("#modal [aria-live]")).to_have_text(
        "Title. Cat. A stretch. Let your belly sink. 8 seconds to get ready. Drop your belly. Lift your chin."
    )


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
    values = (await app.next_payload(type="view_submission"))["view"]["state"]["values"]
    assert values["zone"]["zone"]["selected_option"]["value"] == "Bern"


ZONE = {"type": "external_select", "action_id": "zone", "min_query_length": 2, "initial_option": option("Kolkata")}


async def submitted_zone(app, page):
    app.answer = None
    await page.get_by_role("button", name="Done").click()
    values = (await app.next_payload(type="view_submission"))["view"]["state"]["values"]
    return values["zone"]["zone"]["selected_option"]["value"]


@pytest.mark.parametrize("waits", [True, False])
async def test_enter_takes_the_first_suggestion_even_before_it_is_shown(app, visit, waits):
    page = await visit()
    await opened(app, page, modal(field("zone", "zone", ZONE)))
    app.answer = {"options": [option("Berlin"), option("Bern")]}
    menu = page.get_by_role("combobox", name="Name")
    await menu.fill("be")
    if waits:
        await expect(page.get_by_role("option")).to_have_count(2)
        await expect(page.locator("#modal [aria-live]")).to_have_text("2 choices. Press Enter for Berlin.")
    await page.keyboard.press("Enter")
    await expect(menu).to_have_value("Berlin")
    await expect(page.get_by_role("listbox", name="Choices")).to_have_count(0)
    await page.keyboard.press("Tab")
    await expect(menu).to_have_value("Berlin")
    assert await submitted_zone(app, page) == "Berlin"


async def test_what_was_typed_but_not_taken_gives_way_to_what_is_chosen(app, visit):
    page = await visit()
    await opened(app, page, modal(field("zone", "zone", ZONE)))
    app.answer = {"options": []}
    menu = page.get_by_role("combobox", name="Name")
    await menu.fill("xyz")
    await expect(page.get_by_role("listbox", name="Choices")).to_have_text("No results")
    await expect(page.locator("#modal [aria-live]")).to_have_text("No results")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await expect(menu).to_have_value("Kolkata")
    assert await submitted_zone(app, page) == "Kolkata"


async def test_a_text_field_that_a_key_leads_to_is_in_sight_as_a_whole(app, visit):
    page = await visit(width=375, height=740)
    note = {"type": "plain_text_input", "action_id": "note", "multiline": True}
    await opened(app, page, modal(*(field(f"line{number}") for number in range(6)), field("note", "note", note)))
    body = await page.locator(".modal-body").evaluate(BOX)
    for key in ("Tab", "Shift+Tab"):
        for _ in range(6):
            await page.keyboard.press(key)
            box = await page.locator("#modal :focus").evaluate(BOX)
            assert (body["top"] < box["top"], box["bottom"] < body["bottom"]) == (True, True)


async def test_the_list_of_people_closes_when_a_window_opens(app, visit):
    page = await visit()
    await say(page, "/stretch lower")
    typed = await app.next_payload(command="/stretch")
    await page.locator(".picker summary").click()
    await expect(page.locator(".picker-list")).to_be_visible()
    await app.web.views_open(trigger_id=typed["trigger_id"], view=modal())
    await expect(page.locator("#modal")).to_be_visible()
    await expect(page.locator(".picker-list")).to_be_hidden()
