"""Trigger ids, response URLs and views: expiry, number of uses, stacking and hashes."""

import pytest
from slack_api import error
from slack_pieces import actions, button, field, modal, section, select


@pytest.fixture
async def open_view(play, app):
    """Opens a modal with the trigger of a new command."""

    async def opened(*blocks, **more):
        await play.command("U0ANA", "C0GENERAL", "/stretch")
        return (await app.web.views_open(trigger_id=app.last["trigger_id"], view=modal(*blocks, **more)))["view"]

    return opened


async def test_a_trigger_opens_a_modal_for_whoever_acted(play, app):
    await play.command("U0BEN", "C0GENERAL", "/stretch")
    await app.web.views_open(trigger_id=app.last["trigger_id"], view=modal())
    assert play.view("U0BEN").type == "modal"
    assert play.view("U0ANA") is None


async def test_a_trigger_lives_three_seconds(play, app, clock):
    await play.command("U0ANA", "C0GENERAL", "/stretch")
    clock.now += 3.1
    assert await error(app.web.views_open(trigger_id=app.last["trigger_id"], view=modal())) == "expired_trigger_id"


async def test_a_trigger_works_once(play, app):
    await play.command("U0ANA", "C0GENERAL", "/stretch")
    trigger = app.last["trigger_id"]
    await app.web.views_open(trigger_id=trigger, view=modal())
    assert await error(app.web.views_open(trigger_id=trigger, view=modal())) == "exchanged_trigger_id"


async def test_an_invented_trigger_is_invalid(web):
    assert await error(web.views_open(trigger_id="1.2", view=modal())) == "invalid_trigger_id"


async def test_three_modals_may_lie_upon_each_other(play, app, open_view):
    await open_view(actions(button()))
    for _ in range(2):
        await play.click("U0ANA", play.view("U0ANA"), "go")
        await app.web.views_push(trigger_id=app.last["trigger_id"], view=modal(actions(button())))
    await play.click("U0ANA", play.view("U0ANA"), "go")
    assert await error(app.web.views_push(trigger_id=app.last["trigger_id"], view=modal())) == "push_limit_reached"


async def test_a_view_is_pushed_only_from_within_a_modal(play, app):
    await play.command("U0ANA", "C0GENERAL", "/stretch")
    assert await error(app.web.views_push(trigger_id=app.last["trigger_id"], view=modal())) == "invalid_trigger_id"


async def test_closing_all_takes_the_whole_stack(play, app, open_view):
    await open_view(actions(button()), notify_on_close=True)
    await play.click("U0ANA", play.view("U0ANA"), "go")
    await app.web.views_push(trigger_id=app.last["trigger_id"], view=modal(notify_on_close=True))
    assert len(await play.close("U0ANA", play.view("U0ANA"), whole_stack=True)) == 2
    assert app.last["is_cleared"] is True
    assert play.view("U0ANA") is None


async def test_a_covered_window_cannot_be_used(play, app, open_view):
    await open_view(actions(button()))
    below = play.view("U0ANA")
    await play.click("U0ANA", below, "go")
    await app.web.views_push(trigger_id=app.last["trigger_id"], view=modal())
    with pytest.raises(ValueError, match="covers"):
        await play.click("U0ANA", below, "go")
    await play.close("U0ANA", play.view("U0ANA"))
    await play.click("U0ANA", below, "go")


async def test_two_windows_at_once_are_two_roots(play, open_view):
    first, second = await open_view(), await open_view()
    assert first["root_view_id"] != second["root_view_id"]
    assert play.view("U0ANA").id == second["id"]


async def test_an_update_needs_the_current_hash_if_it_names_one(play, app, open_view):
    view = await open_view()
    await app.web.views_update(view_id=view["id"], hash=view["hash"], view=modal(section("Two")))
    again = app.web.views_update(view_id=view["id"], hash=view["hash"], view=modal())
    assert await error(again) == "hash_conflict"
    await app.web.views_update(view_id=view["id"], view=modal(section("Three")))
    assert play.view("U0ANA").words == "Title\nThree"


async def test_a_closed_or_unknown_view_is_not_found(play, app, open_view):
    view = await open_view()
    await play.close("U0ANA", play.view("U0ANA"))
    assert await error(app.web.views_update(view_id=view["id"], view=modal())) == "not_found"
    assert await error(app.web.views_update(external_id="nobody", view=modal())) == "not_found"


async def test_an_external_id_names_one_view(play, app, open_view):
    await open_view(external_id="mine")
    await app.web.views_update(external_id="mine", view=modal(section("Two"), external_id="mine"))
    assert play.view("U0ANA").words == "Title\nTwo"
    await play.command("U0BEN", "C0GENERAL", "/stretch")
    twin = app.web.views_open(trigger_id=app.last["trigger_id"], view=modal(external_id="mine"))
    assert await error(twin) == "duplicate_external_id"


async def test_what_was_entered_stays_where_the_names_stay(play, app, open_view):
    picked = actions(select("pick", "a", "b"), button(), block_id="row")
    view = await open_view(picked, field())
    await play.click("U0ANA", play.view("U0ANA"), "pick", selected="b", values={"name": {"name": "Ana"}})
    await app.web.views_update(view_id=view["id"], view=modal(picked, field("other", "name")))
    await play.click("U0ANA", play.view("U0ANA"), "go")
    values = app.last["view"]["state"]["values"]
    assert values["row"]["pick"]["selected_option"]["value"] == "b"
    assert values["other"]["name"]["value"] is None


async def test_a_home_tab_is_no_modal(web):
    view = (await web.views_publish(user_id="U0ANA", view={"type": "home", "blocks": [section()]}))["view"]
    assert await error(web.views_update(view_id=view["id"], view=modal())) == "invalid_arguments"


async def test_a_response_url_answers_the_asker_without_membership(play, app):
    await play.command("U0ANA", "C0LEADS", "/stretch")
    assert (await app.respond(text="Here")).body == "ok"
    assert [m.text for m in play.messages("C0LEADS", "U0ANA")] == ["Here"]
    assert play.messages("C0LEADS", "U0BEN") == []


async def test_a_response_url_can_answer_everybody(play, app):
    await play.command("U0ANA", "C0GENERAL", "/stretch")
    await app.respond(text="Here", response_type="in_channel")
    assert play.messages("C0GENERAL", "U0BEN")[-1].text == "Here"


async def test_a_response_url_takes_five_answers(play, app):
    await play.command("U0ANA", "C0GENERAL", "/stretch")
    statuses = [(await app.respond(text=str(number))).status_code for number in range(6)]
    assert statuses == [200] * 5 + [404]
    assert "used_url" in play.problems[-1].text


async def test_a_response_url_lives_thirty_minutes(play, app, clock):
    await play.command("U0ANA", "C0GENERAL", "/stretch")
    clock.now += 30 * 60 + 1
    answer = await app.respond(text="Late")
    assert (answer.status_code, "expired_url" in answer.body) == (404, True)


async def test_each_click_brings_five_new_answers(play, app, private_card):
    for _ in range(2):
        await play.click("U0ANA", private_card, "go")
        statuses = [(await app.respond(text="x", replace_original=False)).status_code for _ in range(5)]
        assert statuses == [200] * 5


async def test_a_click_lets_the_ephemeral_message_be_replaced(play, app, private_card):
    await play.click("U0ANA", private_card, "go")
    await app.respond(text="New", replace_original=True)
    assert [(m.ts, m.text, m.blocks) for m in play.ephemerals("U0ANA")] == [(private_card.ts, "New", [])]


async def test_a_click_lets_the_message_be_deleted(play, app, card):
    await play.click("U0ANA", card, "go")
    await app.respond(delete_original=True)
    assert play.messages("C0GENERAL") == []


async def test_a_commands_url_replaces_nothing(play, app):
    await play.command("U0ANA", "C0GENERAL", "/stretch")
    await app.respond(text="One")
    await app.respond(text="Two", replace_original=True)
    assert [m.text for m in play.ephemerals("U0ANA")] == ["One", "Two"]


@pytest.mark.parametrize("answer", [{"text": ""}, {"blocks": [{"type": "marquee"}]}])
async def test_a_response_url_is_as_strict_as_a_message(play, app, answer):
    await play.command("U0ANA", "C0GENERAL", "/stretch")
    assert (await app.respond(**answer)).status_code == 400
    assert "response URL" in play.problems[-1].text
