"""The poster without a network: how much it takes at once, what it gives back, what one failure costs the others."""

import asyncio
import re
from datetime import datetime
from typing import Any

import pytest
from quick_breaks import PROCESS, SLUGS, QuickBreaks
from slack_client import refused, slow_down
from waiting import until

from bot.domain.breaks import Break
from bot.services.breaks.lanes import MAX_IN_FLIGHT, MAX_IN_FLIGHT_PER_TEAM
from bot.services.breaks.outcomes import OutcomeNotRecorded
from bot.services.breaks.poster import SlotTaken
from bot.services.breaks.service import ManualBreak
from bot.store.due_timetables import ClaimLimits
from bot.store.errors import DatabaseUnavailable


async def states(quick: QuickBreaks) -> dict[str, str]:
    """Each channel's break and its state."""
    return {each.channel: each.state for each in await quick.store.breaks.due(quick.clock())}


def held(quick: QuickBreaks, calls: int) -> asyncio.Event:
    """Keep the answers to so many posts back until the event."""
    gate = asyncio.Event()

    async def answer() -> dict[str, Any]:
        await gate.wait()
        return {"ts": "1.2"}

    quick.slack.will("chat_postMessage", *[answer] * calls)
    return gate


async def until_posting(quick: QuickBreaks, posts: int) -> None:
    await until(lambda: len(quick.posts()) >= posts)


async def test_all_that_is_due_is_posted_once(quick: QuickBreaks) -> None:
    await quick.plan("C1", "C2", "C3")
    await asyncio.gather(quick.poster.post_due(), quick.poster.post_due())
    await quick.poster.post_due()
    assert sorted(call["channel"] for call in quick.posts()) == ["C1", "C2", "C3"]
    assert await states(quick) == {"C1": "posted", "C2": "posted", "C3": "posted"}


async def test_a_break_is_the_set_or_has_the_length_of_its_timetable(quick: QuickBreaks) -> None:
    await quick.plan("C1", routine="hands-and-wrists")
    await quick.plan("C2", routine="thirty-seconds")
    await quick.plan("C3", routine="five-minutes", area="neck")
    await quick.poster.post_due()
    texts = {call["channel"]: call["text"] for call in quick.posts()}
    assert texts["C1"].startswith("Stretch break: Hands and wrists\n")
    assert "\n30 seconds · " in texts["C2"]
    assert re.search(r"\n[45]½? minutes · ", texts["C3"])


async def test_what_was_turned_off_while_slack_asked_to_wait_is_not_posted_later(quick: QuickBreaks) -> None:
    async def turned_off() -> Exception:
        await quick.store.timetables.remove("T1", "C1", quick.clock())
        return slow_down(60)

    await quick.plan("C1")
    quick.slack.will("chat_postMessage", turned_off)
    await quick.poster.post_due()
    assert await states(quick) == {"C1": "missed"}
    quick.clock.forward(minutes=2)
    await quick.poster.post_due()
    assert len(quick.posts()) == 1


async def test_one_workspace_has_so_many_in_flight_and_no_more(quick: QuickBreaks) -> None:
    channels = [f"C{number}" for number in range(MAX_IN_FLIGHT_PER_TEAM + 5)]
    await quick.plan(*channels)
    await quick.plan("C1", team="T2")
    gate = held(quick, len(channels) + 1)
    posting = asyncio.create_task(quick.poster.post_due())
    await until_posting(quick, MAX_IN_FLIGHT_PER_TEAM + 1)
    recovered = await quick.store.abandoned_claims.recover("another", quick.clock(), ())
    assert (len(recovered.lost), recovered.back) == (MAX_IN_FLIGHT_PER_TEAM + 1, [])
    gate.set()
    await posting
    assert len(quick.posts()) == len(channels) + 1
    assert quick.posting.for_team("T1").in_flight == 0


async def test_all_of_a_workspace_is_posted_even_if_calls_end_while_more_is_claimed(quick: QuickBreaks) -> None:
    channels = [f"C{number}" for number in range(3 * MAX_IN_FLIGHT_PER_TEAM)]
    await quick.plan(*channels)
    answers, claim_due = asyncio.Semaphore(0), quick.store.claims.claim_due

    async def answer() -> dict[str, Any]:
        await answers.acquire()
        return {"ts": "1.2"}

    async def claim(now: datetime, process: str, limits: ClaimLimits, *more: Any) -> tuple[list[Break], bool]:
        found = await claim_due(now, process, limits, *more)
        for _ in channels if limits.busy_teams else "1":
            answers.release()
        if limits.busy_teams:
            await until(lambda: quick.posting.for_team("T1").in_flight < MAX_IN_FLIGHT_PER_TEAM)
        return found

    quick.slack.will("chat_postMessage", *[answer] * len(channels))
    quick.store.claims.claim_due = claim
    await quick.poster.post_due()
    assert len(quick.posts()) == len(channels)


async def test_a_process_has_so_many_in_flight_and_goes_on_when_half_of_them_ended(quick: QuickBreaks) -> None:
    quick.poster.breaks.in_flight |= {str(number) for number in range(MAX_IN_FLIGHT - 1)}
    await quick.plan("C1", "C2")
    quick.poster.breaks.one_ended.set()
    posting = asyncio.create_task(quick.poster.post_due())
    await until_posting(quick, 1)
    await until(lambda: not quick.poster.breaks.tasks)
    assert len(quick.posts()) == 1
    quick.poster.breaks.in_flight -= {str(number) for number in range(MAX_IN_FLIGHT // 2)}
    quick.poster.breaks.one_ended.set()
    await posting
    assert len(quick.posts()) == 2


async def test_a_workspace_that_is_blocked_for_long_is_left_out_and_no_other(quick: QuickBreaks) -> None:
    await quick.plan("C1")
    await quick.plan("C2", team="T2")
    quick.posting.for_team("T1").block(1e9)
    await quick.poster.post_due()
    assert [call["channel"] for call in quick.posts()] == ["C2"]


async def test_a_bug_costs_one_break_and_leaves_it_unknown(quick: QuickBreaks) -> None:
    await quick.plan("C1", "C2")
    quick.slack.will("chat_postMessage", ZeroDivisionError("a bug"))
    await quick.poster.post_due()
    assert sorted((await states(quick)).values()) == ["posted", "unknown"]


async def test_what_cannot_even_be_recorded_is_never_posted_again(quick: QuickBreaks) -> None:
    await quick.plan("C1")

    async def bug(_outcomes: object, _process: object) -> None:
        raise ZeroDivisionError("a bug")

    quick.store.outcomes.record = bug
    await quick.poster.post_due()
    await quick.poster.recover_claims()
    await quick.poster.post_due()
    assert (await states(quick), len(quick.posts())) == ({"C1": "sending"}, 1)


async def test_what_was_posted_and_given_up_recording_is_never_posted_again(quick: QuickBreaks) -> None:
    await quick.plan("C1")

    async def given_up(_outcome: object) -> None:
        raise OutcomeNotRecorded("away")

    quick.sender.recorder.record = given_up
    await quick.poster.post_due()
    await quick.poster.recover_claims()
    await quick.poster.post_due()
    assert (await states(quick), len(quick.posts())) == ({"C1": "sending"}, 1)


async def test_a_refusal_for_good_stops_the_channel_but_not_the_next(quick: QuickBreaks) -> None:
    await quick.plan("C1", "C2")
    quick.slack.will("chat_postMessage", refused("is_archived"), refused("service_unavailable"))
    await quick.poster.post_due()
    stopped = [(await quick.store.timetables.get("T1", channel)).stopped for channel in ("C1", "C2")]
    assert sorted(stopped, key=str) == [None, "is_archived"]
    assert sorted((await states(quick)).values()) == ["failed", "waiting"]


async def test_a_failure_that_cannot_be_handled_now_ends_nothing_else(quick: QuickBreaks) -> None:
    async def away(*_given: object) -> bool:
        raise DatabaseUnavailable("away")

    quick.store.timetables.stop = away
    await quick.plan("C1", "C2")
    quick.slack.will("chat_postMessage", refused("is_archived"))
    await quick.poster.post_due()
    assert sorted((await states(quick)).values()) == ["failed", "posted"]


async def test_a_database_that_is_away_leaves_it_to_the_next_minute(quick: QuickBreaks) -> None:
    claim_due = quick.store.claims.claim_due

    async def away(*_given: object) -> Any:
        quick.store.claims.claim_due = claim_due
        raise DatabaseUnavailable("away")

    await quick.plan("C1")
    quick.store.claims.claim_due = away
    await quick.poster.post_due()
    assert quick.posts() == []
    await quick.poster.post_due()
    assert len(quick.posts()) == 1


async def test_after_a_stop_nothing_is_claimed_and_what_waits_goes_back(quick: QuickBreaks) -> None:
    await quick.plan("C1", "C2")
    quick.poster.stop()
    await quick.poster.post_due()
    assert (quick.posts(), await states(quick)) == ([], {})


# At once


async def test_a_break_at_once_is_one_a_minute(quick: QuickBreaks) -> None:
    origin = ManualBreak("T1", "C1", "U1")
    assert await quick.poster.post_now(origin, "now 9:00", ["chin-tuck"]) is None
    with pytest.raises(SlotTaken):
        await quick.poster.post_now(origin, "now 9:00", ["chin-tuck"])
    assert len(quick.posts()) == 1


async def test_a_break_at_once_that_is_refused_says_why_and_stops_what_can_only_fail(quick: QuickBreaks) -> None:
    await quick.plan("C1")
    quick.slack.will("chat_postMessage", refused("is_archived"))
    failure = await quick.poster.post_now(ManualBreak("T1", "C1", "U1"), "now 9:00", ["chin-tuck"])
    assert (failure.kind, failure.code) == ("channel", "is_archived")


# After a loss


async def test_a_claim_that_was_never_heard_of_waits_again(quick: QuickBreaks) -> None:
    await quick.plan("C1")
    await quick.store.claims.claim_due(quick.clock(), PROCESS, ClaimLimits(9, 9), lambda _: ("chin-tuck",))
    await quick.poster.post_due()
    assert quick.posts() == []
    await quick.poster.recover_claims()
    await quick.poster.post_due()
    assert await states(quick) == {"C1": "posted"}


async def test_what_is_in_flight_is_known_and_what_a_gone_process_was_sending_is_not_posted(quick: QuickBreaks) -> None:
    await quick.plan("C1", "C2")
    held_by_gone, _ = await quick.store.claims.claim_due(quick.clock(), "gone", ClaimLimits(9, 9), lambda _: SLUGS)
    await quick.store.outcomes.mark([held_by_gone[0].id], "gone", "sending")
    await quick.plan("C3")
    gate = held(quick, 1)
    posting = asyncio.create_task(quick.poster.post_due())
    await until_posting(quick, 1)
    await quick.poster.recover_claims()
    gate.set()
    await posting
    await quick.poster.post_due()
    assert await states(quick) == {"C1": "unknown", "C2": "posted", "C3": "posted"}
    assert sorted(post["channel"] for post in quick.posts()) == ["C2", "C3"]
    assert quick.counts() == {"unknown": 1, "given back": 1, "posted": 2}


async def test_who_was_thought_gone_does_not_post_what_was_given_back(
    quick: QuickBreaks, caplog: pytest.LogCaptureFixture
) -> None:
    claim = await quick.claimed()
    await quick.store.abandoned_claims.recover("another", quick.clock(), ())
    await quick.store.claims.claim_due(quick.clock(), "another", ClaimLimits(9, 9), lambda _: SLUGS)
    quick.poster.breaks.begin([claim])
    assert (await quick.poster._send(quick.poster.breaks, claim)).code == "taken over"
    assert (quick.posts(), await states(quick)) == ([], {"C1": "claimed"})
    assert "taken over by another process" in caplog.text
    assert quick.counts() == {"taken over": 1}
    assert not quick.poster.breaks.in_flight


async def test_what_was_given_back_and_claimed_again_by_the_same_process_is_posted_once(quick: QuickBreaks) -> None:
    claim = await quick.claimed()
    quick.poster.breaks.begin([claim])
    await quick.store.abandoned_claims.recover("another", quick.clock(), ())
    await asyncio.gather(quick.poster._send(quick.poster.breaks, claim), quick.poster._claim(quick.poster.breaks))
    await until(lambda: not quick.poster.breaks.tasks)
    assert (len(quick.posts()), await states(quick)) == (1, {"C1": "posted"})


async def test_without_a_database_nothing_is_sent_until_it_is_back(quick: QuickBreaks) -> None:
    claim = await quick.claimed()

    async def away(*_: object) -> None:
        raise DatabaseUnavailable("away")

    quick.store.outcomes.mark = away
    failure = await quick.sender.send(claim)
    assert (failure.kind, failure.code, quick.posts()) == ("temporary", "no database", [])
    assert (await quick.now_is(claim)).state == "waiting"
    del quick.store.outcomes.mark
    await quick.poster.post_due()
    assert (await quick.now_is(claim)).state == "posted"


async def test_what_slack_put_off_for_moments_is_not_in_question_meanwhile(quick: QuickBreaks) -> None:
    claim = await quick.claimed()
    seen: list[str] = []
    acquire = quick.posting.for_team("T1").acquire

    async def look() -> bool:
        seen.append((await quick.now_is(claim)).state)
        return await acquire()

    quick.posting.for_team("T1").acquire = look
    quick.slack.will("chat_postMessage", slow_down(2))
    assert await quick.sender.send(claim) is None
    assert seen == ["claimed", "claimed"]


async def test_limiters_that_nobody_needs_are_let_go(quick: QuickBreaks) -> None:
    await quick.plan("C1")
    quick.slack.will("chat_postMessage", slow_down(1))
    await quick.poster.post_due()
    assert quick.posting._by_team
    await quick.poster.recover_claims()
    assert not quick.posting._by_team
