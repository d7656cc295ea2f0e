"""The step of Workflow Builder: it posts a break and the workflow goes on, or it stops with a sentence that helps."""

from typing import Any

import pytest
from quick_app import QuickApp
from slack_client import refused

from bot.domain.formatting import exercise_names


def posts(app: QuickApp) -> list[dict[str, Any]]:
    return [call for call in app.slack.calls["chat_postMessage"] if call["channel"].startswith("C")]


def ended(app: QuickApp) -> list[dict[str, Any]]:
    """How the workflow went on or stopped: all calls that say so."""
    return app.slack.calls["functions_completeSuccess"] + app.slack.calls["functions_completeError"]


def why_it_stopped(app: QuickApp) -> str:
    [said] = ended(app)
    return str(said["error"])


async def test_a_break_is_posted_and_the_workflow_goes_on_with_its_name(app: QuickApp) -> None:
    await app.runs_step(channel="C1", what="neck", person="U2")
    [posted] = await app.store.breaks.due(app.clock())
    routine = app.library.exercises_of(posted.slugs)
    assert (posted.state, posted.set_by) == ("posted", "U2")
    assert len(posts(app)) == 1
    assert all("neck" in each.areas for each in routine)
    [said] = ended(app)
    assert said == {"function_execution_id": "Fx1", "outputs": {"stretches": exercise_names(routine)}}


@pytest.mark.parametrize("what", ["", "5 minutes", "hands and wrists"])
async def test_a_length_a_set_or_nothing_will_do_and_nobody_has_to_ask(app: QuickApp, what: str) -> None:
    await app.runs_step(channel="C1", what=what)
    assert ended(app)[0]["outputs"]["stretches"]
    assert app.slack.calls["users_info"] == []


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("not_in_channel", "I'm not in the channel. Type /invite @limber there."),
        ("is_archived", "The channel is archived. Unarchive it to have breaks again."),
        ("missing_scope", "An admin can fix that by reinstalling the app."),
    ],
)
async def test_a_channel_that_takes_no_break_stops_it(app: QuickApp, code: str, sentence: str) -> None:
    app.slack.will("chat_postMessage", refused(code))
    await app.runs_step(channel="C1")
    assert sentence in why_it_stopped(app)


async def test_words_that_name_nothing_stop_it(app: QuickApp) -> None:
    await app.runs_step(channel="C1", what="<elbow> & knee")
    assert why_it_stopped(app).startswith("I can't post “&lt;elbow&gt; &amp; knee” as a break.")
    assert posts(app) == []


async def test_three_breaks_an_hour_are_enough(app: QuickApp) -> None:
    for _ in range(4):
        await app.runs_step(channel="C1")
        app.clock.forward(minutes=1)
    assert len(posts(app)) == 3
    assert "That's enough breaks for this hour." in str(ended(app)[-1]["error"])


async def test_workflows_without_a_person_have_no_limit_of_their_own(app: QuickApp) -> None:
    for number in range(11):
        await app.runs_step(channel=f"C{number}")
    assert len(posts(app)) == 11


async def test_a_guest_for_whom_a_workflow_asks_stops_it(app: QuickApp) -> None:
    app.slack.will("users_info", {"user": {"id": "U2", "is_restricted": True}})
    await app.runs_step(channel="C1", person="U2")
    assert "only members can set them up" in why_it_stopped(app)


async def test_something_unexpected_stops_it_with_a_code(app: QuickApp, caplog: pytest.LogCaptureFixture) -> None:
    app.slack.will("functions_completeSuccess", RuntimeError("oh"))
    await app.runs_step(channel="C1")
    assert "give your admin this code" in str(ended(app)[-1]["error"])
    assert "unexpected error" in caplog.text


async def test_a_workflow_that_cannot_be_told_leaves_a_line_in_the_log(
    app: QuickApp, caplog: pytest.LogCaptureFixture
) -> None:
    app.slack.will("functions_completeError", refused("function_execution_not_found"))
    await app.runs_step(channel="C1", what="elbow")
    assert "a workflow was not told that its step failed" in caplog.text
