"""Private reminders of a person's own timetable: one message at a time, held, backing off, unseen by a team."""

import asyncio
from datetime import time, timedelta
from typing import Any

import pytest
from aiohttp import ServerDisconnectedError
from manual_clock import MONDAY
from quick_breaks import PROCESS, QuickBreaks
from slack_client import refused, slow_down

from bot.domain.actor import Actor
from bot.domain.breaks import Break, later, repeat_slot_key
from bot.domain.timetable import EVERY_DAY, UNTIL_RESUMED, Timetable
from bot.services.breaks.reminder_plans import ReminderPlan
from bot.store.due_timetables import ClaimLimits
from bot.store.outcomes import Outcome
from bot.views.personal_reminder import SKIPPED, STILL_WANTED

ME = Actor("T1", "U1")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def sent(quick: QuickBreaks, count: int = 1) -> None:
    """Let Slack say in which DM the next messages are, as it does."""
    for number in range(count):
        quick.slack.will("chat_postMessage", {"ts": f"1.{number}", "channel": "D1"})


async def due(quick: QuickBreaks) -> Break:
    """Send what is due, and return the reminder as the store has it."""
    await quick.engine.remind_privately()
    found = [each for each in await quick.store.breaks.due(quick.clock()) if each.personal]
    return found[-1]


async def reminded(quick: QuickBreaks, days: int = 1, **more: Any) -> Break:
    """Remind on so many days in a row, nobody answers; return the last reminder."""
    await quick.plan_reminders("U1", **more)
    sent(quick)
    last = await due(quick)
    for _ in range(days - 1):
        quick.clock.forward(days=1)
        last = await due(quick)
    return last


def action_ids(message: dict[str, Any]) -> list[str]:
    return [each["action_id"] for each in message["blocks"][-1]["elements"]]


def away(quick: QuickBreaks, minutes: int, **more: Any) -> None:
    now = quick.clock().timestamp()
    told = {"dnd_enabled": True, "next_dnd_start_ts": now - 60, "next_dnd_end_ts": now + 60 * minutes} | more
    quick.slack.will("dnd_teamInfo", {"users": {"U1": told}})


async def test_a_reminder_is_one_exercise_in_a_direct_message(quick: QuickBreaks) -> None:
    last = await reminded(quick)
    [message] = quick.posts()
    assert message["channel"] == "U1"
    assert action_ids(message) == ["nudge.start", "nudge.later", "nudge.skip", "nudge.stop"]
    assert {each["value"] for each in message["blocks"][-1]["elements"]} == {last.id}
    assert (last.state, last.posted_in, last.ts, len(last.slugs)) == ("posted", "D1", "1.0", 1)
    assert quick.reminder_counts() == {"posted": 1}
    assert quick.counts() == {}


async def test_it_shows_what_the_person_has_not_seen_and_what_is_for_them(quick: QuickBreaks, library: Any) -> None:
    desk = [each.slug for each in library.pool(None) if each.is_desk_friendly]
    await quick.store.preferences.hide(ME, desk[2:], MONDAY)
    await quick.store.histories.record_shown(ME, [desk[0]], MONDAY - HOUR)
    last = await reminded(quick)
    assert last.slugs == (desk[1],)
    assert (await quick.store.histories.get(ME, quick.clock())).seen[:1] == (desk[1],)


async def test_nothing_is_sent_to_whom_nothing_fits(quick: QuickBreaks, library: Any) -> None:
    await quick.store.preferences.hide(ME, [each.slug for each in library.exercises], MONDAY)
    assert (await reminded(quick)).state == "missed"
    assert quick.posts() == []


async def test_a_reminder_that_nobody_answered_is_edited_instead_of_another(quick: QuickBreaks) -> None:
    await reminded(quick)
    first = (await quick.store.personal_reminders.standing(ME, quick.clock())).unanswered
    quick.clock.forward(days=1)
    second = await due(quick)
    [edit] = quick.edits()
    assert (edit["channel"], edit["ts"], len(quick.posts())) == ("D1", "1.0", 1)
    assert {each["value"] for each in edit["blocks"][-1]["elements"]} == {second.id}
    assert (second.state, second.ts, second.posted_in) == ("posted", "1.0", "D1")
    assert (await quick.now_is(first)).state == "closed"


async def test_after_an_answer_there_is_a_new_message(quick: QuickBreaks) -> None:
    first = await reminded(quick)
    await quick.store.breaks.answer("T1", first.id, "U1", quick.clock())
    quick.clock.forward(days=1)
    await due(quick)
    assert (len(quick.posts()), quick.edits()) == (2, [])


@pytest.mark.parametrize("code", ["message_not_found", "cant_update_message"])
async def test_where_the_message_is_gone_there_is_a_new_one(quick: QuickBreaks, code: str) -> None:
    await reminded(quick)
    quick.clock.forward(days=1)
    quick.slack.will("chat_update", refused(code))
    assert (await due(quick)).state == "posted"
    assert len(quick.posts()) == 2


@pytest.mark.parametrize("method", ["chat_postMessage", "chat_update"])
async def test_an_unclear_answer_is_never_followed_by_another_call(quick: QuickBreaks, method: str) -> None:
    await reminded(quick)
    first = (await quick.store.personal_reminders.standing(ME, quick.clock())).unanswered
    if method == "chat_postMessage":
        await quick.store.breaks.answer("T1", first.id, "U1", quick.clock())
    quick.clock.forward(days=1)
    quick.slack.will(method, ServerDisconnectedError())
    assert (await due(quick)).state == "unknown"
    quick.clock.forward(minutes=1)
    await quick.engine.remind_privately()
    assert len(quick.posts()) + len(quick.edits()) == 2


async def test_what_is_edited_says_for_when_it_is_and_what_is_posted_does_not(quick: QuickBreaks) -> None:
    second = await reminded(quick, days=2)
    moved = f"For <!date^{int(second.due_at.timestamp())}^{{date_short_pretty}} at {{time}}|"
    [edit], [post] = quick.edits(), quick.posts()
    assert edit["blocks"][0]["elements"][0]["text"].startswith(moved)
    assert edit["text"].startswith(moved)
    assert "For <" not in str(post)
    quick.clock.forward(days=1)
    quick.slack.will("chat_update", refused("message_not_found"))
    await due(quick)
    assert "For <" not in str(quick.posts()[-1])


async def test_after_three_without_an_answer_comes_one_question_and_only_it_has_buttons(quick: QuickBreaks) -> None:
    question = await reminded(quick, days=4)
    assert (len(quick.posts()), len(quick.edits())) == (2, 3)
    assert (quick.edits()[-1]["ts"], quick.edits()[-1]["text"]) == ("1.0", SKIPPED)
    assert [block["type"] for block in quick.edits()[-1]["blocks"]] == ["section"]
    assert quick.posts()[-1]["text"] == STILL_WANTED
    assert action_ids(quick.posts()[-1]) == ["nudge.keep", "nudge.stop"]
    assert (question.state, question.slugs) == ("posted", ())
    assert question.ts != "1.0"
    assert (await quick.store.timetables.get("T1", "U1")).timetable.paused_until == UNTIL_RESUMED


@pytest.mark.parametrize(
    ("times", "hours", "can_be"),
    [((9,), None, False), ((9, 14), None, True), ((9, 14), (10, 17), False), ((9, 11, 14), (10, 17), True)],
)
def test_only_what_comes_more_than_once_a_day_can_be_fewer(times: Any, hours: Any, can_be: bool) -> None:
    within = (time(hours[0]), time(hours[1])) if hours else None
    timetable = Timetable(days=EVERY_DAY, times=tuple(map(time, times)), zone="UTC", personal=True, hours=within)
    assert ReminderPlan(timetable).can_be_fewer is can_be


@pytest.mark.parametrize("code", ["message_not_found", "not_in_channel", "edit_window_closed"])
async def test_the_question_comes_also_where_the_old_message_cannot_be_edited(quick: QuickBreaks, code: str) -> None:
    await reminded(quick, days=3)
    quick.clock.forward(days=1)
    quick.slack.will("chat_update", refused(code))
    assert (await due(quick)).state == "posted"
    assert quick.posts()[-1]["text"] == STILL_WANTED


@pytest.mark.parametrize("error", [ServerDisconnectedError(), slow_down(40), refused("fatal_error")])
async def test_the_question_waits_while_the_old_message_may_still_have_its_buttons(
    quick: QuickBreaks, error: Exception
) -> None:
    await reminded(quick, days=3)
    quick.clock.forward(days=1)
    quick.slack.will("chat_update", error)
    question = await due(quick)
    assert (question.state, len(quick.posts())) == ("waiting", 1)
    quick.clock.forward(minutes=4)
    await quick.engine.remind_privately()
    assert ((await quick.now_is(question)).state, len(quick.posts())) == ("posted", 2)
    assert [each["text"] for each in quick.edits()[-2:]] == [SKIPPED, SKIPPED]


async def test_a_question_that_may_have_arrived_is_not_posted_again(quick: QuickBreaks) -> None:
    await reminded(quick, days=3)
    quick.clock.forward(days=1)
    quick.slack.will("chat_postMessage", ServerDisconnectedError())
    assert (await due(quick)).state == "unknown"
    quick.clock.forward(minutes=5)
    await quick.engine.remind_privately()
    assert len(quick.posts()) == 2


async def test_after_the_question_is_answered_they_go_on(quick: QuickBreaks) -> None:
    question = await reminded(quick, days=4)
    quick.clock.forward(hours=1)
    await quick.store.breaks.answer("T1", question.id, "U1", quick.clock())
    await quick.store.timetables.resume("T1", "U1", quick.clock())
    quick.clock.forward(hours=23)
    assert (await due(quick)).slugs
    assert len(quick.posts()) == 3


async def test_what_was_put_off_is_the_same_again_and_keeps_to_the_hours(quick: QuickBreaks) -> None:
    at = quick.clock().time()
    first = await reminded(quick, hours=(at, at.replace(minute=20)))
    for minutes, state in ((15, "posted"), (30, "missed")):
        await quick.store.breaks.answer("T1", first.id, "U1", quick.clock())
        again = await quick.store.claims.add_repeat(first, repeat_slot_key(first.slot), later(quick.clock()))
        quick.clock.forward(minutes=15)
        await quick.engine.remind_privately()
        assert (minutes, (await quick.now_is(again)).state) == (minutes, state)
        assert (await quick.now_is(again)).slugs == first.slugs
        first = await quick.now_is(again)
    assert len(quick.posts()) == 2


async def test_what_was_paused_since_it_was_claimed_does_not_come(quick: QuickBreaks) -> None:
    await quick.plan_reminders("U1")
    limits = ClaimLimits(1, 1, personal=True)
    [claim], _ = await quick.store.claims.claim_due(quick.clock(), PROCESS, limits, lambda _: ())
    await quick.store.timetables.pause("T1", "U1", None, quick.clock())
    assert (await quick.reminder_sender.send(claim)).code == "called off"
    assert quick.posts() == []


async def test_it_waits_for_the_end_of_do_not_disturb(quick: QuickBreaks) -> None:
    await quick.plan_reminders("U1")
    away(quick, minutes=30)
    sent(quick)
    await quick.engine.remind_privately()
    assert quick.posts() == []
    quick.clock.forward(minutes=30)
    held = await due(quick)
    assert (held.state, held.slot[-5:], len(quick.posts())) == ("posted", f"{MONDAY:%H:%M}", 1)
    assert quick.slack.calls["dnd_teamInfo"][0] == {"users": "U1"}


async def test_it_does_not_come_more_than_two_hours_late(quick: QuickBreaks, caplog: pytest.LogCaptureFixture) -> None:
    await quick.plan_reminders("U1")
    away(quick, minutes=121)
    assert (await due(quick)).state == "missed"
    assert [each.levelname for each in caplog.records if each.levelname != "INFO"] == []


async def test_a_snooze_counts_too_and_a_time_that_is_over_does_not(quick: QuickBreaks) -> None:
    await quick.plan_reminders("U1")
    away(quick, minutes=-1, snooze_enabled=True, snooze_endtime=quick.clock().timestamp() + 600)
    await quick.engine.remind_privately()
    assert quick.posts() == []
    quick.clock.forward(minutes=10)
    away(quick, minutes=-1)
    await quick.engine.remind_privately()
    assert len(quick.posts()) == 1


async def test_it_waits_while_its_person_is_in_a_huddle(quick: QuickBreaks) -> None:
    await quick.plan_reminders("U1")
    quick.slack.will("users_info", {"user": {"profile": {"huddle_state": "in_a_huddle"}}})
    await quick.engine.remind_privately()
    assert quick.posts() == []
    quick.clock.forward(minutes=5)
    await quick.engine.remind_privately()
    assert len(quick.posts()) == 1


@pytest.mark.parametrize("error", [refused("missing_scope"), refused("internal_error"), slow_down(30), TimeoutError()])
async def test_what_slack_does_not_tell_holds_nothing(quick: QuickBreaks, error: Exception) -> None:
    quick.slack.will("dnd_teamInfo", error)
    quick.slack.will("users_info", error)
    assert (await reminded(quick)).state == "posted"


async def test_without_the_scope_slack_is_not_asked_again_for_an_hour(quick: QuickBreaks) -> None:
    quick.slack.will("dnd_teamInfo", refused("missing_scope"))
    await reminded(quick, days=2)
    assert len(quick.slack.calls["dnd_teamInfo"]) == 1


@pytest.mark.parametrize(
    "code", ["user_not_found", "user_disabled", "messages_tab_disabled", "cannot_dm_bot", "channel_not_found"]
)
async def test_who_cannot_be_written_to_is_not_reminded_any_more_and_nobody_is_told(
    quick: QuickBreaks, code: str
) -> None:
    await quick.plan_reminders("U1")
    quick.slack.will("chat_postMessage", refused(code))
    await quick.engine.remind_privately()
    stopped = await quick.store.timetables.get("T1", "U1")
    assert (stopped.stopped, stopped.next, len(quick.posts())) == (code, None, 1)


async def test_a_dead_token_stops_the_workspace_as_for_breaks(quick: QuickBreaks) -> None:
    await quick.plan_reminders("U1")
    quick.slack.will("chat_postMessage", refused("token_revoked"))
    await quick.engine.remind_privately()
    assert [each.reason for each in await quick.store.workspaces.stopped()] == ["token_revoked"]
    assert (await quick.store.timetables.get("T1", "U1")).stopped is None


async def test_what_is_ten_minutes_late_is_missed_without_alarm(
    quick: QuickBreaks, caplog: pytest.LogCaptureFixture
) -> None:
    await quick.plan_reminders("U1")
    quick.clock.forward(minutes=11)
    await quick.engine.remind_privately()
    assert quick.posts() == []
    assert quick.reminder_counts() == {"missed": 1}
    assert [each.levelname for each in caplog.records if each.levelname != "INFO"] == []


async def test_an_hour_later_its_message_is_still_there(quick: QuickBreaks) -> None:
    last = await reminded(quick)
    quick.clock.forward(hours=2)
    await quick.engine.close_due()
    assert (quick.edits(), (await quick.now_is(last)).state) == ([], "posted")


async def test_where_too_much_is_edited_the_old_message_waits(quick: QuickBreaks) -> None:
    await reminded(quick)
    quick.clock.forward(days=1)
    quick.reminder_sender.editing.for_team("T1").block(10_000)
    assert (await due(quick)).state == "waiting"
    assert (quick.edits(), len(quick.posts())) == ([], 1)


async def test_what_cannot_be_shown_with_its_picture_is_shown_without(quick: QuickBreaks) -> None:
    await quick.plan_reminders("U1")
    quick.slack.will("chat_postMessage", refused("invalid_blocks"))
    assert (await due(quick)).state == "posted"
    assert [[block["type"] for block in each["blocks"]] for each in quick.posts()][-1] == ["section", "actions"]


async def test_breaks_go_first(quick: QuickBreaks) -> None:
    await quick.plan_reminders("U1")
    with quick.poster.breaks.under_way():
        reminding = asyncio.create_task(quick.engine.remind_privately())
        await asyncio.sleep(0.05)
        assert quick.posts() == []
    await reminding
    assert len(quick.posts()) == 1


async def put_off(quick: QuickBreaks, first: Break, minutes: int = 15) -> Break:
    at = quick.clock() + minutes * MINUTE
    return await quick.store.claims.add_repeat(first, repeat_slot_key(first.slot), at)


async def test_of_two_that_are_due_together_only_the_newer_comes(quick: QuickBreaks) -> None:
    first = await reminded(quick)
    await quick.store.breaks.answer("T1", first.id, "U1", quick.clock())
    again = await put_off(quick, first, minutes=24 * 60 - 5)
    quick.clock.forward(days=1)
    regular = await due(quick)
    quick.clock.forward(minutes=1)
    await quick.engine.remind_privately()
    assert [(await quick.now_is(each)).state for each in (again, regular)] == ["missed", "posted"]
    assert len(quick.posts()) == 2


async def test_a_reminder_waits_for_one_that_another_process_is_sending(quick: QuickBreaks) -> None:
    first = await reminded(quick)
    await quick.store.breaks.answer("T1", first.id, "U1", quick.clock())
    again = await put_off(quick, first, minutes=24 * 60 - 5)
    quick.clock.forward(minutes=24 * 60 - 5)
    limits = ClaimLimits(1, 1, personal=True)
    [claim], _ = await quick.store.claims.claim_due(quick.clock(), "another", limits, lambda _: ())
    assert claim.id == again.id
    quick.clock.forward(minutes=5)
    regular = await due(quick)
    assert (regular.state, len(quick.posts())) == ("waiting", 1)
    outcome = Outcome(break_id=again.id, state="posted", ts="2.0", posted_in="D1", posted_at=quick.clock())
    await quick.store.outcomes.record([outcome], "another")
    quick.clock.forward(minutes=1)
    await quick.engine.remind_privately()
    assert ((await quick.now_is(regular)).state, len(quick.posts())) == ("posted", 1)
    assert [each["ts"] for each in quick.edits()] == ["2.0"]


@pytest.mark.parametrize("how", ["remove", "pause", "delete"])
async def test_what_is_stopped_while_it_waits_for_its_turn_does_not_come(
    quick: QuickBreaks, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    ways = {
        "remove": lambda: quick.store.timetables.remove("T1", "U1", quick.clock()),
        "pause": lambda: quick.store.timetables.pause("T1", "U1", quick.clock() + DAY, quick.clock()),
        "delete": lambda: quick.store.deletion.delete_person(ME),
    }

    async def stops_meanwhile() -> bool:
        await ways[how]()
        return True

    await quick.plan_reminders("U1")
    quick.reminder_sender.limiters.for_team("T1").acquire = stops_meanwhile
    await quick.engine.remind_privately()
    assert (quick.posts(), caplog.messages) == ([], [])
