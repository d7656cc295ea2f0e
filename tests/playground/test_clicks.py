"""Clicks and choices: their payloads, and what is not available."""

import pytest
from slack_app import open_modal
from slack_pieces import actions, button, field, home, modal, option, plain, select


async def test_a_click_on_a_public_message_tells_the_message(play, app, card):
    await play.click("U0BEN", card, "go")
    payload = app.last
    action = {"type": "button", "action_id": "go", "block_id": "row", "text": plain("Go"), "value": "1"}
    place = {"type": "message", "message_ts": card.ts, "channel_id": "C0GENERAL", "is_ephemeral": False}
    assert action.items() <= payload["actions"][0].items()
    assert payload["container"] == place
    assert (payload["message"]["ts"], payload["user"]["id"], payload["state"]) == (card.ts, "U0BEN", {"values": {}})
    assert "view" not in payload


async def test_a_click_on_an_ephemeral_message_tells_no_message(play, app, private_card):
    await play.click("U0ANA", private_card, "go")
    assert "message" not in app.last
    assert app.last["container"]["is_ephemeral"] is True
    assert app.last["container"]["message_ts"] == private_card.ts


async def test_a_click_in_a_modal_tells_the_view_and_nothing_of_a_channel(play, app):
    view = await open_modal(play, app, modal(actions(button()), field()))
    await play.click("U0ANA", view, "go", values={"name": {"name": "Ana"}})
    payload = app.last
    assert payload["container"] == {"type": "view", "view_id": view.id}
    assert payload["view"]["state"]["values"]["name"]["name"] == {"type": "plain_text_input", "value": "Ana"}
    assert payload["hash"] == payload["view"]["hash"] == view.hash
    assert not {"channel", "message", "response_url"} & payload.keys()


async def test_a_click_on_home_tells_the_view(play, app):
    await app.web.views_publish(user_id="U0ANA", view=home(actions(button())))
    await play.click("U0ANA", play.home("U0ANA"), "go")
    assert app.last["view"]["type"] == "home"
    assert not {"channel", "message", "response_url"} & app.last.keys()


async def test_only_what_is_there_can_be_pressed(play, app, card):
    for wrong in ({"action_id": "fly"}, {"action_id": "go", "value": "7"}, {"action_id": "go", "block_id": "other"}):
        with pytest.raises(ValueError):
            await play.click("U0ANA", card, **wrong)
    assert app.requests == []


async def test_only_what_this_person_sees_can_be_pressed(play, app, private_card):
    view = await open_modal(play, app, modal(actions(button())))
    for where in (private_card, view):
        with pytest.raises(ValueError, match="isn't there any more"):
            await play.click("U0BEN", where, "go")


async def test_what_is_gone_cannot_be_pressed(play, app, card):
    await app.web.chat_update(channel=card.channel, ts=card.ts, text="Over")
    with pytest.raises(ValueError, match="nothing to press called go"):
        await play.click("U0ANA", card, "go")
    await app.web.chat_delete(channel=card.channel, ts=card.ts)
    with pytest.raises(ValueError, match="isn't there any more"):
        await play.click("U0ANA", card, "go")


async def test_two_buttons_of_one_name_are_told_apart_by_value(play, app):
    rows = [actions(button("area", value="lower")), actions(button("area", value="upper"))]
    await app.web.chat_postMessage(channel="C0GENERAL", text="x", blocks=rows)
    message = play.messages("C0GENERAL")[-1]
    with pytest.raises(ValueError, match="say which"):
        await play.click("U0ANA", message, "area")
    await play.click("U0ANA", message, "area", value="upper")
    assert app.last["actions"][0]["value"] == "upper"


MENUS = [
    (select("pick", "a", "b"), "b", {"selected_option": option("b")}),
    ({"type": "overflow", "action_id": "pick", "options": [option("a")]}, "a", {"selected_option": option("a")}),
    ({"type": "checkboxes", "action_id": "pick", "options": [option("a")]}, ["a"], {"selected_options": [option("a")]}),
    ({"type": "users_select", "action_id": "pick"}, "U0BEN", {"selected_user": "U0BEN"}),
    ({"type": "datepicker", "action_id": "pick"}, "2027-01-15", {"selected_date": "2027-01-15"}),
    ({"type": "timepicker", "action_id": "pick"}, "15:00", {"selected_time": "15:00"}),
    ({"type": "datetimepicker", "action_id": "pick"}, 1_800_000_000, {"selected_date_time": 1_800_000_000}),
]


@pytest.mark.parametrize(("menu", "selected", "expected"), MENUS, ids=[menu["type"] for menu, _, _ in MENUS])
async def test_a_choice_is_told_in_its_own_words(play, app, menu, selected, expected):
    await app.web.chat_postMessage(channel="C0GENERAL", text="x", blocks=[actions(menu)])
    await play.click("U0ANA", play.messages("C0GENERAL")[-1], "pick", selected=selected)
    assert expected.items() <= app.last["actions"][0].items()


NOT_OFFERED = [(MENUS[n][0], value) for n, value in ((0, "z"), (1, "z"), (4, "soon"), (5, "25:00"), (6, "now"))]


@pytest.mark.parametrize(("menu", "selected"), NOT_OFFERED)
async def test_a_choice_that_is_not_offered_is_refused(play, app, menu, selected):
    await app.web.chat_postMessage(channel="C0GENERAL", text="x", blocks=[actions(menu)])
    with pytest.raises(ValueError):
        await play.click("U0ANA", play.messages("C0GENERAL")[-1], "pick", selected=selected)


async def test_a_message_remembers_each_persons_choice(play, app):
    row = actions(select("pick", "a"), button(), block_id="row")
    await app.web.chat_postMessage(channel="C0GENERAL", text="x", blocks=[row])
    message = play.messages("C0GENERAL")[-1]
    await play.click("U0ANA", message, "pick", selected="a")
    await play.click("U0ANA", message, "go")
    assert app.last["state"]["values"]["row"]["pick"]["selected_option"]["value"] == "a"
    await play.click("U0BEN", message, "go")
    assert app.last["state"]["values"]["row"]["pick"]["selected_option"] is None


async def test_what_is_said_with_the_acknowledgement_of_a_click_is_lost(play, app, card):
    app.answer = {"text": "Hello?"}
    await play.click("U0ANA", card, "go")
    assert "ignores" in play.problems[-1].text
