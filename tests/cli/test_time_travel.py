"""Time travel: to the next break, which is then posted; what it says of that."""

from datetime import timedelta
from types import SimpleNamespace

from manual_clock import MONDAY
from quick_app import QuickApp
from slack_client import refused

from bot.cli.time_travel import REMINDED, jump
from bot.domain.breaks import Reminder


async def travelled(app: QuickApp) -> str:
    return await jump(SimpleNamespace(dependencies=app.dependencies), app.clock, lambda channel: channel.lower())


async def test_without_breaks_there_is_nowhere_to_go(app: QuickApp) -> None:
    assert "No breaks are planned" in await travelled(app)
    assert app.clock() == MONDAY


async def test_it_sets_the_clock_posts_and_says_where_and_when(app: QuickApp) -> None:
    for channel in ("C1", "C2"):
        await app.sets_up("15:05 Berlin", channel_id=channel)
    assert await travelled(app) == "It's now Monday 23 November, 15:05 Berlin time. The break is in #c1 and #c2."
    assert app.clock() == MONDAY.replace(hour=14, minute=5)


async def test_it_goes_to_private_reminders_as_well(app: QuickApp) -> None:
    await app.quick_breaks.plan_reminders("U1")
    assert await travelled(app) == "It's now Monday 23 November, 9:00 UTC. " + REMINDED


async def test_it_never_goes_back(app: QuickApp) -> None:
    await app.quick_breaks.plan("C1")
    app.clock.forward(seconds=30)
    await travelled(app)
    assert app.clock() == MONDAY.replace(second=30)


async def test_a_break_that_could_not_be_posted_is_said(app: QuickApp) -> None:
    await app.sets_up("15:05 Berlin")
    app.slack.will("chat_postMessage", refused("is_archived"))
    assert "couldn't be posted" in await travelled(app)


async def test_breaks_that_are_over_by_then_are_closed(app: QuickApp) -> None:
    over = await app.quick_breaks.posted()
    assert "Tuesday" in await travelled(app)
    assert (await app.quick_breaks.now_is(over)).state == "closed"


async def test_breaks_that_wait_for_somebody_to_resume_them_keep_the_clock_where_it_is(app: QuickApp) -> None:
    await app.sets_up("15:05 Berlin")
    await app.types("pause")
    assert (await travelled(app)).startswith("All breaks are paused until someone resumes them")
    assert app.clock() == MONDAY


async def test_a_jump_past_the_pause_of_all_breaks_says_until_when_they_were_paused(app: QuickApp) -> None:
    await app.sets_up("15:05 Berlin")
    await app.types("pause 2h")
    said = await travelled(app)
    assert said.startswith("All breaks were paused until Monday 23 November, 12:00 Berlin time. It's now Monday")


async def test_a_pause_is_not_mentioned_where_another_channel_has_its_break(app: QuickApp) -> None:
    for channel in ("C1", "C2"):
        await app.sets_up("15:05 Berlin", channel_id=channel)
    await app.types("pause", channel_id="C1")
    assert await travelled(app) == "It's now Monday 23 November, 15:05 Berlin time. The break is in #c2."


async def test_reminders_on_the_way_are_sent_when_they_are_due(app: QuickApp) -> None:
    posted = await app.quick_breaks.posted()
    for user, minutes in (("U2", 15), ("U3", 20)):
        due_at = MONDAY + timedelta(minutes=minutes)
        await app.store.reminders.add(Reminder(posted.team, posted.id, user, due_at))
    assert "Tuesday" in await travelled(app)
    assert [call["user"] for call in app.slack.calls["chat_postEphemeral"]] == ["U2", "U3"]


async def test_a_reminder_that_cannot_be_sent_now_does_not_hold_up_the_jump(app: QuickApp) -> None:
    posted = await app.quick_breaks.posted()
    await app.store.reminders.add(Reminder(posted.team, posted.id, "U2", MONDAY + timedelta(minutes=15)))
    app.slack.will("chat_postEphemeral", refused("internal_error"))
    assert "Tuesday" in await travelled(app)


async def test_reminders_after_the_next_break_wait_for_their_time(app: QuickApp) -> None:
    posted = await app.quick_breaks.posted()
    await app.store.reminders.add(Reminder(posted.team, posted.id, "U2", MONDAY + timedelta(days=1, minutes=1)))
    assert "Tuesday" in await travelled(app)
    assert app.slack.calls["chat_postEphemeral"] == []


async def test_a_private_reminder_that_is_held_back_is_said_to_be(app: QuickApp) -> None:
    app.slack.will("users_info", {"user": {"tz": "Europe/Berlin"}})
    await app.types("remind me 11:00")
    quiet = {"dnd_enabled": True, "next_dnd_start_ts": 0, "next_dnd_end_ts": 4102444800}
    app.slack.will("dnd_teamInfo", {"users": {"U1": quiet}})
    assert (await travelled(app)).endswith("The private reminder is held back for now.")
