"""The buttons of a private reminder: each is an answer, edits the message, and has a way back."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest
from date_tokens import read
from manual_clock import MONDAY
from quick_app import QuickApp
from slack_client import refused

from bot.domain.actor import Actor
from bot.domain.breaks import Break

ME = Actor("T1", "U1")
BERLIN = {"user": {"tz": "Europe/Berlin", "locale": "en-GB"}}
SLOT = "2026-11-23T10:00"


@pytest.fixture(autouse=True)
def in_berlin(app: QuickApp) -> None:
    app.slack.will("users_info", BERLIN)


async def reminder(app: QuickApp, slugs: tuple[str, ...] = ("cat-arch",)) -> Break:
    """What the minute's tick stores of a reminder that is due."""
    await app.types("remind me 10:00 and 15:30")
    origin = Break(id="-", team="T1", channel="U1", slot="-", slugs=slugs, due_at=MONDAY, state="posted", set_by="U1",
                   personal=True)  # fmt: skip
    made = await app.store.claims.add_repeat(origin, SLOT, MONDAY)
    assert made
    return made


async def press(app: QuickApp, action: str, value: str, **more: Any) -> dict[str, Any]:
    """Press a button in the DM, whose messages everybody in it sees."""
    container = {"type": "message", "message_ts": "1.D1", "channel_id": "D1", "is_ephemeral": False}
    return await app.clicks(f"nudge.{action}", value, container=container, channel={"id": "D1"}, **more)


def labels(message: dict[str, Any]) -> list[str]:
    return [
        each["text"]["text"] for block in message["blocks"] if block["type"] == "actions" for each in block["elements"]
    ]


async def is_answered(app: QuickApp, break_: Break) -> bool:
    found = await app.store.breaks.find("T1", break_.id)
    return found is not None and found.answered_at is not None


async def test_what_was_hidden_since_the_reminder_came_is_not_opened(app: QuickApp) -> None:
    break_ = await reminder(app)
    await app.store.preferences.hide(ME, ["cat-arch"], app.clock())
    await press(app, "start", break_.id)
    session = await app.store.sessions.begun(ME, break_.id)
    assert session
    assert (session.swapped, "cat-arch" in session.slugs) == (("cat-arch",), False)


async def test_start_opens_the_guide_and_done_counts_once_and_thanks_in_the_messages_place(app: QuickApp) -> None:
    break_ = await reminder(app)
    await press(app, "start", break_.id)
    assert await is_answered(app, break_)
    thanks = await app.finishes()
    assert "reminders" not in str(thanks)
    answer = app.answer()
    assert (answer["replace_original"], answer["text"].startswith("Nicely done: Cat arch")) == (True, True)
    assert await app.store.dones.is_counted(ME, break_.id)
    await press(app, "start", break_.id)
    assert await app.dependencies.cards.this_week(ME) == 1


async def test_in_15_minutes_says_when_and_leaves_start(app: QuickApp) -> None:
    break_ = await reminder(app)
    answer = await press(app, "later", break_.id)
    assert (answer["replace_original"], answer["text"].endswith("09:15 UTC>.")) == (True, True)
    assert answer["text"].startswith("OK, back at <!date^")
    assert labels(answer) == ["Start now"]
    [again] = await app.store.breaks.due(MONDAY + timedelta(minutes=15))
    assert (again.personal, again.channel, again.slugs) == (True, "U1", break_.slugs)
    twice = await press(app, "later", break_.id)
    assert (twice["replace_original"], twice["text"]) == (False, "It's already coming again.")


async def test_a_reminder_that_was_put_off_enough_says_so(app: QuickApp) -> None:
    break_ = await reminder(app)
    for number in (1, 2, 3):
        await press(app, "later", break_.id)
        [break_] = await app.store.breaks.due(MONDAY + timedelta(minutes=15 * number))
        app.clock.forward(minutes=15)
    assert "three times now" in (await press(app, "later", break_.id))["text"]


async def test_skip_today_says_what_comes_next_and_can_be_undone(app: QuickApp) -> None:
    break_ = await reminder(app)
    answer = await press(app, "skip", break_.id)
    assert answer["text"].startswith("No more reminders on Monday 23 November. Next: Tuesday, <!date^")
    assert "10:00 Berlin time" in answer["text"]
    assert labels(answer) == ["Undo"]
    assert (await app.store.timetables.get("T1", "U1")).next.at == MONDAY + timedelta(days=1)
    await app.clicks("remind.resume")
    assert (await app.store.timetables.get("T1", "U1")).next.at == MONDAY + timedelta(hours=5, minutes=30)


async def test_stop_these_stops_at_once_and_can_be_undone(app: QuickApp) -> None:
    break_ = await reminder(app)
    before = (await app.store.timetables.get("T1", "U1")).timetable
    answer = await press(app, "stop", break_.id)
    assert (answer["replace_original"], answer["text"]) == (True, "I've stopped your reminders.")
    assert await app.store.timetables.get("T1", "U1") is None
    again = answer["blocks"][-1]["elements"][0]
    assert again["text"]["text"] == "Remind me again"
    await app.clicks(again["action_id"], again["value"])
    assert (await app.store.timetables.get("T1", "U1")).timetable == before


async def test_keep_them_goes_on(app: QuickApp) -> None:
    break_ = await reminder(app)
    await app.store.timetables.pause("T1", "U1", None, MONDAY)
    answer = await press(app, "keep", break_.id)
    assert answer["text"].startswith("I'll keep going. Next: Monday, <!date^")
    assert (await app.store.timetables.get("T1", "U1")).next is not None


async def test_just_once_a_day_keeps_the_first_time_and_can_be_undone(app: QuickApp) -> None:
    break_ = await reminder(app)
    before = (await app.store.timetables.get("T1", "U1")).timetable
    answer = await press(app, "fewer", break_.id)
    assert read(answer["text"]).startswith("Just one a day from now on, at 10:00. Next: Tuesday, ")
    assert (await app.store.timetables.get("T1", "U1")).timetable.times == before.times[:1]
    undo = answer["blocks"][-1]["elements"][0]
    assert undo["text"]["text"] == "Undo"
    await app.clicks(undo["action_id"], undo["value"])
    assert (await app.store.timetables.get("T1", "U1")).timetable == before


async def test_just_once_a_day_is_at_the_first_time_within_my_hours(app: QuickApp) -> None:
    break_ = await reminder(app)
    found = await app.store.timetables.get("T1", "U1")
    later = replace(found.timetable, hours=(time(12), time(17)))
    await app.store.timetables.save("T1", "U1", later, "U1", app.clock())
    assert read((await press(app, "fewer", break_.id))["text"]).startswith(
        "Just one a day from now on, at 15:30. Next: "
    )


async def test_nobody_answers_the_reminder_of_another(app: QuickApp) -> None:
    break_ = await reminder(app)
    answer = await press(app, "stop", break_.id, user="U2")
    assert answer["text"].startswith("I've lost track of this reminder.")
    assert not await is_answered(app, break_)
    assert (await press(app, "start", "gone"))["text"] == answer["text"]


async def test_what_has_stopped_already_says_how_to_have_reminders_again(app: QuickApp) -> None:
    break_ = await reminder(app)
    await app.types("remind me off")
    for action in ("later", "skip", "keep", "fewer"):
        answer = await press(app, action, break_.id)
        assert (answer["replace_original"], answer["text"].startswith("You have no reminders.")) == (False, True)
    assert (await press(app, "stop", break_.id))["text"] == "You have no reminders."


async def test_a_guide_that_does_not_open_or_is_gone_gets_a_sentence(app: QuickApp) -> None:
    break_ = await reminder(app)
    app.slack.will("views_open", refused("expired_trigger_id"))
    answer = await press(app, "start", break_.id)
    assert (answer["replace_original"], "press *Start* again" in str(answer["blocks"])) == (False, True)


async def test_a_reminder_of_a_stretch_that_is_gone_says_so(app: QuickApp) -> None:
    break_ = await reminder(app, ("no-longer-there",))
    assert (await press(app, "start", break_.id))["text"].startswith("These stretches are gone.")


async def test_15_minutes_later_is_not_outside_my_hours(app: QuickApp) -> None:
    break_ = await reminder(app)
    app.clock.jump(MONDAY + timedelta(days=5))
    assert (await press(app, "later", break_.id))["text"].startswith("In 15 minutes is outside your hours.")


async def test_what_ends_a_routine_offers_reminders_to_who_has_none(app: QuickApp) -> None:
    card = await app.types("2 minutes")
    row = next(block for block in card["blocks"] if block["type"] == "actions")
    start = row["elements"][0]
    await app.clicks(start["action_id"], {"value": start["value"], "block_id": row["block_id"]})
    thanks = await app.finishes()
    assert labels(thanks)[-1] == "Remind me twice a day"
    assert "Remind me twice a day" in labels(app.answer())
    await app.types("remind me 11:00")
    await app.clicks(start["action_id"], {"value": start["value"], "block_id": row["block_id"]})
    assert "Remind me twice a day" not in labels(await app.finishes())


async def test_a_card_that_is_done_offers_them_where_it_is_worth_doing_often(app: QuickApp) -> None:
    often = next(each for each in app.library.exercises if each.often)
    once = next(each for each in app.library.exercises if not each.often)
    for exercise, offered in ((often, True), (once, False)):
        answer = await app.clicks("card.done", f"{exercise.slug} {exercise.areas[0]} ref-{exercise.slug}")
        assert ("Remind me twice a day" in labels(answer)) is offered
