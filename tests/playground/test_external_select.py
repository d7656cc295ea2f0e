"""External selects, whose options are requested from the app."""

import pytest
from slack_pieces import field, modal, option, plain

MENU = {"type": "external_select", "action_id": "pick"}


async def menu(play, app, **more):
    """Open a modal with an external select for Ana."""
    app.answer = None
    await play.command("U0ANA", "C0GENERAL", "/stretch")
    view = modal(field("menu", element=MENU | more))
    await app.web.views_open(trigger_id=app.last["trigger_id"], view=view)
    return play.view("U0ANA")


async def test_the_app_is_told_what_is_typed_and_where(play, app):
    view = await menu(play, app, min_query_length=0)
    app.answer = {"options": [option("berlin")]}
    offered = await play.suggest("U0ANA", view, "pick", "ber")
    payload = app.last
    expected = {"type": "block_suggestion", "action_id": "pick", "block_id": "menu", "value": "ber"}
    assert expected.items() <= payload.items()
    assert payload["view"]["id"] == view.id
    assert not {"trigger_id", "response_url"} & payload.keys()
    assert offered == [{"options": [option("berlin")]}]


async def test_groups_are_offered_as_groups(play, app):
    view = await menu(play, app, min_query_length=0)
    groups = [{"label": plain("Europe"), "options": [option("berlin")]}]
    app.answer = {"option_groups": groups}
    assert await play.suggest("U0ANA", view, "pick") == groups


async def test_too_few_letters_ask_nothing(play, app):
    view = await menu(play, app)
    before = len(app.requests)
    assert await play.suggest("U0ANA", view, "pick", "be") == []
    assert len(app.requests) == before


async def test_what_was_offered_can_be_submitted(play, app):
    view = await menu(play, app, min_query_length=0)
    app.answer = {"options": [option("berlin"), option("tokyo")]}
    await play.suggest("U0ANA", view, "pick")
    app.answer = None
    await play.submit("U0ANA", view, {"menu": {"pick": "tokyo"}})
    assert app.last["view"]["state"]["values"]["menu"]["pick"]["selected_option"] == option("tokyo")


async def test_what_it_started_from_can_be_submitted(play, app):
    view = await menu(play, app, initial_option=option("paris"))
    await play.submit("U0ANA", view, {"menu": {"pick": "paris"}})
    assert app.last["view"]["state"]["values"]["menu"]["pick"]["selected_option"] == option("paris")


async def test_what_nobody_offered_cannot_be_submitted(play, app):
    view = await menu(play, app)
    with pytest.raises(ValueError, match="no option 'atlantis'"):
        await play.submit("U0ANA", view, {"menu": {"pick": "atlantis"}})


WRONG = [None, {}, {"options": "none"}, {"options": [{"value": "x"}]}, {"options": [option("x")] * 101}]


@pytest.mark.parametrize("answer", WRONG)
async def test_an_offer_that_slack_cannot_read_is_a_problem(play, app, answer):
    view = await menu(play, app, min_query_length=0)
    app.answer = answer
    assert await play.suggest("U0ANA", view, "pick") == []
    assert "cannot show what was offered" in play.problems[-1].text


async def test_no_match_is_no_problem(play, app):
    view = await menu(play, app, min_query_length=0)
    app.answer = {"options": []}
    assert [group["options"] for group in await play.suggest("U0ANA", view, "pick")] in ([], [[]])
    assert play.problems == []
