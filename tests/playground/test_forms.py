"""View submissions, response actions and closed views."""

import pytest
from slack_app import open_modal
from slack_pieces import field, home, modal, section

from bot.playground import MissedAck
from bot.playground.errors import InvalidFormError


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
async def test_a_wrong_answer_to_a_form_is_a_problem_and_the_window_stays(play, app, answer):
    view = await open_modal(play, app, modal(field()))
    app.answer = answer
    await play.submit("U0ANA", view, {"name": {"name": "Ana"}})
    assert "submitted window" in play.problems[-1].text
    assert play.view("U0ANA").id == view.id


@pytest.mark.parametrize("ack_timeout_seconds", [0.1])
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
