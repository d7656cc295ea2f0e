"""What people press in a break's message."""

from datetime import timedelta
from typing import Any

import pytest
from manual_clock import MONDAY
from quick_app import QuickApp
from slack_client import refused

from bot.views import breaks as views

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def titled(view: dict[str, Any]) -> str:
    return view["title"]["text"]


@pytest.fixture
async def break_id(app: QuickApp) -> str:
    """A break that was posted in C1."""
    return (await app.quick_breaks.posted()).id


async def roster(app: QuickApp, id: str) -> list[tuple[str, bool]]:
    return [(person.user, person.done) for person in (await app.store.breaks.roster(id)).people]


PUBLIC = {"container": {"type": "message", "message_ts": "1.C1", "channel_id": "C1", "is_ephemeral": False}}


async def test_im_in_puts_on_the_roster_and_opens_the_guide_of_that_break(app: QuickApp, break_id: str) -> None:
    assert await app.clicks("break.join", break_id, **PUBLIC) == {}
    assert await roster(app, break_id) == [("U1", False)]
    assert titled(app.window()) == "Ready?"
    await app.submits(app.window())
    assert await roster(app, break_id) == [("U1", True)]


@pytest.mark.parametrize("code", ["expired_trigger_id", "internal_error"])
@pytest.mark.parametrize("ephemeral", [False, True])
async def test_where_the_guide_does_not_open_the_steps_are_given(
    app: QuickApp, break_id: str, code: str, ephemeral: bool
) -> None:
    app.slack.will("views_open", refused(code))
    container = PUBLIC["container"] | {"is_ephemeral": ephemeral}
    answer = await app.clicks("break.join", break_id, container=container)
    assert ("You are in" in answer["text"], answer["replace_original"]) == (True, ephemeral)
    assert await roster(app, break_id) == [("U1", False)]


async def test_done_counts_and_thanks_one_person_alone(app: QuickApp, break_id: str) -> None:
    answer = await app.clicks("break.done", break_id, **PUBLIC)
    assert ("first stretch this week" in answer["text"], answer["replace_original"]) == (True, False)
    assert await roster(app, break_id) == [("U1", True)]
    assert (await app.clicks("break.done", break_id))["replace_original"] is True


async def test_each_entry_of_the_menu_does_what_it_says(app: QuickApp, break_id: str) -> None:
    await app.clicks("break.join", break_id, **PUBLIC)
    assert "See you" in (await app.clicks("break.more", entry("not_today", break_id), **PUBLIC))["text"]
    assert await roster(app, break_id) == []
    await app.clicks("break.more", entry("later", break_id), **PUBLIC)
    assert await app.store.claims.next_due_at() == MONDAY + 15 * MINUTE
    await app.clicks("break.more", entry("pause", break_id), **PUBLIC)
    assert (app.window()["callback_id"], app.window()["private_metadata"]) == ("timetable.pause_form", "C1")
    assert "comes again" in (await app.clicks("break.more", entry("later", break_id), **PUBLIC))["text"]


def entry(verb: str, id: str) -> dict[str, Any]:
    choices = {"later": views.LATER_CHOICE, "not_today": views.NOT_TODAY_CHOICE, "pause": views.PAUSE_CHOICE}
    value = views.choice_value(choices[verb], id)
    return {"type": "overflow", "selected_option": {"value": value}}


async def test_a_click_in_another_channel_does_nothing(app: QuickApp, break_id: str) -> None:
    container = PUBLIC["container"] | {"channel_id": "C2"}
    for action in ("break.join", "break.done"):
        assert "do not know this break" in (await app.clicks(action, break_id, container=container))["text"]
    assert await roster(app, break_id) == []


async def test_a_click_teaches_where_the_message_is_unless_only_its_reader_sees_it(app: QuickApp) -> None:
    lost = await app.quick_breaks.claimed()
    await app.clicks("break.done", lost.id)
    assert (await app.quick_breaks.now_is(lost)).ts is None
    await app.clicks("break.done", lost.id, **PUBLIC)
    assert (await app.quick_breaks.now_is(lost)).ts == "1.C1"


async def test_a_break_at_once_is_for_the_area_that_was_named(app: QuickApp) -> None:
    assert await app.types("now neck") == {}
    [posted] = await app.store.breaks.due(MONDAY)
    assert "neck" in app.library.find(posted.slugs[0]).areas
    assert (posted.channel, posted.set_by) == ("C1", "U1")
