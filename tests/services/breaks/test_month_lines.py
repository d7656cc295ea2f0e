"""The line at a month's end: once, calm, after the first break of the next month, and only where it is wanted."""

import asyncio
from datetime import UTC, datetime, time, timedelta

import pytest
from aiohttp import ServerDisconnectedError
from quick_breaks import PROCESS, SLUGS, QuickBreaks
from slack_client import refused, slow_down

from bot.domain.actor import Actor
from bot.domain.break_choice import BreakContent
from bot.domain.breaks import Break
from bot.domain.screens import routine_seconds
from bot.domain.timetable import EVERY_DAY, Timetable
from bot.store.due_timetables import ClaimLimits
from bot.store.outcomes import Outcome

LAST_OF_NOVEMBER = datetime(2026, 11, 30, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def planned(quick: QuickBreaks, at: datetime = datetime(2026, 11, 2, 9, tzinfo=UTC), **content: object) -> None:
    """Give C1 a break at this moment and each day after it; on this day it becomes known who wants a line."""
    quick.clock.jump(at)
    await quick.plan("C1", **{"month_line": True} | content)


async def posted(quick: QuickBreaks, *users: str) -> Break:
    """A break of C1 that is posted now, and that these people join."""
    [claim], _ = await quick.store.claims.claim_due(quick.clock(), PROCESS, ClaimLimits(1, 1), lambda _: SLUGS)
    now = quick.clock()
    outcome = Outcome(break_id=claim.id, state="posted", ts="1.1", posted_at=now, closes_at=now + HOUR)
    await quick.store.outcomes.record([outcome], PROCESS)
    for user in users:
        await quick.store.rosters.join(claim, user, now)
    return claim


async def took(quick: QuickBreaks, *users: str) -> None:
    """A break of C1 that these people join, and its end."""
    await posted(quick, *users)
    quick.clock.forward(hours=1)
    await quick.engine.close_due()
    for task in list(quick.engine._tasks):
        await task


async def november(quick: QuickBreaks, *rosters: tuple[str, ...], **content: object) -> None:
    """Breaks that these people took, the last of them on the last of November."""
    await planned(quick, **content)
    for place, users in enumerate(rosters, 1 - len(rosters)):
        quick.clock.jump(LAST_OF_NOVEMBER + place * DAY)
        await took(quick, *users)


async def december(quick: QuickBreaks, day: int = 1, *users: str) -> None:
    """A break of December."""
    quick.clock.jump(datetime(2026, 12, day, 9, tzinfo=UTC))
    await took(quick, *users)


def lines(quick: QuickBreaks) -> list[str]:
    return [post["text"] for post in quick.posts() if post["channel"] == "C1"]


async def test_the_month_is_told_after_the_first_break_of_the_next_one_and_never_again(quick: QuickBreaks) -> None:
    await november(quick, ("U1", "U2"), (), ("U3",), ("U1",))
    assert lines(quick) == []
    await december(quick)
    minutes = round(3 * routine_seconds(quick.breaks._library.exercises_of(SLUGS)) / 60)
    assert lines(quick) == [f"In November, <#C1> took 3 breaks together: about {minutes} minutes."]
    for day in (2, 3):
        await december(quick, day, "U1")
    assert len(lines(quick)) == 1
    quick.clock.jump(datetime(2027, 1, 1, 9, tzinfo=UTC))
    await took(quick)
    assert lines(quick)[1].startswith("In December, <#C1> took 2 breaks together")


async def test_where_nobody_asked_for_it_or_took_a_break_nothing_is_said(quick: QuickBreaks) -> None:
    await november(quick, ("U1",), month_line=False)
    await december(quick)
    assert lines(quick) == []
    await planned(quick, datetime(2026, 12, 2, 9, tzinfo=UTC))
    quick.clock.jump(datetime(2027, 1, 1, 9, tzinfo=UTC))
    await took(quick)
    assert lines(quick) == []


async def test_whoever_asks_in_a_new_month_is_not_told_of_the_old_one(quick: QuickBreaks) -> None:
    await november(quick, ("U1",), month_line=False)
    await planned(quick, datetime(2026, 12, 1, 9, tzinfo=UTC))
    await took(quick)
    assert lines(quick) == []


async def test_a_break_before_midnight_whose_end_is_after_it_tells_nothing_at_night(quick: QuickBreaks) -> None:
    await planned(quick, datetime(2026, 11, 30, 23, 30, tzinfo=UTC))
    await took(quick, "U1")
    assert (quick.clock().day, lines(quick)) == (1, [])
    quick.clock.jump(datetime(2026, 12, 1, 23, 30, tzinfo=UTC))
    await took(quick)
    assert lines(quick) == ["In November, <#C1> took 1 break together: about 2 minutes."]


async def test_the_month_is_the_channels_own(quick: QuickBreaks) -> None:
    """In Honolulu it is the last of November until 10:00 UTC on the first of December."""
    quick.clock.jump(LAST_OF_NOVEMBER - DAY)
    timetable = Timetable(days=EVERY_DAY, times=(time(22),), zone="Pacific/Honolulu", month_line=True)
    await quick.store.timetables.save("T1", "C1", timetable, "U1", quick.clock())
    for day, said in ((1, 0), (2, 1)):
        quick.clock.jump(datetime(2026, 12, day, 8, tzinfo=UTC))
        await took(quick, "U1")
        assert len(lines(quick)) == said
    assert lines(quick)[0].startswith("In November, <#C1> took 1 break together")


async def test_of_many_processes_one_tells(quick: QuickBreaks) -> None:
    await november(quick, ("U1",))
    quick.clock.jump(datetime(2026, 12, 1, 9, tzinfo=UTC))
    break_ = await posted(quick)
    await asyncio.gather(*(quick.engine._month_lines.tell_after([break_]) for _ in range(5)))
    assert len(lines(quick)) == 1


async def test_a_clock_that_goes_back_tells_nothing_again(quick: QuickBreaks) -> None:
    await november(quick, ("U1",))
    await december(quick)
    quick.clock.jump(datetime(2026, 11, 30, 11, tzinfo=UTC))
    [break_] = await quick.store.breaks.due(datetime(2026, 12, 1, 9, tzinfo=UTC))
    for days in (0, 2, 3):
        quick.clock.forward(days=days)
        await quick.engine._month_lines.tell_after([break_])
    assert len(lines(quick)) == 1


async def test_a_break_that_was_asked_for_at_once_counts_and_one_without_a_timetable_tells_nothing(
    quick: QuickBreaks,
) -> None:
    await november(quick, ("U1",))
    await quick.breaks.post_now(Actor("T1", "U1"), "C1", BreakContent())
    [manual] = await quick.store.breaks.due(quick.clock())
    await quick.store.rosters.join(manual, "U1", quick.clock())
    await quick.breaks.post_now(Actor("T1", "U1"), "C2", BreakContent())
    await december(quick)
    assert "took 2 breaks together" in lines(quick)[-1]
    assert [post["channel"] for post in quick.posts()] == ["C1", "C2", "C1"]


# What Slack says to it


@pytest.mark.parametrize("error", [slow_down(30), refused("service_unavailable", 503), refused("token_revoked")])
async def test_what_was_surely_not_posted_comes_after_the_next_break(
    quick: QuickBreaks, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    await november(quick, ("U1",))
    quick.slack.will("chat_postMessage", error)
    await december(quick)
    assert "a month's line was not posted" in caplog.messages
    await quick.store.workspaces.resume("T1")
    await december(quick, 2)
    assert lines(quick)[0] == lines(quick)[1]
    await december(quick, 3)
    assert len(lines(quick)) == 2


async def test_it_takes_no_turn_of_a_break_and_slow_down_holds_what_is_private_alone(quick: QuickBreaks) -> None:
    blocked: list[float] = []
    await november(quick, ("U1",))
    quick.posting.close()
    quick.reminder_sender.limiters.for_team("T1").block = blocked.append
    quick.slack.will("chat_postMessage", slow_down(17))
    await december(quick)
    assert (len(lines(quick)), blocked) == (1, [17])
    assert quick.posting.busy_teams(1, 0) == frozenset()


@pytest.mark.parametrize("error", [ServerDisconnectedError(), refused("internal_error")])
async def test_what_may_have_been_posted_is_not_posted_again(
    quick: QuickBreaks, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    await november(quick, ("U1",))
    quick.slack.will("chat_postMessage", error)
    await december(quick)
    assert "a month's line may have been posted, so it won't be posted again" in caplog.messages
    await december(quick, 2)
    assert len(lines(quick)) == 1


async def test_a_channel_that_is_gone_is_stopped_and_whoever_set_it_up_is_told(quick: QuickBreaks) -> None:
    await november(quick, ("U1",))
    quick.slack.will("chat_postMessage", refused("is_archived"))
    await december(quick)
    found = await quick.store.timetables.get("T1", "C1")
    assert found
    assert (found.stopped, quick.posts()[-1]["channel"]) == ("is_archived", "U1")


async def test_a_bot_that_is_stopping_leaves_it_to_the_next_break(quick: QuickBreaks) -> None:
    await november(quick, ("U1",))
    quick.clock.jump(datetime(2026, 12, 1, 9, tzinfo=UTC))
    break_ = await posted(quick)
    quick.engine.stop()
    await quick.engine._month_lines.tell_after([break_])
    [found] = (await quick.store.month_lines.wanted_after([break_.id])).values()
    assert (lines(quick), found.told) == ([], "2026-10")
