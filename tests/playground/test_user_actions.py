"""What people do, what the app is told of it, and what becomes of the app's answer."""

import pytest
from slack_pieces import actions, button, field, home, modal, option, plain, section, select

from bot.playground import MissedAck, Playground
from bot.playground.user_actions import InvalidFormError


async def open_modal(play, app, view, user="U0ANA"):
    """A modal before this person's eyes, opened from a command."""
    app.answer = None
    await play.command(user, "C0GENERAL", "/stretch")
    await app.web.views_open(trigger_id=app.last["trigger_id"], view=view)
    return play.view(user)


async def test_a_command_arrives_as_a_form_would_bring_it(play, app):
    await play.command("U0ANA", "C0GENERAL", "/stretch  lower back ")
    told = app.last
    assert (told["command"], told["text"], told["is_enterprise_install"]) == ("/stretch", "lower back", "false")
    assert (told["user_id"], told["channel_id"], told["channel_name"]) == ("U0ANA", "C0GENERAL", "general")
    assert told["response_url"].startswith(f"{play.url}/response/")


@pytest.mark.parametrize(("channel", "name"), [("D0ANA", "directmessage"), ("C0LEADS", "privategroup")])
async def test_private_places_hide_their_names(play, app, channel, name):
    await play.command("U0ANA", channel, "/stretch")
    assert app.last["channel_name"] == name


CANNOT = [("U0ANA", "C0GENERAL", "/jump"), ("U0DEV", "C0LEADS", "/stretch"), ("U0NOBODY", "C0GENERAL", "/stretch")]


@pytest.mark.parametrize(("user", "channel", "text"), CANNOT)
async def test_what_a_person_cannot_type_is_refused(play, app, user, channel, text):
    with pytest.raises(ValueError):
        await play.command(user, channel, text)
    assert app.told == []


async def test_commands_are_escaped_when_the_manifest_asks_for_it(play, app):
    play.workspace.features["slash_commands"][0]["should_escape"] = True
    await play.command("U0ANA", "C0GENERAL", "/stretch @Ana #general #leads https://example.org/a mail@ana")
    assert app.last["text"] == "<@U0ANA> <#C0GENERAL|general> <#C0LEADS|> <https://example.org/a> mail@ana"


async def test_commands_arrive_as_typed_otherwise(play, app):
    await play.command("U0ANA", "C0GENERAL", "/stretch @Ana")
    assert app.last["text"] == "@Ana"


@pytest.mark.parametrize("answer", [{"text": "Here"}, {"text": "Here", "response_type": "ephemeral"}, "Here"])
async def test_an_answer_with_the_acknowledgement_is_for_the_asker(play, app, answer):
    app.answer = answer
    await play.command("U0ANA", "C0GENERAL", "/stretch")
    assert [message.text for message in play.ephemerals("U0ANA")] == ["Here"]
    assert play.messages("C0GENERAL") == []


async def test_an_answer_in_channel_shows_the_command_too(play, app):
    app.answer = {"text": "Here", "response_type": "in_channel"}
    await play.command("U0ANA", "C0GENERAL", "/stretch lower")
    shown = [(message.user, message.text) for message in play.messages("C0GENERAL")]
    assert shown == [("U0ANA", "/stretch lower"), ("U0LIMBER", "Here")]


@pytest.mark.parametrize("answer", [{"blocks": [{"type": "marquee"}]}, {"response_type": "ephemeral"}])
async def test_an_answer_that_cannot_be_shown_is_a_trouble(play, app, answer):
    app.answer = answer
    await play.command("U0ANA", "C0GENERAL", "/stretch")
    assert "Slack refused the answer to /stretch" in play.problems[-1].text


async def test_a_click_on_a_public_message_tells_the_message(play, app, card):
    await play.click("U0BEN", card, "go")
    told = app.last
    action = {"type": "button", "action_id": "go", "block_id": "row", "text": plain("Go"), "value": "1"}
    place = {"type": "message", "message_ts": card.ts, "channel_id": "C0GENERAL", "is_ephemeral": False}
    assert action.items() <= told["actions"][0].items()
    assert told["container"] == place
    assert (told["message"]["ts"], told["user"]["id"], told["state"]) == (card.ts, "U0BEN", {"values": {}})
    assert "view" not in told


async def test_a_click_on_an_ephemeral_message_tells_no_message(play, app, private_card):
    await play.click("U0ANA", private_card, "go")
    assert "message" not in app.last
    assert app.last["container"]["is_ephemeral"] is True
    assert app.last["container"]["message_ts"] == private_card.ts


async def test_a_click_in_a_modal_tells_the_view_and_nothing_of_a_channel(play, app):
    view = await open_modal(play, app, modal(actions(button()), field()))
    await play.click("U0ANA", view, "go", values={"name": {"name": "Ana"}})
    told = app.last
    assert told["container"] == {"type": "view", "view_id": view.id}
    assert told["view"]["state"]["values"]["name"]["name"] == {"type": "plain_text_input", "value": "Ana"}
    assert told["hash"] == told["view"]["hash"] == view.hash
    assert not {"channel", "message", "response_url"} & told.keys()


async def test_a_click_on_home_tells_the_view(play, app):
    await app.web.views_publish(user_id="U0ANA", view=home(actions(button())))
    await play.click("U0ANA", play.home("U0ANA"), "go")
    assert app.last["view"]["type"] == "home"
    assert not {"channel", "message", "response_url"} & app.last.keys()


async def test_only_what_is_there_can_be_pressed(play, app, card):
    for wrong in ({"action_id": "fly"}, {"action_id": "go", "value": "7"}, {"action_id": "go", "block_id": "other"}):
        with pytest.raises(ValueError):
            await play.click("U0ANA", card, **wrong)
    assert app.told == []


async def test_only_what_this_person_sees_can_be_pressed(play, app, private_card):
    view = await open_modal(play, app, modal(actions(button())))
    for where in (private_card, view):
        with pytest.raises(ValueError, match="no longer there"):
            await play.click("U0BEN", where, "go")


async def test_what_is_gone_cannot_be_pressed(play, app, card):
    await app.web.chat_update(channel=card.channel, ts=card.ts, text="Over")
    with pytest.raises(ValueError, match="nothing to press called go"):
        await play.click("U0ANA", card, "go")
    await app.web.chat_delete(channel=card.channel, ts=card.ts)
    with pytest.raises(ValueError, match="no longer there"):
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


async def test_a_form_tells_every_field_also_untouched_ones(play, app):
    blocks = [field(), field("when", "when", {"type": "timepicker", "action_id": "when"}, optional=True)]
    extra = {"type": "multi_users_select", "action_id": "who"}
    view = await open_modal(play, app, modal(*blocks, section(block_id="who", accessory=extra), callback_id="form"))
    await play.submit("U0ANA", view, {"name": {"name": "Ana"}})
    assert (app.last["type"], app.last["view"]["callback_id"]) == ("view_submission", "form")
    assert app.last["view"]["state"]["values"] == {
        "name": {"name": {"type": "plain_text_input", "value": "Ana"}},
        "when": {"when": {"type": "timepicker", "selected_time": None}},
        "who": {"who": {"type": "multi_users_select", "selected_users": []}},
    }


async def test_a_submitted_window_closes(play, app):
    await play.submit("U0ANA", await open_modal(play, app, modal()))
    assert play.view("U0ANA") is None


def typed(kind="plain_text_input", **limits):
    return field(element={"type": kind, "action_id": "name", **limits})


FIELDS = [
    (typed(), "", "required"),
    (typed(min_length=3), "ab", "3 to 3000"),
    (typed(max_length=3), "abcd", "0 to 3"),
    (typed("number_input", is_decimal_allowed=False), "1.5", "a number"),
    (typed("number_input", is_decimal_allowed=True, max_value="9"), 9.5, "too large"),
]


@pytest.mark.parametrize(("block", "value", "complaint"), FIELDS)
async def test_a_form_that_slacks_own_window_would_not_send_is_not_sent(play, app, block, value, complaint):
    view = await open_modal(play, app, modal(block))
    with pytest.raises(InvalidFormError, match=complaint):
        await play.submit("U0ANA", view, {"name": {"name": value}})
    assert app.last["command"] == "/stretch"


async def test_a_field_that_is_not_there_cannot_be_filled_in(play, app):
    view = await open_modal(play, app, modal(field()))
    with pytest.raises(ValueError, match="no field"):
        await play.submit("U0ANA", view, {"name": {"age": "7"}})


async def test_a_window_without_submit_cannot_be_submitted(play, app):
    view = modal()
    del view["submit"]
    with pytest.raises(ValueError, match="no submit"):
        await play.submit("U0ANA", await open_modal(play, app, view))


async def test_errors_go_back_to_their_fields(play, app):
    view = await open_modal(play, app, modal(field()))
    app.answer = {"response_action": "errors", "errors": {"name": "Too short"}}
    ack = await play.submit("U0ANA", view, {"name": {"name": "A"}})
    assert ack.errors == {"name": "Too short"}
    assert play.view("U0ANA").id == view.id


async def test_an_answer_can_show_another_view_or_push_one_or_clear_all(play, app):
    view = await open_modal(play, app, modal())
    app.answer = {"response_action": "update", "view": modal(section("Second"))}
    await play.submit("U0ANA", view)
    assert (play.view("U0ANA").id, play.view("U0ANA").words) == (view.id, "Title\nSecond")
    app.answer = {"response_action": "push", "view": modal(section("Third"))}
    await play.submit("U0ANA", play.view("U0ANA"))
    assert play.view("U0ANA").previous_view_id == view.id
    app.answer = {"response_action": "clear"}
    await play.submit("U0ANA", play.view("U0ANA"))
    assert play.view("U0ANA") is None


WRONG = [
    {"response_action": "errors", "errors": {"nowhere": "x"}},
    {"response_action": "errors", "errors": {}},
    {"response_action": "dance"},
    {"response_action": "update", "view": {"type": "modal"}},
    {"response_action": "update", "view": home()},
    {"response_action": "update"},
    {"text": "thanks"},
    "thanks",
]


@pytest.mark.parametrize("answer", WRONG, ids=str)
async def test_a_wrong_answer_to_a_form_is_a_trouble_and_the_window_stays(play, app, answer):
    view = await open_modal(play, app, modal(field()))
    app.answer = answer
    await play.submit("U0ANA", view, {"name": {"name": "Ana"}})
    assert "submitted window" in play.problems[-1].text
    assert play.view("U0ANA").id == view.id


async def test_an_unanswered_form_stays_open(play, app):
    view = await open_modal(play, app, modal())
    app.silent = True
    with pytest.raises(MissedAck):
        await play.submit("U0ANA", view)
    assert play.view("U0ANA").id == view.id


@pytest.mark.parametrize("wanted", [True, False])
async def test_closing_is_told_only_when_asked_for(play, app, wanted):
    view = await open_modal(play, app, modal(notify_on_close=wanted, private_metadata="7"))
    acks = await play.close("U0ANA", view)
    assert len(acks) == wanted
    assert play.view("U0ANA") is None
    if wanted:
        assert (app.last["type"], app.last["is_cleared"]) == ("view_closed", False)
        assert app.last["view"]["private_metadata"] == "7"


async def test_home_tells_the_view_once_there_is_one(play, app):
    await play.open_home("U0ANA")
    event = app.last["event"]
    expected = {"type": "app_home_opened", "tab": "home", "user": "U0ANA", "channel": "D0ANA"}
    assert expected.items() <= event.items()
    assert "view" not in event
    await app.web.views_publish(user_id="U0ANA", view=home())
    await play.open_home("U0ANA")
    assert app.last["event"]["view"]["id"] == play.home("U0ANA").id


async def test_an_app_that_did_not_ask_is_not_told_of_home(manifest):
    async with Playground(manifest | {"settings": {}}) as play:
        assert await play.open_home("U0ANA") is None
        assert play.problems == []


async def test_people_and_channels_can_be_added(play, app):
    play.add_person("U0EVE", "Eve", "Europe/Oslo")
    play.add_channel("C0RUN", "running", ["U0EVE", "U0LIMBER"])
    await play.command("U0EVE", "C0RUN", "/stretch")
    assert app.last["user_name"] == "eve"
    assert (await app.web.users_info(user="U0EVE"))["user"]["tz"] == "Europe/Oslo"
