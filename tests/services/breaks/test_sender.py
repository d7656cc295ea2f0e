"""Sending one break: once, in time, within the rate limit; what became of it is recorded."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from aiohttp import ConnectionTimeoutError, ServerDisconnectedError
from manual_clock import MONDAY
from quick_breaks import QuickBreaks
from slack_client import refused, slow_down
from sqlalchemy import select

from bot.domain.breaks import Break
from bot.store.tables.of_breaks import breaks

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


async def again_at(quick: QuickBreaks, claim: Break) -> datetime | None:
    async with quick.store.database.reading() as connection:
        return await connection.scalar(select(breaks.c.again_at).where(breaks.c.id == claim.id))


async def test_a_posted_break_knows_its_message_and_is_open_for_an_hour(quick: QuickBreaks) -> None:
    claim = await quick.claimed()
    quick.clock.forward(seconds=20)
    assert await quick.sender.send(claim) is None
    found = await quick.now_is(claim)
    assert (found.state, found.ts) == ("posted", "1795424400.000001")
    assert (found.posted_at, found.closes_at) == (MONDAY + 20 * SECOND, MONDAY + 20 * SECOND + HOUR)
    assert [call["channel"] for call in quick.posts()] == ["C1"]


@pytest.mark.parametrize(
    ("error", "kind", "state", "wait"),
    [
        (refused("is_archived"), "channel", "failed", None),
        (refused("token_revoked"), "workspace", "failed", None),
        (refused("something_new"), "other", "failed", None),
        (refused("internal_error"), "unknown", "unknown", None),
        (ServerDisconnectedError(), "unknown", "unknown", None),
        (TimeoutError(), "unknown", "unknown", None),
        (refused("service_unavailable"), "temporary", "waiting", 1),
        (ConnectionTimeoutError(), "temporary", "waiting", 1),
        (slow_down(31), "rate_limited", "waiting", 31),
    ],
)
async def test_each_kind_of_failure_has_its_state_and_is_tried_once(
    quick: QuickBreaks, error: Exception, kind: str, state: str, wait: int | None
) -> None:
    claim = await quick.claimed()
    quick.slack.will("chat_postMessage", error)
    failure = await quick.sender.send(claim)
    found = await quick.now_is(claim)
    assert (failure.kind, found.state, found.trouble) == (kind, state, failure.code)
    assert len(quick.posts()) == 1
    if wait:
        assert await again_at(quick, claim) == MONDAY + wait * SECOND


@pytest.mark.parametrize(
    ("error", "line", "outcome"),
    [
        (refused("is_archived"), "a break was refused", "failed"),
        (refused("internal_error"), "a break may have been posted", "unknown"),
        (refused("service_unavailable"), "a break waits to be posted", "waiting"),
    ],
)
async def test_each_outcome_but_a_message_leaves_a_line_and_a_count(
    quick: QuickBreaks, caplog: pytest.LogCaptureFixture, error: Exception, line: str, outcome: str
) -> None:
    quick.slack.will("chat_postMessage", error)
    failure = await quick.sender.send(await quick.claimed())
    [record] = [each for each in caplog.records if each.name == "limber"]
    assert record.message.startswith(line)
    assert (record.team, record.channel, record.slot, record.error) == ("T1", "C1", "2026-11-23T09:00", failure.code)
    assert quick.counts() == {outcome: 1}


async def test_what_was_missed_leaves_a_line_and_a_count(quick: QuickBreaks, caplog: pytest.LogCaptureFixture) -> None:
    await quick.plan("C1")
    quick.clock.forward(minutes=11)
    await quick.poster.post_due()
    assert [record.message for record in caplog.records] == ["a break was missed"]
    assert quick.counts() == {"missed": 1}


async def test_what_waited_for_too_long_leaves_a_line_and_a_count(
    quick: QuickBreaks, caplog: pytest.LogCaptureFixture
) -> None:
    await quick.plan("C1")
    quick.slack.will("chat_postMessage", slow_down(31))
    await quick.poster.post_due()
    quick.clock.forward(minutes=11)
    await quick.poster.post_due()
    assert [record.message for record in caplog.records] == ["a break waits to be posted", "a break was missed"]
    assert quick.counts() == {"waiting": 1, "missed": 1}


async def test_what_came_due_while_nobody_ran_is_missed_once_for_each_day(
    quick: QuickBreaks, caplog: pytest.LogCaptureFixture
) -> None:
    await quick.plan("C1")
    quick.clock.forward(days=2)
    await quick.poster.post_due()
    await quick.poster.post_due()
    assert caplog.messages == ["a break was missed"] * 2
    assert quick.counts() == {"missed": 2, "posted": 1}


async def test_a_posted_break_is_counted_with_its_lateness(quick: QuickBreaks) -> None:
    claim = await quick.claimed()
    quick.clock.forward(seconds=20)
    await quick.sender.send(claim)
    assert quick.counts() == {"posted": 1}
    assert quick.metrics.registry.get_sample_value("limber_break_lateness_seconds_sum") == 20


async def test_a_round_of_posts_is_counted_in_one_line(quick: QuickBreaks, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "limber")
    await quick.plan("C1", "C2", "C3")
    quick.slack.will("chat_postMessage", refused("internal_error"))
    await quick.poster.post_due()
    await quick.poster.post_due()
    assert [line for line in caplog.messages if line.startswith("breaks: ")] == ["breaks: 2 posted, 1 unknown"]


async def test_slow_down_for_moments_is_obeyed_and_the_break_posted(quick: QuickBreaks) -> None:
    claim = await quick.claimed()
    quick.slack.will("chat_postMessage", slow_down(30), slow_down(2))
    assert await quick.sender.send(claim) is None
    assert len(quick.posts()) == 3


async def test_a_message_that_slack_minds_comes_without_its_picture_then_as_text(quick: QuickBreaks) -> None:
    claim = await quick.claimed()
    quick.slack.will("chat_postMessage", *[refused("invalid_blocks")] * 2)
    assert await quick.sender.send(claim) is None
    with_picture, without, text = quick.posts()
    assert ["image" in str(call.get("blocks")) for call in (with_picture, without)] == [True, False]
    assert set(text) == {"channel", "text"}
    assert text["text"] == with_picture["text"]


async def test_a_message_that_slack_never_takes_has_failed(quick: QuickBreaks) -> None:
    claim = await quick.claimed()
    quick.slack.will("chat_postMessage", *[refused("msg_too_long")] * 3)
    assert (await quick.sender.send(claim)).kind == "message"
    assert (await quick.now_is(claim)).state == "failed"


async def test_another_failure_ends_the_attempts(quick: QuickBreaks) -> None:
    claim = await quick.claimed()
    quick.slack.will("chat_postMessage", refused("invalid_blocks"), refused("is_archived"))
    assert (await quick.sender.send(claim)).kind == "channel"
    assert len(quick.posts()) == 2


@pytest.mark.parametrize(("seconds", "says_so"), [(120, False), (121, True), (600, True)])
async def test_a_late_break_says_so(quick: QuickBreaks, seconds: int, says_so: bool) -> None:
    claim = await quick.claimed()
    quick.clock.forward(seconds=seconds)
    assert await quick.sender.send(claim) is None
    assert ("late" in quick.posts()[0]["text"]) == says_so


async def test_a_break_that_is_too_late_is_missed_and_not_sent(quick: QuickBreaks) -> None:
    claim = await quick.claimed()
    quick.clock.forward(seconds=601)
    assert (await quick.sender.send(claim)).kind == "late"
    assert ((await quick.now_is(claim)).state, quick.posts()) == ("missed", [])


async def test_a_break_whose_time_passes_while_it_waits_is_missed(quick: QuickBreaks) -> None:
    claim = await quick.claimed()

    async def so_slow() -> None:
        quick.clock.forward(seconds=601)
        raise slow_down(1)

    quick.slack.will("chat_postMessage", so_slow)
    assert (await quick.sender.send(claim)).kind == "late"
    assert ((await quick.now_is(claim)).state, len(quick.posts())) == ("missed", 1)


async def test_what_waits_when_the_bot_stops_goes_back_at_once(quick: QuickBreaks) -> None:
    claim = await quick.claimed()
    quick.posting.close()
    await quick.sender.send(claim)
    assert ((await quick.now_is(claim)).state, await again_at(quick, claim)) == ("waiting", MONDAY)
    assert quick.posts() == []


async def test_a_long_reason_is_cut_so_that_it_can_be_kept(quick: QuickBreaks) -> None:
    claim = await quick.claimed()
    quick.slack.will("chat_postMessage", refused("x" * 200))
    await quick.sender.send(claim)
    assert (await quick.now_is(claim)).trouble == "x" * 80


async def test_that_nobody_knows_is_recorded(quick: QuickBreaks) -> None:
    claim = await quick.claimed()
    failure: Any = await quick.sender.record_unknown(claim, "ZeroDivisionError")
    found = await quick.now_is(claim)
    assert (failure.kind, found.state, found.trouble) == ("unknown", "unknown", "ZeroDivisionError")
