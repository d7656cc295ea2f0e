"""What people press in a break's message."""

from datetime import timedelta
from typing import Any

import pytest
from manual_clock import MONDAY
from quick_app import QuickApp
from slack_client import refused

from bot.domain.actor import Actor
from bot.domain.guide import Session
from bot.services.breaks.service import ManualBreak
from bot.views import breaks as views

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def titled(view: dict[str, Any]) -> str:
    return view["title"]["text"]


@pytest.fixture
async def break_id(app: QuickApp) -> str:
    """A break that was posted in C1."""
    return (await app.quick_breaks.posted()).id


async def roster(app: QuickApp, id: str) -> list[tuple[str, bool]]:
    people = (await app.store.rosters.get(id)).people
    return [(user, await app.store.dones.is_counted(Actor("T1", user), id)) for user in people]


PUBLIC = {"container": {"type": "message", "message_ts": "1.C1", "channel_id": "C1", "is_ephemeral": False}}


async def test_im_in_puts_on_the_roster_and_opens_the_guide_of_that_break(app: QuickApp, break_id: str) -> None:
    assert await app.clicks("break.join", break_id, **PUBLIC) == {}
    assert await roster(app, break_id) == [("U1", False)]
    assert titled(app.window()) == "Ready?"
    await app.finishes()
    assert await roster(app, break_id) == [("U1", True)]


@pytest.mark.parametrize("stays", [False, True])
async def test_who_closes_the_guide_before_the_first_hold_is_off_the_roster_again(
    app: QuickApp, break_id: str, stays: bool
) -> None:
    await app.clicks("break.join", break_id, **PUBLIC)
    if stays:
        await app.submits(app.window())
        app.clock.forward(seconds=60)
    await app.closes(app.window())
    assert await roster(app, break_id) == ([("U1", False)] if stays else [])


async def test_im_in_pressed_again_while_the_first_guide_is_closed_stays_on_the_roster(
    app: QuickApp, break_id: str
) -> None:
    await app.clicks("break.join", break_id, **PUBLIC)
    leave = app.store.rosters.leave

    async def pressed_again(*given: object, **named: object) -> bool:
        await app.clicks("break.join", break_id, **PUBLIC)
        return await leave(*given, **named)

    app.store.rosters.leave = pressed_again
    await app.closes(app.window())
    assert len(app.slack.calls["views_open"]) == 2
    assert await roster(app, break_id) == [("U1", False)]


async def test_im_in_while_the_first_guide_is_being_closed_stays_on_the_roster(app: QuickApp, break_id: str) -> None:
    await app.clicks("break.join", break_id, **PUBLIC)
    first, add = app.window(), app.store.sessions.add

    async def closed_before(session: Session) -> None:
        await app.closes(first)
        await add(session)

    app.store.sessions.add = closed_before
    await app.clicks("break.join", break_id, **PUBLIC)
    assert len(app.slack.calls["views_open"]) == 2
    assert await roster(app, break_id) == [("U1", False)]


async def test_who_left_at_the_first_hold_and_comes_back_is_in_again(app: QuickApp, break_id: str) -> None:
    await app.clicks("break.join", break_id, **PUBLIC)
    await app.submits(app.window())
    await app.closes(app.window())
    assert await roster(app, break_id) == []
    await app.clicks("break.join", break_id, **PUBLIC)
    assert titled(app.window()).startswith("Hold 1")
    assert await roster(app, break_id) == [("U1", False)]


@pytest.mark.parametrize("code", ["expired_trigger_id", "internal_error"])
@pytest.mark.parametrize("ephemeral", [False, True])
async def test_where_the_guide_does_not_open_the_steps_are_given(
    app: QuickApp, break_id: str, code: str, ephemeral: bool
) -> None:
    app.slack.will("views_open", refused(code))
    container = PUBLIC["container"] | {"is_ephemeral": ephemeral}
    answer = await app.clicks("break.join", break_id, container=container)
    assert ("You're in" in answer["text"], answer["replace_original"]) == (True, ephemeral)
    assert await roster(app, break_id) == [("U1", False)]


async def test_done_counts_and_thanks_one_person_alone(app: QuickApp, break_id: str) -> None:
    answer = await app.clicks("break.done", break_id, **PUBLIC)
    assert ("first stretch this week" in answer["text"], answer["replace_original"]) == (True, False)
    assert await roster(app, break_id) == [("U1", True)]
    assert (await app.clicks("break.done", break_id))["replace_original"] is True


async def test_delete_my_data_takes_a_person_out_of_an_open_breaks_message(app: QuickApp, break_id: str) -> None:
    await app.clicks("break.done", break_id, **PUBLIC)
    await app.quick_breaks.engine.flush(5)
    assert "<@U1>" in app.quick_breaks.edits()[-1]["text"]
    await app.clicks("data.delete")
    await app.quick_breaks.engine.flush(5)
    assert "<@U1>" not in str(app.quick_breaks.edits()[-1])


async def test_each_entry_of_the_menu_does_what_it_says(app: QuickApp, break_id: str) -> None:
    await app.clicks("break.join", break_id, **PUBLIC)
    assert "See you" in (await chooses(app, views.NOT_TODAY_CHOICE, break_id))["text"]
    assert await roster(app, break_id) == []
    again = await chooses(app, views.REPEAT_CHOICE, break_id)
    assert again["text"].startswith(
        f"It's coming again for everyone at <!date^{int((MONDAY + 15 * MINUTE).timestamp())}^"
    )
    assert again["response_type"] == "ephemeral"
    assert await app.store.claims.next_due_at() == MONDAY + 15 * MINUTE
    await chooses(app, views.PAUSE_CHOICE, break_id)
    assert (app.window()["callback_id"], app.window()["private_metadata"]) == ("timetable.pause_form", "C1")
    assert "already coming again" in (await chooses(app, views.REPEAT_CHOICE, break_id))["text"]


async def test_not_today_after_done_says_that_it_is_done_already(app: QuickApp, break_id: str) -> None:
    await app.clicks("break.done", break_id, **PUBLIC)
    assert "You've already done this one." in (await chooses(app, views.NOT_TODAY_CHOICE, break_id))["text"]
    assert await roster(app, break_id) == [("U1", True)]


async def test_a_reminder_takes_one_off_the_roster_and_start_in_it_puts_one_on_again(
    app: QuickApp, break_id: str
) -> None:
    await app.clicks("break.join", break_id, **PUBLIC)
    await chooses(app, views.REMIND_CHOICE, break_id)
    assert await roster(app, break_id) == []
    await app.clicks("break.start", break_id)
    assert await roster(app, break_id) == [("U1", False)]


async def test_about_these_breaks_tells_who_set_them_up_and_when_they_are(app: QuickApp, break_id: str) -> None:
    answer = await chooses(app, views.ABOUT_CHOICE, break_id)
    assert answer["text"] == (await app.dependencies.timetables.status(Actor("T1", "U1"), "C1")).text
    assert "<@U1>" in answer["text"]
    assert answer["response_type"] == "ephemeral"


async def test_about_a_break_at_once_tells_who_asked_for_it(app: QuickApp) -> None:
    await app.types("now neck")
    [posted] = await app.store.breaks.due(MONDAY)
    assert "<@U1> asked for this break" in (await chooses(app, views.ABOUT_CHOICE, posted.id))["text"]


async def test_a_break_at_once_may_be_a_set_or_have_a_length_but_no_other(app: QuickApp) -> None:
    await app.types("now hands and wrists")
    app.clock.forward(minutes=1)
    await app.types("now 30 seconds")
    refused = await app.types("now 3 minutes")
    titles, facts = zip(*(call["text"].splitlines()[:2] for call in app.slack.calls["chat_postMessage"]), strict=True)
    assert titles[0] == "Stretch break: Hands and wrists"
    assert facts[1].startswith("30 seconds")
    assert refused["text"].endswith("or 5 minutes. Try /stretch now 2 minutes.")


async def test_a_reminder_is_set_once_and_says_when_it_comes(app: QuickApp, break_id: str) -> None:
    first = await chooses(app, views.REMIND_CHOICE, break_id)
    app.clock.forward(minutes=5)
    assert (await chooses(app, views.REMIND_CHOICE, break_id))["text"] == first["text"]
    assert f"<!date^{int((MONDAY + 15 * MINUTE).timestamp())}^" in first["text"]
    assert await roster(app, break_id) == []


async def test_a_choice_of_an_older_version_is_answered_too(app: QuickApp, break_id: str) -> None:
    assert "older version" in (await chooses(app, "snooze", break_id))["text"]


async def chooses(app: QuickApp, choice: str, id: str) -> dict[str, Any]:
    """Choose an entry of the menu; return the answer."""
    value = views.choice_value(choice, id)
    return await app.clicks("break.more", {"type": "overflow", "selected_option": {"value": value}}, **PUBLIC)


DIRECT = {"container": {"type": "message", "message_ts": "2.D1", "channel_id": "D1", "is_ephemeral": False}}


@pytest.mark.parametrize("where", [{}, DIRECT])
async def test_start_in_a_reminder_joins_and_opens_the_guide(app: QuickApp, break_id: str, where: dict) -> None:
    assert await app.clicks("break.start", break_id, **where) == {}
    assert await roster(app, break_id) == [("U1", False)]
    assert len(app.slack.calls["views_open"]) == 1


async def test_start_after_the_end_opens_the_guide_without_the_roster(app: QuickApp, break_id: str) -> None:
    await app.store.breaks.mark_closed([break_id])
    assert await app.clicks("break.start", break_id) == {}
    assert len(app.slack.calls["views_open"]) == 1
    await app.finishes()
    assert "Nicely done" in app.answer()["text"]
    assert await roster(app, break_id) == []
    assert await app.store.dones.count(Actor("T1", "U1"), MONDAY) == 1


async def test_steps_after_the_end_do_not_say_that_one_is_in(app: QuickApp, break_id: str) -> None:
    await app.store.breaks.mark_closed([break_id])
    app.slack.will("views_open", refused("expired_trigger_id"))
    assert (await app.clicks("break.start", break_id))["text"].startswith("The guide didn't open")


@pytest.mark.parametrize("is_over", [False, True])
async def test_done_in_a_reminder_counts_also_after_the_end(app: QuickApp, break_id: str, is_over: bool) -> None:
    if is_over:
        await app.store.breaks.mark_closed([break_id])
    assert "first stretch this week" in (await app.clicks("break.done_alone", break_id))["text"]
    assert await roster(app, break_id) == [("U1", True)]


@pytest.mark.parametrize("action", ["break.start", "break.done_alone"])
async def test_a_reminder_of_a_break_that_is_gone_offers_a_stretch(app: QuickApp, action: str) -> None:
    assert "Type /stretch" in (await app.clicks(action, "gone"))["text"]


async def test_exercises_that_are_gone_are_said_to_be(app: QuickApp) -> None:
    claim = await app.store.claims.claim_now(ManualBreak("T1", "C1", "U1"), "now", ["gone"], MONDAY, "this test")
    assert "stretches are gone" in (await app.clicks("break.join", claim.id))["text"]


async def test_a_click_in_another_channel_does_nothing(app: QuickApp, break_id: str) -> None:
    container = PUBLIC["container"] | {"channel_id": "C2"}
    for action in ("break.join", "break.done"):
        assert "lost track of this break" in (await app.clicks(action, break_id, container=container))["text"]
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
