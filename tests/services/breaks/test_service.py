"""What people do with a break, and the minute's tick."""

from datetime import timedelta
from itertools import pairwise

import pytest
from manual_clock import MONDAY
from quick_breaks import SLUGS, QuickBreaks
from slack_client import refused
from sqlalchemy import update

from bot.domain.actor import Actor
from bot.domain.break_choice import BreakContent
from bot.domain.errors import UserError
from bot.store.due_timetables import ClaimLimits
from bot.store.errors import DatabaseUnavailable
from bot.store.tables.of_breaks import timetables

ANA, BEN = Actor("T1", "U1"), Actor("T1", "U2")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


async def flushed(quick: QuickBreaks) -> None:
    await quick.engine.flush(5)


async def roster(quick: QuickBreaks, id: str) -> list[tuple[str, bool]]:
    people = (await quick.store.rosters.get(id)).people
    return [(user, await quick.store.dones.is_counted(Actor("T1", user), id)) for user in people]


# The minute


async def test_a_tick_posts_what_is_due_and_closes_what_is_over(quick: QuickBreaks) -> None:
    over = await quick.posted()
    quick.clock.forward(hours=1)
    await quick.plan("C2")
    await quick.engine.tick()
    await flushed(quick)
    assert [call["channel"] for call in quick.posts()] == ["C2"]
    assert [call["channel"] for call in quick.edits()] == ["C1"]
    assert (await quick.now_is(over)).state == "closed"


async def test_a_start_first_lets_the_workspace_go_on_whose_token_works_again(quick: QuickBreaks) -> None:
    await quick.plan("C1")
    await quick.store.workspaces.stop("T1", "token_revoked", quick.clock())
    await quick.engine.tick()
    await flushed(quick)
    assert quick.posts() == []
    await quick.engine.start()
    await flushed(quick)
    assert len(quick.posts()) == 1


async def test_what_could_not_be_closed_is_closed_minutes_later(quick: QuickBreaks) -> None:
    break_ = await quick.posted()
    quick.clock.forward(hours=1)
    quick.slack.will("chat_update", refused("internal_error"))
    await quick.engine.close_due()
    assert (await quick.now_is(break_)).state == "closing"
    quick.clock.forward(minutes=5)
    await quick.engine.close_due()
    assert ((await quick.now_is(break_)).state, len(quick.edits())) == ("closed", 2)


async def test_more_than_fifty_are_closed_in_one_go(quick: QuickBreaks) -> None:
    closed: list[int] = []
    break_ = await quick.posted()

    async def take(_now: object, limit: int, _choose: object) -> list[object]:
        closed.append(limit)
        return [break_] * limit if len(closed) < 3 else []

    async def show_closed(due: list[object]) -> list[str]:
        return [break_.id] * len(due)

    quick.store.breaks.take_closing, quick.updater.show_closed = take, show_closed
    await quick.engine.close_due()
    assert closed == [50, 50, 50]


async def test_a_database_that_is_away_ends_no_tick(quick: QuickBreaks) -> None:
    async def away(*_given: object) -> list[object]:
        raise DatabaseUnavailable("away")

    await quick.plan("C1")
    quick.store.breaks.take_closing = away
    await quick.engine.tick()
    await flushed(quick)
    assert len(quick.posts()) == 1


async def test_after_a_stop_nothing_is_posted(quick: QuickBreaks) -> None:
    await quick.plan("C1")
    quick.engine.stop()
    await quick.engine.post_due()
    assert quick.posts() == []


async def test_a_flush_waits_no_longer_than_it_may(quick: QuickBreaks) -> None:
    quick.slack.will("chat_update", *[refused("internal_error")] * 3)
    quick.engine._start(quick.engine.post_due())
    await quick.engine.flush(0)
    await flushed(quick)
    assert not quick.engine._tasks


# At once


async def test_a_break_at_once_is_posted_with_what_was_not_used_lately(quick: QuickBreaks) -> None:
    used = await quick.posted()
    await quick.breaks.post_now(ANA, "C1", BreakContent(area="neck"))
    [message] = quick.posts()
    assert message["channel"] == "C1"
    [first] = [each for each in await quick.store.breaks.due(MONDAY) if each.slot == "now 2026-11-23T09:00"]
    assert not set(first.slugs) & set(used.slugs)
    assert first.set_by == "U1"


async def test_a_second_one_in_this_minute_is_refused_kindly(quick: QuickBreaks) -> None:
    await quick.breaks.post_now(ANA, "C1", BreakContent())
    with pytest.raises(UserError, match="Join it above"):
        await quick.breaks.post_now(ANA, "C1", BreakContent())
    quick.clock.forward(minutes=1)
    await quick.breaks.post_now(ANA, "C1", BreakContent())
    assert len(quick.posts()) == 2


@pytest.mark.parametrize(
    ("code", "words"),
    [("internal_error", "didn't confirm"), ("not_in_channel", "/invite"), ("is_archived", "archived"), ("new", "new")],
)
async def test_one_that_is_not_posted_says_why(quick: QuickBreaks, code: str, words: str) -> None:
    quick.slack.will("chat_postMessage", refused(code))
    with pytest.raises(UserError, match=words):
        await quick.breaks.post_now(ANA, "C1", BreakContent())


@pytest.mark.parametrize("failure", [refused("not_in_channel"), refused("service_unavailable"), refused("new")])
async def test_one_that_was_not_posted_can_be_asked_for_again_at_once(quick: QuickBreaks, failure: Exception) -> None:
    quick.slack.will("chat_postMessage", failure)
    with pytest.raises(UserError):
        await quick.breaks.post_now(ANA, "C1", BreakContent())
    await quick.breaks.post_now(ANA, "C1", BreakContent())
    await quick.engine.post_due()
    assert len(quick.posts()) == 2
    assert [each.state for each in await quick.store.breaks.due(quick.clock())] == ["posted"]


async def test_a_channel_has_at_most_three_an_hour_and_another_channel_its_own(quick: QuickBreaks) -> None:
    for _ in range(3):
        await quick.breaks.post_now(ANA, "C1", BreakContent())
        quick.clock.forward(minutes=10)
    with pytest.raises(UserError, match="enough breaks for this hour"):
        await quick.breaks.post_now(BEN, "C1", BreakContent())
    await quick.breaks.post_now(ANA, "C2", BreakContent())
    quick.clock.forward(minutes=31)
    await quick.breaks.post_now(ANA, "C1", BreakContent())
    assert len(quick.posts()) == 5


async def test_a_person_has_at_most_ten_an_hour(quick: QuickBreaks) -> None:
    for number in range(10):
        await quick.breaks.post_now(ANA, f"C{number}", BreakContent())
    with pytest.raises(UserError, match="enough breaks for this hour"):
        await quick.breaks.post_now(ANA, "C10", BreakContent())
    await quick.breaks.post_now(BEN, "C10", BreakContent())


@pytest.mark.parametrize("lost", [False, DatabaseUnavailable("away")])
async def test_one_whose_slot_cannot_be_given_back_may_be_posted(quick: QuickBreaks, lost: object) -> None:
    async def taken(_id: str) -> bool:
        if isinstance(lost, Exception):
            raise lost
        return False

    quick.store.claims.give_slot_back = taken
    quick.slack.will("chat_postMessage", refused("service_unavailable"))
    with pytest.raises(UserError, match="didn't confirm"):
        await quick.breaks.post_now(ANA, "C1", BreakContent())


async def test_one_that_was_posted_is_posted_though_the_database_goes_then(quick: QuickBreaks) -> None:
    async def away(_team: str) -> bool:
        raise DatabaseUnavailable("away")

    quick.store.workspaces.resume = away
    await quick.breaks.post_now(ANA, "C1", BreakContent())
    assert len(quick.posts()) == 1


async def test_one_that_may_have_been_posted_keeps_its_slot(quick: QuickBreaks) -> None:
    quick.slack.will("chat_postMessage", refused("internal_error"))
    with pytest.raises(UserError, match="didn't confirm"):
        await quick.breaks.post_now(ANA, "C1", BreakContent())
    with pytest.raises(UserError, match="Join it above"):
        await quick.breaks.post_now(ANA, "C1", BreakContent())


# Pressing


async def test_a_break_is_found_where_it_is_and_nowhere_else(quick: QuickBreaks) -> None:
    break_ = await quick.posted()
    assert await quick.breaks.find("T1", "C1", break_.id, None) == break_
    for team, channel, id in (("T2", "C1", break_.id), ("T1", "C2", break_.id), ("T1", "C1", "gone")):
        with pytest.raises(UserError, match="lost track"):
            await quick.breaks.find(team, channel, id, None)


async def test_a_break_that_is_over_says_so_and_its_message_is_brought_up_to_date(quick: QuickBreaks) -> None:
    break_ = await quick.posted()
    await quick.store.breaks.mark_closed([break_.id])
    with pytest.raises(UserError, match="over"):
        await quick.breaks.find("T1", "C1", break_.id, break_.ts)
    await flushed(quick)
    assert len(quick.edits()) == 1


async def test_a_click_tells_where_a_message_is_whose_posting_was_not_recorded(quick: QuickBreaks) -> None:
    known, lost = await quick.posted(), await quick.claimed("C2")
    await quick.breaks.find("T1", "C1", known.id, "9.9")
    await quick.breaks.find("T1", "C2", lost.id, None)
    assert (await quick.now_is(lost)).ts is None
    await quick.breaks.find("T1", "C2", lost.id, "9.9")
    assert ((await quick.now_is(known)).ts, (await quick.now_is(lost)).ts) == (known.ts, "9.9")


async def test_joining_finishing_and_leaving_are_shown_when_they_change_something(quick: QuickBreaks) -> None:
    break_ = await quick.posted()
    for act, edits in (
        (quick.breaks.join, 1), (quick.breaks.join, 1), (quick.breaks.leave, 2), (quick.breaks.leave, 2),
        (quick.breaks.join, 3), (quick.breaks.finish, 3), (quick.breaks.finish, 3), (quick.breaks.leave, 3),
    ):  # fmt: skip
        await act(break_, "U7")
        await flushed(quick)
        assert len(quick.edits()) == edits
    assert await roster(quick, break_.id) == [("U7", True)]


async def test_whoever_deletes_their_data_is_taken_out_of_the_messages_of_open_breaks_alone(quick: QuickBreaks) -> None:
    over, joined, done, others = [await quick.posted(f"C{number}") for number in range(4)]
    await quick.breaks.join(over, "U1")
    await quick.breaks.join(joined, "U1")
    await quick.breaks.finish(done, "U1")
    await quick.breaks.join(others, "U7")
    await quick.store.breaks.mark_closed([over.id])
    await flushed(quick)
    shown = len(quick.edits())
    await quick.breaks.delete_person(ANA)
    await flushed(quick)
    assert sorted(call["channel"] for call in quick.edits()[shown:]) == ["C1", "C2"]
    assert "<@U1>" not in str(quick.edits()[shown:])
    assert await quick.store.dones.count(ANA, MONDAY) == 0


async def test_whoever_joins_or_finishes_hears_what_there_is_to_do(quick: QuickBreaks) -> None:
    break_ = await quick.posted()
    for act in (quick.breaks.join, quick.breaks.join, quick.breaks.finish, quick.breaks.finish):
        assert tuple(exercise.slug for exercise in await act(break_, "U7")) == SLUGS
    assert await quick.store.dones.count(Actor("T1", "U7"), MONDAY) == 1


async def test_whoever_wants_to_be_reminded_is_off_the_roster_until_they_join_unless_done(quick: QuickBreaks) -> None:
    break_ = await quick.posted()
    await quick.breaks.join(break_, "U7")
    await quick.breaks.finish(break_, "U8")
    await flushed(quick)
    shown = len(quick.edits())
    for _ in range(2):
        for user in ("U7", "U8", "U9"):
            assert await quick.breaks.remind_later(break_, user) == MONDAY + 15 * MINUTE
        quick.clock.forward(minutes=1)
    await flushed(quick)
    assert (len(quick.edits()) - shown, await roster(quick, break_.id)) == (1, [("U8", True)])
    await quick.breaks.join(break_, "U7")
    assert await roster(quick, break_.id) == [("U8", True), ("U7", False)]


async def test_a_repeat_comes_once_at_a_full_minute_and_has_no_repeat_itself(quick: QuickBreaks) -> None:
    break_ = await quick.posted()
    quick.clock.forward(seconds=70)
    assert await quick.breaks.repeat_later(break_) == MONDAY + 16 * MINUTE
    with pytest.raises(UserError, match="already coming again"):
        await quick.breaks.repeat_later(break_)
    await flushed(quick)
    assert len(quick.edits()) == 1
    at = MONDAY + 16 * MINUTE
    [again], _ = await quick.store.claims.claim_due(at, "test", ClaimLimits(9, 9), lambda _: ())
    assert (again.due_at, again.slugs, (await quick.now_is(break_)).closes_at) == (at, SLUGS, at)
    with pytest.raises(UserError, match="already run twice"):
        await quick.breaks.repeat_later(again)


# Closing


async def closing_line(quick: QuickBreaks) -> str:
    """Close what is over; return the line that was shown last."""
    await quick.engine.close_due()
    return str(quick.edits()[-1]["text"])


async def test_a_closed_break_says_who_took_it_and_when_the_next_is(quick: QuickBreaks) -> None:
    await quick.breaks.finish(await quick.posted(), "U7")
    quick.clock.forward(hours=1)
    line = await closing_line(quick)
    assert "<@U7>" in line
    assert f"Next: Tuesday, <!date^{int((MONDAY + DAY).timestamp())}^{{time}}|" in line


async def test_a_quiet_break_says_when_the_next_is_unless_there_is_none(quick: QuickBreaks) -> None:
    for channel, end, words in (
        ("C1", None, "Quiet one today. Back Tuesday, <!date^"),
        ("C2", quick.store.timetables.remove("T1", "C2", quick.clock()), "Quiet one today."),
        ("C3", quick.store.timetables.stop("T1", "C3", "is_archived", quick.clock()), "Quiet one today."),
        ("C4", quick.store.timetables.pause("T1", "C4", None, MONDAY), "Quiet one today."),
        ("C5", quick.store.timetables.pause("T1", "C5", MONDAY + 9 * DAY, MONDAY), "Quiet one today."),
    ):
        await quick.posted(channel)
        if end:
            await end
        quick.clock.forward(hours=1)
        line = await closing_line(quick)
        assert line.startswith(words) if channel == "C1" else line == words


async def test_a_closing_that_is_made_again_shows_the_same_line(quick: QuickBreaks) -> None:
    await quick.breaks.finish(await quick.posted(), "U7")
    await flushed(quick)
    quick.clock.forward(hours=1)
    quick.slack.will("chat_update", refused("internal_error"), refused("internal_error"))
    lines = set()
    for _ in range(3):
        lines.add(await closing_line(quick))
        quick.clock.forward(minutes=5)
    assert len(lines) == 1


async def test_a_channel_never_reads_the_same_line_twice_running(quick: QuickBreaks) -> None:
    lines = []
    for day in range(1, 30):
        await quick.breaks.finish(await quick.posted(), "U7")
        await flushed(quick)
        quick.clock.forward(hours=1)
        lines.append((await closing_line(quick)).partition("Next")[0])
        quick.clock.at = MONDAY + day * DAY
    assert all(one != other for one, other in pairwise(lines))
    assert len(set(lines)) > 6


async def test_a_timetable_that_cannot_be_read_keeps_no_break_from_closing(quick: QuickBreaks) -> None:
    await quick.posted()
    async with quick.store.database.writing() as connection:
        await connection.execute(update(timetables).values(zone="Mars/Olympus"))
    quick.clock.forward(hours=1)
    assert await closing_line(quick) == "Quiet one today."
