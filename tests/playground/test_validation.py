"""Validation through the Web API: errors between blocks, sizes, generated ids and images."""

from copy import deepcopy

import pytest
from aiohttp import web as http
from slack_api import refused
from slack_pieces import actions, button, field, home, image, modal, option, plain, section, select


async def post(web, *blocks):
    return await refused(web.chat_postMessage(channel="C0GENERAL", text="x", blocks=deepcopy(blocks)))


async def test_the_reasons_come_with_the_refusal(play, web):
    answer = await post(web, {"type": "marquee"})
    reason = "unsupported type: marquee [json-pointer:/blocks/0/type]"
    assert (answer["error"], answer["errors"]) == ("invalid_blocks", [reason])
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {reason}"]
    assert reason in play.problems[-1].text


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        ([section(block_id="a"), section(block_id="a")], "block_id a already exists"),
        ([actions(button("a"), button("a"))], "action_id a already exists"),
        ([actions(select("s", "a", initial_option=option("b")))], "initial option must be one of the options"),
        ([actions(select("s", "a", focus_on_load=True), select("t", "a", focus_on_load=True))], "only one element"),
        ([field(element={"type": "file_input", "action_id": "f"})], "outside a modal"),
        ([actions({"type": "channels_select", "action_id": "c", "response_url_enabled": True})], "only for an input"),
    ],
)
async def test_blocks_that_do_not_go_together_are_refused(web, blocks, reason):
    answer = await post(web, *blocks)
    assert answer["error"] == "invalid_blocks"
    assert reason in answer["errors"][0]


async def test_too_much_text_in_all_blocks_is_refused(web):
    assert (await post(web, *[section("x" * 3000)] * 5))["error"] == "msg_blocks_too_long"


async def test_a_modal_with_fields_needs_a_submit_button(play, app):
    await play.command("U0ANA", "C0GENERAL", "/stretch")
    view = modal(field())
    del view["submit"]
    answer = await refused(app.web.views_open(trigger_id=app.last["trigger_id"], view=view))
    assert answer["error"] == "invalid_arguments"
    assert "submit" in answer["response_metadata"]["messages"][0]


async def test_a_view_over_250_kilobytes_is_too_large(web):
    fat = home(*[{"type": "section", "fields": [plain("x" * 2000)] * 10}] * 13)
    assert (await refused(web.views_publish(user_id="U0ANA", view=fat)))["error"] == "view_too_large"


async def test_blocks_and_elements_without_a_name_get_one(play, web):
    await web.chat_postMessage(channel="C0GENERAL", text="x", blocks=[actions({"type": "button", "text": plain("Go")})])
    block = play.messages("C0GENERAL")[-1].blocks[0]
    assert block["block_id"]
    assert block["elements"][0]["action_id"]


async def good(request):
    return http.Response(body=b"png", content_type="image/png")


async def text(request):
    return http.Response(text="no picture")


@pytest.fixture
async def image_server():
    """Serves one image and one text."""
    app = http.Application()
    app.add_routes([http.get("/good.png", good), http.get("/text.png", text)])
    runner = http.AppRunner(app)
    await runner.setup()
    await http.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.mark.parametrize("name", ["missing.png", "text.png"])
async def test_a_picture_that_does_not_load_refuses_the_whole_message(play, web, image_server, name):
    answer = await post(web, section(), image(f"{image_server}/{name}"))
    assert answer["errors"] == ["downloading image failed [json-pointer:/blocks/1/image_url]"]
    assert play.messages("C0GENERAL") == []


async def test_pictures_that_load_are_shown_and_foreign_ones_are_trusted(web, image_server):
    blocks = [image(f"{image_server}/good.png"), image("https://pictures.invalid/a.png")]
    assert (await web.chat_postMessage(channel="C0GENERAL", text="x", blocks=blocks))["ok"]


async def test_a_picture_beside_a_text_blocks_nothing(web, image_server):
    blocks = [section(accessory=image(f"{image_server}/missing.png"))]
    assert (await web.chat_postMessage(channel="C0GENERAL", text="x", blocks=blocks))["ok"]


async def test_pictures_of_a_home_tab_are_loaded_too(web, image_server):
    answer = await refused(web.views_publish(user_id="U0ANA", view=home(image(f"{image_server}/missing.png"))))
    assert "[json-pointer:/view/blocks/0/image_url]" in answer["response_metadata"]["messages"][0]
